import fc from 'fast-check'
import { excuse } from '../../../checks/answer.ts'
import { type Depth, depthOf } from '../../../core/depth.ts'
import { inconclusive, passed } from '../../../core/finding.ts'
import { tokenOf } from '../../../core/seed.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { claim } from './claim.ts'
import { sharedOrder } from './orders.ts'
import {
  compareInstruments,
  compareNotes,
  Differs,
  instrumentsAgree,
  type Model,
  newModel,
  notesAgree,
} from './sequence-model.ts'
import { ask, cardRequest, instrumentId, instrumentOf, listIn, type ParsedReply } from './shop.ts'

/** How many sequences are tried, how long they are, and how often one that fails is made shorter. */
const runsAt: Readonly<Record<Depth, number>> = { quick: 2, default: 5, deep: 40 }
const longest = 8
const mostShrinks = 12

export const sequenceCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'sequences',
    title: 'random sequences of changes to the notes and payment instruments of an order',
    turn: 'late',
    about: [notesAgree, instrumentsAgree],
    run: async (conversation) => {
      const order = await sharedOrder(conversation, [notesAgree, instrumentsAgree])
      if (order !== undefined) await playAll(conversation, order)
    },
  }),
]

type Real = {
  readonly conversation: Conversation
  readonly order: string
  readonly round: number
  /** What was read and compared so far. */
  readonly reads: Read[]
}

type Read = { readonly requirement: string; readonly exchange: string }

type Command = fc.AsyncCommand<Model, Real>

const playAll = async (conversation: Conversation, order: string): Promise<void> => {
  const seed = conversation.session.seed(conversation.caseId)
  let smallest: Differs | undefined
  let silent: ParsedReply | undefined
  let shrinks = 0
  let round = 0
  const reads: Read[] = []
  const property = fc.asyncProperty(fc.commands(commands, { maxCommands: longest, size: 'max' }), async (sequence) => {
    if (smallest) shrinks += 1
    if (shrinks > mostShrinks || silent) return
    round += 1
    const real = { conversation, order, round, reads }
    const model = newModel()
    try {
      await fc.asyncModelRun(async () => ({ model: await furnished(model, real), real }), sequence)
      await emptied(model, real)
    } catch (error) {
      if (error instanceof Silent) {
        silent = error.parsed
        return
      }
      if (!(error instanceof Differs)) throw error
      smallest = error
      throw error
    }
  })
  await fc.check(property, { seed, numRuns: runsAt[depthOf(conversation.session.spec)] })
  // What was found before the target fell silent was found.
  if (silent && !smallest) return openAll(conversation, [notesAgree, instrumentsAgree], answerText(silent.exchange))
  for (const requirement of [notesAgree, instrumentsAgree]) {
    if (smallest?.requirement !== requirement) {
      const { session } = conversation
      const seen = reads.filter((read) => read.requirement === requirement)
      conversation.note(
        ...(smallest
          ? [inconclusive(session.id(requirement), 'another sequence differed first')]
          : seen.map(({ exchange }) => passed(session.id(requirement), exchange))),
      )
      continue
    }
    conversation.note(
      claim(conversation, smallest.parsed.exchange, {
        requirement,
        holds: false,
        message: 'After a sequence of changes the order holds something else than it should',
        at: requirement === notesAgree ? '/notes' : '/payment_instruments',
        expected: JSON.stringify(smallest.expected),
        received: smallest.received,
      }),
    )
  }
}

/** The target did not answer, or refused what it had taken before: reported elsewhere. */
class Silent extends Error {
  readonly parsed: ParsedReply
  constructor(parsed: ParsedReply) {
    super('no answer')
    this.parsed = parsed
  }
}

const done = async (asked: Promise<ParsedReply>): Promise<ParsedReply> => {
  const parsed = await asked
  if (!parsed.accepted || excuse(parsed.exchange)) throw new Silent(parsed)
  return parsed
}

const token = ({ conversation, round }: Real, model: Model): string => {
  model.serial += 1
  return `assay ${tokenOf(10, conversation.session.spec.tag, conversation.caseId, round, model.serial)}`
}

const command = (
  name: string,
  check: (model: Readonly<Model>) => boolean,
  run: (model: Model, real: Real) => Promise<void>,
): Command => ({
  check: (model) => check(model),
  run,
  toString: () => name,
})

const hasNotes = (model: Readonly<Model>): boolean => model.notes.size > 0
const hasInstruments = (model: Readonly<Model>): boolean => model.instruments.size > 0

