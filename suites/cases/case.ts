import type { Operation } from '../../contracts/contract.ts'
import type { CaseFacts, CaseKind, CaseResult } from '../../core/case.ts'
import { messageOf } from '../../core/thrown.ts'
import { type BaselineRequests, baselineRequestsOf } from '../baseline-requests.ts'
import { type Conversation, converse } from '../conversation.ts'
import type { Providers } from '../fixtures.ts'
import type { Session } from '../session.ts'
import { stillTaken } from './still-taken.ts'

/** `late`: sends much for the little that it tells, so others go first. `alone`: after all others, while nothing else is sent. */
export type Turn = 'late' | 'alone'

/** One thing to try; the unit of execution. */
export type Case = CaseFacts & {
  readonly id: string
  readonly title: string
  /** Requirements it can say something about, so that it can be chosen by them. */
  readonly about: readonly string[]
  readonly turn?: Turn
  /** About so many requests are sent, where the kind says too little. */
  readonly requests?: number
  readonly run: () => Promise<CaseResult>
}

/** All that the cases of one operation are made from. */
export type CaseContext = { readonly session: Session; readonly operation: Operation; readonly providers: Providers }

/** A case that talks to the target. */
export const talk = (
  context: CaseContext,
  {
    kind,
    facet,
    title,
    about,
    requests,
    run,
  }: {
    readonly kind: CaseKind
    readonly facet: string
    readonly title: string
    readonly about: readonly string[]
    readonly requests?: number
    /** `tell` takes what else there is to tell, of requests that several cases lean on. */
    readonly run: (conversation: Conversation, tell: (more: CaseResult) => void) => Promise<void>
  },
): Case => {
  const { session, operation } = context
  const id = `${operation.id}/${facet}`
  const facts = { kind, operation: operation.id }
  return {
    id,
    title,
    ...facts,
    about: about.map((one) => session.id(`${operation.id}/${one}`)),
    ...(requests === undefined ? {} : { requests }),
    run: async () => {
      const conversation = converse(session, id, facts)
      const results: CaseResult[] = []
      await run(conversation, (more) => results.push(more))
      const own = await stillTaken(context, conversation, title)
      return { ...results.reduce(withMore, own), ...(await refusedAttempts(context)) }
    },
  }
}

/** A result that also tells what another one does, of other exchanges. */
const withMore = (result: CaseResult, more: CaseResult): CaseResult => {
  const ledger = [...(result.ledger ?? []), ...(more.ledger ?? [])]
  const classes = [...(result.classes ?? []), ...(more.classes ?? [])]
  const refused = [...(result.refused ?? []), ...(more.refused ?? [])]
  const ids = Object.keys({ ...result.observed, ...more.observed })
  return {
    ...result,
    evidence: [...result.evidence, ...more.evidence],
    observed: Object.fromEntries(ids.map((id) => [id, (result.observed[id] ?? 0) + (more.observed[id] ?? 0)])),
    exchanges: [...more.exchanges, ...result.exchanges],
    created: [...result.created, ...more.created],
    ...(ledger.length > 0 ? { ledger } : {}),
    ...(classes.length > 0 ? { classes } : {}),
    ...(refused.length > 0 ? { refused } : {}),
    ...(more.isCut ? { isCut: true } : {}),
  }
}

export const baselineRequests = ({ session, operation, providers }: CaseContext): Promise<BaselineRequests> =>
  baselineRequestsOf(session, operation, providers)

/** What a case leans on that was not taken: a run of this case alone has to tell of it too. */
const refusedAttempts = async (context: CaseContext): Promise<Pick<CaseResult, 'attempts'>> => {
  const { accepted, minimal, full } = await baselineRequests(context)
  return accepted ? {} : { attempts: [minimal.attempt, full.attempt] }
}

/** A case that threw: a fault of our own, reported at each requirement it was about. */
export const failedCase = ({ id, title, about, kind, operation }: Case, error: unknown): CaseResult => ({
  id,
  title,
  kind,
  ...(operation === undefined ? {} : { operation }),
  evidence: about.map((requirement) => ({
    requirement,
    verdict: 'error',
    reason: `a fault of Assay's own: ${messageOf(error)}`,
  })),
  observed: {},
  exchanges: [],
  created: [],
})
