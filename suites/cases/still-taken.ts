import { excuse, isAccepted, successFacet } from '../../checks/answer.ts'
import { finding } from '../../checks/check.ts'
import type { Operation } from '../../contracts/contract.ts'
import { bodyFixturesOf } from '../../contracts/fixtures.ts'
import type { CaseResult } from '../../core/case.ts'
import { type Exchange, isClientError, replyOf } from '../../core/exchange.ts'
import { type Evidence, failed, inconclusive, warned } from '../../core/finding.ts'
import { answerText, baselineRequestsOf, replyText, successText } from '../baseline-requests.ts'
import type { Conversation } from '../conversation.ts'
import type { Providers } from '../fixtures.ts'
import { workOf } from '../once.ts'
import type { Session } from '../session.ts'
import { validCall } from '../valid-call.ts'

type Subject = { readonly session: Session; readonly operation: Operation; readonly providers: Providers }

/**
 * What a case shows, where it blames something in valid requests for their refusal. What broke the target is sent once
 * more: where it is taken then, nothing in it is to blame. Of what was refused, a plain request is, as it was taken before:
 * where that is refused too, by then, nothing that stood in the others is to blame either.
 */
export const stillTaken = async (subject: Subject, conversation: Conversation, title: string): Promise<CaseResult> => {
  const { session, operation } = subject
  const facet = successFacet(operation)
  const result = conversation.result(title)
  if (facet === undefined) return result
  const status = session.id(`${operation.id}/${facet}`)
  const cleared = [
    ...(await stumbles({ ...subject, status }, conversation, result)),
    ...(await refusedSince({ ...subject, status }, conversation, result)),
  ]
  if (cleared.length === 0) return result
  const whole = conversation.result(title)
  const isCleared = ({ requirement, finding }: Evidence): boolean =>
    finding?.kind === 'valid-refused' &&
    cleared.some((one) => one.requirement === requirement && one.exchanges.has(finding.exchange))
  return {
    ...whole,
    evidence: [
      ...whole.evidence.filter((one) => !isCleared(one)),
      ...cleared.flatMap(({ requirement, why }) => (requirement === status ? [] : [inconclusive(requirement, why)])),
    ],
  }
}

type Judging = Subject & { readonly status: string }

/** What is blamed for nothing that it did: at which requirement, in which exchanges, and why. */
type Cleared = { readonly requirement: string; readonly exchanges: ReadonlySet<string>; readonly why: string }

/** How often an operation was seen to break at what it takes when it is sent again. */
const stumbled = workOf<{ times: number }>('requests that break a target now and then')

/** So many of the requests that broke the target in one case are sent again, and so often. */
const atFirst = { requests: 4, tries: 3 }

/** Where it is known to break now and then, chance has to be kept from blaming anything. */
const onceKnown = { requests: 30, tries: 8 }

const stumbles = async (
  { session, operation, status }: Judging,
  conversation: Conversation,
  result: CaseResult,
): Promise<readonly Cleared[]> => {
  const blaming = blamesOf(result, (code) => code >= 500).filter(({ requirement }) => requirement !== status)
  const known = await session.once(stumbled, operation.id, async () => ({ times: 0 }))
  const cleared: Cleared[] = []
  for (const [place, { requirement, exchange }] of blaming.entries()) {
    const { requests, tries } = known.times > 0 ? onceKnown : atFirst
    if (place >= requests) break
    const taken = await takenAgain(conversation, exchange, tries)
    if (!taken) continue
    known.times += 1
    const message = 'A valid request breaks the target, and is taken when it is sent again'
    conversation.note(warned(status, refusal(conversation, { message, exchange, taken })))
    const why = 'the target breaks at a request that it takes when it is sent again'
    cleared.push({ requirement, exchanges: new Set([exchange.id]), why })
  }
  return cleared
}

const takenAgain = async (
  conversation: Conversation,
  exchange: Exchange,
  tries: number,
): Promise<Exchange | undefined> => {
  for (let count = 0; count < tries; count += 1) {
    const again = await conversation.sendAgain(exchange)
    if (!again) return undefined
    if (isAccepted(again)) return again
  }
  return undefined
}

type Refusal = { readonly message: string; readonly exchange: Exchange; readonly taken: Exchange }

const refusal = (conversation: Conversation, { message, exchange, taken }: Refusal) =>
  finding(conversation.contextOf(exchange), {
    kind: 'valid-refused',
    message,
    at: 'status',
    expected: successText(conversation.session.operation(exchange.operation)),
    received: replyText(exchange),
    rests: [taken.id],
  })

const refusedSince = async (
  { session, operation, providers, status }: Judging,
  conversation: Conversation,
  result: CaseResult,
): Promise<readonly Cleared[]> => {
  // What is asked of a thing that calls make may have been done to it by then: no document says that it is done twice.
  const isUsedUp = bodyFixturesOf(operation).some((name) => name in providers)
  const blaming = blamesOf(result, isClientError).filter(({ requirement }) => isUsedUp || requirement !== status)
  if (blaming.length === 0) return []
  const { accepted } = await baselineRequestsOf(session, operation, providers)
  if (!accepted) return []
  const again = await conversation.send(await validCall(session, operation, { recipe: accepted.recipe, providers }))
  if (isAccepted(again) || excuse(again) !== undefined) return []
  conversation.remember(accepted.exchange)
  const isBroken = !isUsedUp && blaming.some(({ verdict }) => verdict === 'fail')
  const message = 'A plainly valid request is refused, though one like it was taken before'
  const evidence = refusal(conversation, { message, exchange: again, taken: accepted.exchange })
  conversation.note((isBroken ? failed : warned)(status, evidence))
  const why = `a plainly valid request is refused by then, too: ${answerText(again)}`
  return [...new Set(blaming.map(({ requirement }) => requirement))].map((requirement) => ({
    requirement,
    exchanges: new Set(blaming.map(({ exchange }) => exchange.id)),
    why,
  }))
}

type Blaming = Pick<Evidence, 'requirement' | 'verdict'> & { readonly exchange: Exchange }

/** Where a valid request is refused with such a status, and that is held against something. */
const blamesOf = ({ evidence, exchanges }: CaseResult, isSuch: (status: number) => boolean): readonly Blaming[] =>
  evidence.flatMap(({ requirement, verdict, finding: blame }) => {
    if (blame?.kind !== 'valid-refused') return []
    const exchange = exchanges.find(({ id }) => id === blame.exchange)
    const status = exchange && statusOf(exchange)
    return exchange && status !== undefined && isSuch(status) ? [{ requirement, verdict, exchange }] : []
  })

const statusOf = (exchange: Exchange | undefined): number | undefined => exchange && replyOf(exchange)?.status