const addNote = command(
  'add note',
  () => true,
  async (model, real) => {
    const text = token(real, model)
    await done(ask(real.conversation, 'addNote', { order: real.order, body: { subject: 'assay', text } }))
    const list = await readNotes(real)
    const id = listIn(list.body, 'notes').find((note) => note['text'] === text)?.['id']
    const tellsIds = listIn(list.body, 'notes').some((note) => typeof note['id'] === 'string')
    if (typeof id === 'string') model.notes.set(id, text)
    else if (tellsIds || !listIn(list.body, 'notes').some((note) => note['text'] === text))
      throw new Differs(notesAgree, list, {
        expected: text,
        received: listIn(list.body, 'notes').map((note) => note['text']),
      })
    compareNotes(model, list)
  },
)

const removeNote = (pick: number): Command =>
  command(`remove note ${pick}`, hasNotes, async (model, real) => {
    const [id = ''] = picked(model.notes, pick)
    await done(ask(real.conversation, 'removeNote', { order: real.order, note: id }))
    model.notes.delete(id)
    model.goneNotes.add(id)
    compareNotes(model, await readNotes(real))
  })

const addInstrument = (cents: number): Command =>
  command(
    `add instrument of ${cents} cents`,
    () => true,
    async (model, real) => {
      const holder = token(real, model)
      const parsed = await done(
        ask(real.conversation, 'addPaymentInstrument', {
          order: real.order,
          body: cardRequest(real.conversation, { amount: cents / 100, holder }),
          skipAuthorization: true,
        }),
      )
      const instrument = instrumentOf(parsed.body, holder)
      const id = instrument && instrumentId(instrument)
      if (id === undefined) throw new Silent(parsed)
      model.instruments.set(id, cents)
      compareInstruments(model, await readOrder(real))
    },
  )

const updateInstrument = (pick: number, cents: number): Command =>
  command(`set instrument ${pick} to ${cents} cents`, hasInstruments, async (model, real) => {
    const [instrument = ''] = picked(model.instruments, pick)
    await done(
      ask(real.conversation, 'updatePaymentInstrument', {
        order: real.order,
        instrument,
        body: cardRequest(real.conversation, { amount: cents / 100, holder: token(real, model) }),
        skipAuthorization: true,
      }),
    )
    model.instruments.set(instrument, cents)
    compareInstruments(model, await readOrder(real))
  })

const removeInstrument = (pick: number): Command =>
  command(`remove instrument ${pick}`, hasInstruments, async (model, real) => {
    const [instrument = ''] = picked(model.instruments, pick)
    await done(ask(real.conversation, 'removePaymentInstrument', { order: real.order, instrument }))
    model.instruments.delete(instrument)
    model.goneInstruments.add(instrument)
    compareInstruments(model, await readOrder(real))
  })

const pick = fc.nat({ max: 5 })
const cents = fc.integer({ min: 1, max: 9 })

const commands: fc.Arbitrary<Command>[] = [
  fc.constant(addNote),
  pick.map(removeNote),
  cents.map(addInstrument),
  fc.tuple(pick, cents).map(([which, amount]) => updateInstrument(which, amount)),
  pick.map(removeInstrument),
]

/** Two notes and two instruments to begin with, so that there is something to change and to remove. */
const furnished = async (model: Model, real: Real): Promise<Model> => {
  for (const each of [addNote, addNote, addInstrument(1), addInstrument(2)]) await each.run(model, real)
  return model
}

/** The next sequence begins as this one did; an order that holds what all of them added would be ever longer. */
const emptied = async ({ notes, instruments }: Model, { conversation, order }: Real): Promise<void> => {
  const remove = (id: string, parameter: string, value: string): Promise<unknown> =>
    conversation.sendUnjudged({
      operation: conversation.session.operation(id),
      parameters: { 'path.order_no': order, [parameter]: value },
    })
  for (const id of notes.keys()) await remove('removeNote', 'path.note_id', id)
  for (const id of instruments.keys()) await remove('removePaymentInstrument', 'path.payment_instrument_id', id)
}

const picked = <T>(map: ReadonlyMap<string, T>, which: number): readonly [string, T] => {
  const one = [...map][which % map.size]
  if (!one) throw new Error('There is nothing to pick from.')
  return one
}

const readNotes = (real: Real): Promise<ParsedReply> => read(real, 'getNotes', notesAgree)

const readOrder = (real: Real): Promise<ParsedReply> => read(real, 'getOrder', instrumentsAgree)

/** What is read is compared at once: each reading could have differed. */
const read = async (
  { conversation, order, reads }: Real,
  operation: string,
  requirement: string,
): Promise<ParsedReply> => {
  const parsed = await done(ask(conversation, operation, { order }))
  reads.push({ requirement, exchange: parsed.exchange.id })
  return parsed
}
