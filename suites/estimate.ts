import type { Contract } from '../contracts/contract.ts'
import type { CaseFacts, CaseKind } from '../core/case.ts'
import type { OperationClass } from '../core/limits.ts'
import type { RunSpec } from '../core/run-spec.ts'

export type KindEstimate = { readonly kind: string; readonly cases: number; readonly requests: number }

/** What a run will come to, before anything is sent. */
export type Estimate = {
  readonly kinds: readonly KindEstimate[]
  readonly cases: number
  readonly requests: number
  /** Those of operations that change something at the target; stories are taken to. */
  readonly writes: number
  readonly seconds: number
}

/** Requests that a case of each kind takes on average, as counted at the references. */
const requestsPerCase: Readonly<Partial<Record<CaseKind, number>>> = {
  valid: 1.1,
  flow: 3,
  violation: 1.25,
  parameter: 1.3,
}

/** A case of random requests sends so many. */
const mostAtRandom = 16

/** How long an answer is taken to be under way where nobody has measured it, in seconds. */
const answerSeconds = 0.1

/** `requests`: about so many are sent, where the kind of the case says too little. */
export type Planned = CaseFacts & { readonly requests?: number }

/** An estimate of a plan, kind by kind in the order in which the cases come. */
export const estimateOf = (
  cases: readonly Planned[],
  { contract, spec }: { readonly contract: Contract; readonly spec: RunSpec },
): Estimate => {
  const estimated = cases.map(({ kind, operation: name, requests: own }): EstimatedCase => {
    const operation = contract.operations.find(({ id }) => id === name)
    const isWrite = operation ? !operation.safe : contract.operations.some(({ safe }) => !safe)
    const atRandom = kind === 'property' ? Math.min(mostAtRandom, spec.runs) : undefined
    const requests = own ?? atRandom ?? requestsPerCase[kind] ?? 1
    return { kind, isWrite, countsAs: operation?.countsAs ?? (isWrite ? 'write' : 'read'), requests }
  })
  const all = sum(estimated)
  const { maxRequests = Number.POSITIVE_INFINITY, maxTimeMs = Number.POSITIVE_INFINITY } = spec.target
  const requests = Math.min(Math.round(all), maxRequests)
  const share = all === 0 ? 0 : requests / all
  return {
    kinds: [...new Set(estimated.map(({ kind }) => kind))].map((kind) => {
      const own = estimated.filter((one) => one.kind === kind)
      return { kind, cases: own.length, requests: Math.round(sum(own)) }
    }),
    cases: estimated.length,
    requests,
    writes: Math.round(sum(estimated.filter(({ isWrite }) => isWrite)) * share),
    seconds: Math.min(
      Math.max(secondsFor(requests, spec.target), secondsOfLimits(estimated, spec.target) * share),
      maxTimeMs / 1000,
    ),
  }
}

type EstimatedCase = {
  readonly kind: CaseKind
  readonly isWrite: boolean
  readonly countsAs: OperationClass
  readonly requests: number
}

/** How long the limits of classes of operations make it take: the slowest class. */
const secondsOfLimits = (estimated: readonly EstimatedCase[], { limits = {} }: RunSpec['target']): number =>
  Math.max(
    0,
    ...(['read', 'write'] as const).map((name) => {
      const limit = limits[name]
      const own = sum(estimated.filter(({ countsAs }) => countsAs === name))
      return limit ? (Math.max(0, own - limit.requests) / limit.requests) * limit.perSeconds : 0
    }),
  )

const sum = (list: readonly { readonly requests: number }[]): number =>
  list.reduce((total, { requests }) => total + requests, 0)

const secondsFor = (requests: number, { requestsPerSecond, concurrency }: RunSpec['target']): number =>
  Math.max((requests * answerSeconds) / concurrency, requestsPerSecond === undefined ? 0 : requests / requestsPerSecond)
