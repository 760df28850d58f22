import type { ContractReport, ReadingReport, RequirementReport } from '../../core/report.ts'
import type { Cause } from '../causes.ts'
import { minimalFinding } from './minimal.ts'
/** A reading of the documents that the target holds, and the promises that tell it where it is the wide one. */
export type Reading = ReadingReport & { readonly requirements: readonly RequirementReport[] }

/** Characters of one body, and of a curl line or script, that the page shows. */
export const longestBody = 4_000
export const longestCurl = 4_000

/** Characters of evidence that the page holds in all: a service that breaks everything still makes a page to open. */
const mostEvidence = 1_600_000

/** Requirements that the page tells in full; the others keep to one row of the list of all. */
const mostInFull = 600

type Shown = {
  readonly contract: ContractReport
  readonly broken: readonly Cause[]
  readonly known: readonly RequirementReport[]
  readonly warned: readonly Cause[]
  readonly readings: readonly Reading[]
}
type Selected = { readonly requirement: RequirementReport; readonly contract: ContractReport }

/** What is reported in full: one requirement of every cause first, the broken ones before the others, as many as make a page to read. */
export const inFull = (views: readonly Shown[], limit = mostInFull): readonly Selected[] => {
  const kinds = ['broken', 'warned', 'readings'] as const
  const all = kinds.flatMap((kind) =>
    views.flatMap(({ contract, [kind]: groups }) => groups.map(({ requirements }) => ({ contract, requirements }))),
  )
  const part = (from: number, to?: number) =>
    all.flatMap(({ contract, requirements }) =>
      requirements.slice(from, to).map((requirement) => ({ requirement, contract })),
    )
  const known = views.flatMap(({ contract, known: some }) => some.map((requirement) => ({ requirement, contract })))
  return [...part(0, 1), ...part(1), ...known].slice(0, limit)
}

/** Whose request and reply the page shows, until it is full. */
export const shownEvidence = (full: readonly Selected[], limit = mostEvidence): ReadonlySet<RequirementReport> => {
  let length = 0
  const end = full.findIndex(({ requirement, contract }) => {
    length += lengthOf(requirement, contract)
    return length > limit
  })
  return new Set(full.slice(0, end < 0 ? full.length : end).map(({ requirement }) => requirement))
}

/** What the request, the reply, the curl line and the ticket take, with their markup. */
const lengthOf = (requirement: RequirementReport, { exchanges }: ContractReport): number => {
  const finding = minimalFinding(requirement)
  const exchange = finding && exchanges[finding.exchange]
  if (!exchange) return 1_000
  const sent = Math.min(exchange.request.body?.length ?? 0, longestBody)
  const received = exchange.outcome.kind === 'reply' ? Math.min(exchange.outcome.reply.body.length, longestBody) : 0
  return 1_500 + 1.3 * (sent + received) + 2 * Math.min((finding.script ?? finding.curl).length, longestCurl)
}
