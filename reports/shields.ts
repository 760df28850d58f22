import type { Report } from '../core/report.ts'
import { referenceText } from './reference-text.ts'

export type Badge = { readonly label: string; readonly message: string; readonly color: string }

/** The outcome in two words. */
export const badgeOf = ({ run, contracts, baseline }: Report): Badge => {
  const [first] = contracts
  const what = contracts.length === 1 && first ? first.id : 'contracts'
  const label = [referenceText({ contracts }) ?? [], what].flat().join(': ')
  const broken = contracts
    .flatMap(({ requirements }) => requirements)
    .filter(({ verdict, known }) => verdict === 'fail' && !known).length
  const known = baseline?.known ?? 0
  switch (run.outcome) {
    case 'conformant':
      return known > 0
        ? { label, message: `conformant but for ${known} known`, color: 'green' }
        : { label, message: 'conformant', color: 'brightgreen' }
    case 'nonconformant':
      return { label, message: broken > 0 ? `${broken} broken` : 'not conformant', color: 'red' }
    case 'incomplete':
      return { label, message: 'incomplete', color: 'yellow' }
  }
}

/** JSON for the endpoint badge of shields.io. @see https://shields.io/badges/endpoint-badge */
export const shields = (report: Report): string =>
  `${JSON.stringify({ schemaVersion: 1, ...badgeOf(report), isError: report.run.outcome === 'nonconformant' }, null, 2)}\n`
