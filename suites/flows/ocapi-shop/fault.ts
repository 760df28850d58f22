import { excuse } from '../../../checks/answer.ts'
import type { ErrorCase } from '../../../contracts/answers.ts'
import { type Evidence, failed, inconclusive, passed, untested, warned } from '../../../core/finding.ts'
import { asText, brief, isObject, objectOf } from '../../../core/json.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Conversation } from '../../conversation.ts'
import type { ParsedReply } from './shop.ts'

export type Expected = {
  /** Type of the fault, as the table of the operation has it. */
  readonly type: string
  /** Values that the fault's arguments must have. */
  readonly values?: Readonly<Record<string, string>>
  /** What the request does, in words. */
  readonly what: string
  /**
   * Why the target may take the request all the same: a reading allows it; nothing is tried, for a reason that lies in the
   * caller; or it is only never said that such a request is refused.
   */
  readonly mayAccept?: { readonly ambiguity: number } | { readonly reason: string } | 'unsaid'
}

/** Notes whether a reply is the fault that the table promises: status, type and arguments, never the message. */
export const noteFault = (conversation: Conversation, parsed: ParsedReply, expected: Expected): void =>
  conversation.note(faultEvidence(conversation, parsed, expected))

export const faultEvidence = (
  conversation: Conversation,
  { exchange, status, body }: ParsedReply,
  { type, values = {}, what, mayAccept }: Expected,
): Evidence => {
  const { session } = conversation
  const row = rowOf(conversation, exchange.operation, type)
  const requirement = session.id(`${exchange.operation}/error.${row.status}/${row.id}`)
  const finding = (message: string, ambiguities: readonly number[] = []) => ({
    message,
    at: status === row.status ? '/fault' : 'status',
    expected: `${row.status} ${row.code}${row.arguments ? ` with ${row.arguments.join(', ')}` : ''}`,
    received: answerText(exchange),
    exchange: exchange.id,
    ...(ambiguities.length > 0 ? { ambiguities } : {}),
  })
  const fault = objectOf(body['fault'])
  const fits = (code: string | undefined, wanted: number): boolean =>
    wanted === status && (code === undefined || fault['type'] === code)
  if (fits(row.code, row.status)) {
    const flaw = argumentFlaw(row, fault['arguments'], values)
    if (!flaw) return passed(requirement, exchange.id)
    const problem = finding(flaw.message, flaw.ambiguity === undefined ? [] : [flaw.ambiguity])
    return flaw.ambiguity === undefined ? failed(requirement, problem) : warned(requirement, problem)
  }
  const wide = row.wide?.find((one) => fits(one.code, one.status ?? row.status))
  if (wide)
    return warned(requirement, finding(`${what} is answered ${status} ${brief(fault['type'])}`, [wide.ambiguity]))
  const excused = excuse(exchange)
  if (excused) return inconclusive(requirement, excused)
  if (status < 300 && mayAccept !== undefined) {
    if (mayAccept === 'unsaid') return warned(requirement, finding(`${what} is taken`))
    return 'reason' in mayAccept
      ? untested(requirement, mayAccept.reason)
      : warned(requirement, finding(`${what} is taken`, [mayAccept.ambiguity]))
  }
  return failed(
    requirement,
    finding(status < 300 ? `${what} is taken` : `${what} is answered ${status} ${brief(fault['type'])}`),
  )
}

export const rowOf = ({ session }: Conversation, operation: string, type: string): ErrorCase => {
  const row = session.operation(operation).errors.find(({ id }) => id === type)
  if (!row) throw new Error(`The contract lists no ${type} for ${operation}.`)
  return row
}

type Flaw = { readonly message: string; readonly ambiguity?: number }

/** The tables promise arguments that the samples leave out (77); elsewhere they are objects with type and value (78). */
const argumentFlaw = (
  { arguments: names = [] }: ErrorCase,
  given: unknown,
  values: Readonly<Record<string, string>>,
): Flaw | undefined => {
  if (names.length === 0) return undefined
  if (!isObject(given)) return { message: 'The fault has no arguments', ambiguity: 77 }
  const missing = names.find((name) => given[name] === undefined)
  if (missing !== undefined) {
    const others = Object.keys(given)
    if (Object.hasOwn(given, '0')) return { message: 'The arguments are numbered, not named', ambiguity: 78 }
    return others.length > 0 && names.every((name) => given[name] === undefined)
      ? { message: `The fault has no argument ${missing}, but ${brief(others.join(', '))}` }
      : { message: `The fault has no argument ${missing}`, ambiguity: 77 }
  }
  const wrong = Object.entries(values).find(([name, value]) => asText(plain(given[name])) !== value)
  if (wrong) {
    const [name, value] = wrong
    const isSame = asText(plain(given[name])).toLowerCase() === value.toLowerCase()
    const message = `The argument ${name} is ${brief(plain(given[name]))}, not ${value}`
    return isSame ? { message, ambiguity: 60 } : { message }
  }
  return names.some((name) => isObject(given[name]))
    ? { message: 'The arguments are objects, not plain values', ambiguity: 78 }
    : undefined
}

const plain = (value: unknown): unknown => (isObject(value) && 'value' in value ? value['value'] : value)
