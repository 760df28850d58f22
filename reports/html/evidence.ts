import type { ContractReport, RequirementReport } from '../../core/report.ts'
import type { Cause } from '../causes.ts'
import type { Reading } from '../readings.ts'
import { minimalFinding } from './minimal.ts'

/** Characters of one body, and of a curl line, that the page shows. */
export const longestBody = 4_000
export const longestCurl = 4_000

/** Characters of evidence that the page holds in all: a service that breaks everything still makes a page to open. */
const mostEvidence = 1_600_000

type Group = Cause | Reading
type Shown = {
  readonly contract: ContractReport
  readonly broken: readonly Cause[]
  readonly warned: readonly Cause[]
  readonly readings: readonly Reading[]
}

/** Whose request and reply the page shows: first one of every cause, then the others, until the page is full. */
export const shownEvidence = (views: readonly Shown[], limit = mostEvidence): ReadonlySet<RequirementReport> => {
  const groups = (view: Shown): readonly Group[] => [...view.broken, ...view.warned, ...view.readings]
  const all = (from: number, to?: number) =>
    views.flatMap((view) =>
      groups(view).flatMap(({ requirements }) =>
        requirements.slice(from, to).map((requirement) => ({ requirement, contract: view.contract })),
      ),
    )
  const shown = new Set<RequirementReport>()
  let length = 0
  for (const { requirement, contract } of [...all(0, 1), ...all(1)]) {
    length += lengthOf(requirement, contract)
    if (length > limit) return shown
    shown.add(requirement)
  }
  return shown
}

/** What the request, the reply, the curl line and the ticket take, with their markup. */
const lengthOf = (requirement: RequirementReport, { exchanges }: ContractReport): number => {
  const finding = minimalFinding(requirement)
  const exchange = finding && exchanges[finding.exchange]
  if (!exchange) return 1_000
  const sent = Math.min(exchange.request.body?.length ?? 0, longestBody)
  const received = exchange.outcome.kind === 'reply' ? Math.min(exchange.outcome.reply.body.length, longestBody) : 0
  return 1_500 + 1.3 * (sent + received) + 2 * Math.min(finding.curl.length, longestCurl)
}
