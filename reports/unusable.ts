import { type Attempt, attemptText } from '../core/attempt.ts'
import { isClientError } from '../core/exchange.ts'
import type { Unusable } from '../core/report.ts'
import type { ContractRun } from './contract-run.ts'
import { counted } from './counted.ts'

/**
 * Why a run judges nothing: nothing that was sent was taken, so nothing says that the contract is at this URL at all.
 * Undefined where something was taken, or where too little was tried to say so.
 */
export const unusableOf = (run: ContractRun): Unusable | undefined => {
  const { counts } = run
  if (counts.sent === 0 || counts.accepted > 0) return undefined
  const attempts = attemptsOf(run)
  const sent = attempts.filter(({ answer }) => answer.kind !== 'unsent')
  const [first] = sent
  if (counts.answered === 0) return silent(run, first ?? attempts[0])
  if (!first) return undefined
  const kinds = new Set(sent.map(({ answer }) => answer.kind))
  // Of a part of the contract, a refusal says nothing about the rest.
  if (kinds.has('refused') && !isWhole(run, attempts)) return undefined
  return whyNone([first, ...sent.slice(1)], run.settings)
}

/** Why nothing of what was sent was taken, and what to do about it. */
export const whyNone = (sent: readonly [Attempt, ...Attempt[]], { authenticated, fixtures = {} }: Given): Unusable => {
  const [first] = sent
  return sent.every(({ answer }) => answer.kind === 'credentials')
    ? lockedOut(attemptText(first.answer), authenticated)
    : { cause: causeOf(sent, first), remedy: remedyOf(sent, Object.keys(fixtures)) }
}

type Given = { readonly authenticated: boolean; readonly fixtures?: Readonly<Record<string, unknown>> }

/** That no plainly valid request was taken, in words, where that is so. */
export const refusalOf = (run: ContractRun): string | undefined => {
  const attempts = attemptsOf(run)
  const sent = attempts.filter(({ answer }) => answer.kind !== 'unsent')
  const [first] = sent
  return first && !attempts.some(({ answer }) => answer.kind === 'taken') ? causeOf(sent, first) : undefined
}

/** One of each operation and answer, in the order of their operations' names: that in which cases ended is chance. */
const attemptsOf = ({ results }: ContractRun): readonly Attempt[] => {
  const all = results.flatMap(({ attempts = [] }) => attempts)
  const distinct = new Map(all.map((one) => [JSON.stringify([one.operation, one.answer]), one]))
  return [...distinct.values()].sort((one, other) =>
    one.operation === other.operation ? 0 : one.operation < other.operation ? -1 : 1,
  )
}

/** Whether every operation that promises to take valid requests was asked. */
const isWhole = ({ requirements, settings }: ContractRun, attempts: readonly Attempt[]): boolean => {
  const asked = new Set(attempts.map(({ operation }) => operation))
  return (
    (settings.filter?.only ?? []).length === 0 &&
    requirements.every(({ operation, testedBy }) => testedBy.kind !== 'acceptance' || asked.has(operation))
  )
}

const nothingHere = 'Nothing of this contract is at this URL: check --target'

const silent = ({ counts }: ContractRun, first: Attempt | undefined): Unusable => {
  const why = first ? `: ${attemptText(first.answer)}` : ''
  return {
    cause: `the target answered none of ${counted(counts.sent, 'request')}${why}`,
    remedy:
      first?.answer.kind === 'none' && first.answer.cause === 'throttled'
        ? 'Set --rate below its limit'
        : `${nothingHere}, and that the server runs`,
  }
}

const lockedOut = (answer: string, authenticated: boolean): Unusable => ({
  cause: `${answer} to every valid request`,
  remedy: authenticated
    ? 'Check --token, ASSAY_TOKEN or target.auth, and that they have not run out'
    : 'None were sent: give --token, ASSAY_TOKEN or target.auth',
})

const causeOf = (sent: readonly Attempt[], { operation, answer, named = [] }: Attempt): string => {
  const operations = new Set(sent.map((one) => one.operation)).size
  const members = named.map(({ place, sent: value }) => `${place} (${value})`)
  const which = members.length > 0 ? `; of what was sent it names ${members.join(', ')}` : ''
  return `the target takes no valid request of ${counted(operations, 'operation')}: ${operation}: ${attemptText(answer)}${which}`
}

/** Fixtures help where a refusal may rest on values that were made up; a page, a redirect or an error does not. */
const remedyOf = (sent: readonly Attempt[], given: readonly string[]): string => {
  const refused = sent.filter(({ answer }) => answer.kind === 'refused' && answer.status < 500)
  const isMadeUp = refused.length > 0 && refused.every(({ madeUp }) => madeUp.length > 0)
  const names = [...new Set(refused.flatMap(({ madeUp }) => madeUp))]
  if (isMadeUp) return `Give values that exist there, ${fixtureFlags(names)}, or check --target`
  if (sent.every(({ answer }) => answer.kind === 'refused' && answer.status >= 500))
    return 'The server does not work: see what it says of itself, or check --target'
  if (sent.every(({ answer }) => answer.kind === 'none'))
    return 'It answers other requests: see in its log what becomes of a valid one, or check --target'
  if (sent.some(({ answer }) => answer.kind === 'redirect'))
    return `${nothingHere}, and the credentials where it leads to a login`
  // A refusal that is none of an absent address says that somebody read the request.
  return sent.some(({ answer }) => answer.kind === 'refused' && isRead(answer.status))
    ? `See why it refuses ${namedBy(refused) || 'what the contract allows'}, and check --target${names.length > 0 ? `; or give ${fixtureFlags(names)}` : ''}`
    : sent.every(({ answer }) => answer.kind === 'refused' && answer.status === 404)
      ? `${nothingHere}, which ends before the contract's paths, and that it names the right server${given.length > 0 ? `; or see whether what is given exists there, ${given.slice(0, mostNames).join(', ')}` : ''}`
      : nothingHere
}

const namedBy = (refused: readonly Attempt[]): string => {
  const places = [...new Set(refused.flatMap(({ named = [] }) => named.map(({ place }) => place)))]
  return places.length === 0 ? '' : `${places.slice(0, mostNames).join(', ')}, as the contract allows it to be sent`
}

const isRead = (status: number): boolean => isClientError(status) && ![404, 405, 410].includes(status)

const fixtureFlags = (names: readonly string[]): string => {
  const shown = names.slice(0, mostNames).map((name) => `--fixture ${name}=…`)
  return names.length > mostNames ? `${shown.join(' ')} and ${names.length - mostNames} more` : shown.join(' ')
}

/** So many are spelled out; the report's rows and doctor name them all. */
const mostNames = 6
