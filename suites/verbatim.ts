import type { Exchange, SecretPlace, WireRequest } from '../core/exchange.ts'
import { tells } from '../core/made.ts'
import type { ContractReport, FindingReport, StepReport } from '../core/report.ts'
import { rooted } from '../core/rooted.ts'
import { freshSlots, type Names, namesIn, type Piece, piecesOf, runName, type Slot, takenSlots } from '../core/slots.ts'
import { type Capture, patience } from '../core/steps.ts'
import { takenFrom } from '../core/taken.ts'
import { sleep } from '../target/throttle.ts'
import { asOpen, isLost, secondLook } from './second-look.ts'
import type { Session } from './session.ts'

export type Recorded = { readonly report: ContractReport; readonly finding: FindingReport }

/** What came of sending the steps again; `lacks` says what a later step needs and no reply holds. */
export type Resent = {
  readonly exchanges: readonly Exchange[]
  /** What replies made now, by the name of the variable. */
  readonly values: ReadonlyMap<string, string>
  readonly lacks?: string
}

/** Sends the recorded requests of a finding: with what replies make now, the run's own mark, and its credentials. */
export const resend = async (session: Session, { report, finding }: Recorded): Promise<Resent> => {
  const steps = finding.steps ?? [{ exchange: finding.exchange, times: 1, takes: [] }]
  const values = new Map([[runName, session.spec.tag]])
  const exchanges: Exchange[] = []
  await session.credentials.current()
  for (const [place, step] of steps.entries()) {
    const recorded = report.exchanges[step.exchange]
    if (!recorded) return { exchanges, values, lacks: `The report does not hold the exchange ${step.exchange}.` }
    const filling = { slots: [...takenSlots(step), ...freshSlots(report.settings)], values, session }
    const unknown = unknownSecret(recorded.request, filling)
    if (unknown !== undefined)
      return { exchanges, values, lacks: `The recorded request carries ${unknown}: give those credentials.` }
    const gives = steps
      .slice(place + 1)
      .flatMap(({ takes }) => takes.filter(({ from }) => from === step.exchange))
      .map((take) => ({ ...take, ...amongNow(take, filling) }))
    const done = await sendTimes(step, { recorded, filling, gives })
    exchanges.push(done)
    const lack = gives.find((take) => takenFrom(done, take) === undefined)
    if (lack)
      return {
        exchanges,
        values,
        lacks: `The reply to ${recorded.operation} has no ${lack.pointer} now, which is sent later.`,
      }
    for (const take of gives) values.set(take.name, takenFrom(done, take) ?? '')
  }
  return { exchanges, values }
}

type Sending = { readonly recorded: Exchange; readonly filling: Filling; readonly gives: readonly Capture[] }

/** As often as it was sent; where the last reply showed a value that the first did not, until one does. */
const sendTimes = async (
  { times, awaits }: Pick<StepReport, 'times' | 'awaits'>,
  { recorded, filling, gives }: Sending,
): Promise<Exchange> => {
  for (let time = 1; ; time += 1) {
    const request = filled(recorded.request, filling)
    const done = await sentOnce(filling.session, recorded, request)
    const isGiven = times === 1 || gives.every((take) => takenFrom(done, take) !== undefined)
    if (time >= times + patience || (time >= times && isGiven && (awaits === undefined || tells(done, awaits))))
      return done
    await sleep(pauseMs)
  }
}

/** What is lost once is sent again here as in a run: only what breaks each time fails. */
const sentOnce = async (session: Session, { id, operation }: Exchange, request: WireRequest): Promise<Exchange> => {
  const { send, answers } = session.target
  const first = await send(id, operation, request)
  if (!isLost(first)) return first
  const again = () => send(id, operation, request, 'alone')
  // Recorded words are the same each time.
  const mayRepeat = request.method === 'GET' || request.method === 'HEAD'
  const look = await secondLook(first, { answers, again, mayRepeat, isEnough: () => false })
  return look.kind === 'open' || look.kind === 'once' ? asOpen(look) : look.exchange
}

const pauseMs = 500

type Filling = {
  readonly slots: readonly Slot[]
  readonly values: ReadonlyMap<string, string>
  readonly session: Session
}

/** What tells the element of a list was sent as well, and so may have a mark in it. */
const amongNow = ({ among }: Capture, filling: Filling): Pick<Capture, 'among'> =>
  among === undefined ? {} : { among: { ...among, equals: fill(among.equals, filling, []) } }

const filled = (request: WireRequest, filling: Filling): WireRequest => {
  const { method, path, headers, body } = request
  return {
    method,
    path: rooted(fill(path, filling, namesIn(request, 'path'), encodeURIComponent)),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, fill(value, filling, namesIn(request, `header ${name}`))]),
    ),
    ...(body === undefined
      ? {}
      : { body: fill(body, filling, namesIn(request, 'body'), (value) => JSON.stringify(value).slice(1, -1)) }),
  }
}

/** `form` writes a secret as it must stand in the text. */
const fill = (text: string, filling: Filling, names: Names, form = (secret: string): string => secret): string => {
  const written = ({ kind, text: part }: Piece): string => {
    switch (kind) {
      case 'text':
        return part
      case 'variable':
        return filling.values.get(part) ?? ''
      case 'secret':
        return form(secretOf(part, filling) ?? '')
    }
  }
  return piecesOf(text, filling.slots, names).map(written).join('')
}

const secretOf = (name: string, { session }: Filling): string | undefined => {
  const secrets = session.credentials.secrets()
  return [secrets[`$${name}`] ?? secrets[`\${${name}}`] ?? []].flat().at(-1)
}

/** The first secret that the recorded request was sent with, and that is not at hand. */
const unknownSecret = (request: WireRequest, filling: Filling): string | undefined => {
  const parts: readonly (readonly [SecretPlace['in'], string])[] = [
    ['path', request.path],
    ...Object.entries(request.headers).map(([name, value]) => [`header ${name}`, value] as const),
    ['body', request.body ?? ''],
  ]
  const name = parts
    .flatMap(([part, text]) => piecesOf(text, [], namesIn(request, part)))
    .find(({ kind, text }) => kind === 'secret' && secretOf(text, filling) === undefined)?.text
  return name && `$${name}`
}
