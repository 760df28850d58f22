import { asText, type JsonObject } from '../../../core/json.ts'
import { instrumentId, instrumentsIn, listIn, type ParsedReply } from './shop.ts'

// What an order must hold after a sequence of changes, and how what it shows differs from that.

export const notesAgree = 'flow/sequences/notes'
export const instrumentsAgree = 'flow/sequences/instruments'

/** What the order must hold of what this sequence did to it; others may work on it too. */
export type Model = {
  readonly notes: Map<string, string>
  readonly goneNotes: Set<string>
  readonly instruments: Map<string, number>
  readonly goneInstruments: Set<string>
  serial: number
}

export const newModel = (): Model => ({
  notes: new Map(),
  goneNotes: new Set(),
  instruments: new Map(),
  goneInstruments: new Set(),
  serial: 0,
})

/** A difference between model and order, or an answer that says nothing about them. */
export class Differs extends Error {
  readonly requirement: string
  readonly parsed: ParsedReply
  readonly expected: unknown
  readonly received: unknown
  constructor(
    requirement: string,
    parsed: ParsedReply,
    { expected, received }: { expected: unknown; received: unknown },
  ) {
    super(`${requirement} differs`)
    this.requirement = requirement
    this.parsed = parsed
    this.expected = expected
    this.received = received
  }
}

export const compareNotes = ({ notes, goneNotes }: Model, parsed: ParsedReply): void => {
  const shown = new Map(listIn(parsed.body, 'notes').map((note) => [asText(note['id']), note['text']]))
  const wrong = [...notes].find(([id, text]) => shown.get(id) !== text)
  if (wrong)
    throw new Differs(notesAgree, parsed, { expected: wrong[1], received: shown.get(wrong[0]) ?? 'no such note' })
  const back = [...goneNotes].find((id) => shown.has(id))
  if (back) throw new Differs(notesAgree, parsed, { expected: `no note ${back}`, received: back })
}

export const compareInstruments = ({ instruments, goneInstruments }: Model, parsed: ParsedReply): void => {
  const shown = new Map(instrumentsIn(parsed.body).map((one): [string, JsonObject] => [instrumentId(one) ?? '', one]))
  const wrong = [...instruments].find(([id, amount]) => {
    const found = shown.get(id)
    // The sample of an order shows what each of its instruments is of: one without an amount is another one.
    return !found || Math.round(Number(found['amount'] ?? Number.NaN) * 100) !== amount
  })
  if (wrong) {
    const [id, amount] = wrong
    throw new Differs(instrumentsAgree, parsed, {
      expected: { id, amount: amount / 100 },
      received: shown.get(id) ?? 'no such instrument',
    })
  }
  const back = [...goneInstruments].find((id) => shown.has(id))
  if (back) throw new Differs(instrumentsAgree, parsed, { expected: `no instrument ${back}`, received: back })
}
