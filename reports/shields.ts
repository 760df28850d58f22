import type { Report } from '../core/report.ts'
import { stopsOf } from './gates.ts'
import { judgedOf, percentOf } from './judged.ts'
import { referenceText } from './reference-text.ts'

export type Badge = { readonly label: string; readonly message: string; readonly color: string }

/** The outcome in a few words, with the share of the musts that were judged. */
export const badgeOf = ({ run, contracts, baseline }: Report): Badge => {
  const [first] = contracts
  const what = contracts.length === 1 && first ? first.id : 'contracts'
  const label = [referenceText({ contracts }) ?? [], what].flat().join(': ')
  const broken = contracts
    .flatMap(({ requirements }) => requirements)
    .filter(({ verdict, known }) => verdict === 'fail' && !known).length
  const known = baseline?.known ?? 0
  const percent = percentOf(judgedOf(contracts))
  const share = percent === undefined ? '' : `, ${percent} % judged`
  const stops = stopsOf({ run, contracts })
  switch (run.outcome) {
    case 'conformant':
      if (stops.some(({ code }) => code === 1)) return { label, message: `shoulds broken${share}`, color: 'red' }
      if (stops.length > 0) return { label, message: `only ${percent} % judged`, color: 'yellow' }
      return known > 0
        ? { label, message: `conformant but for ${known} known${share}`, color: 'green' }
        : { label, message: `conformant${share}`, color: 'brightgreen' }
    case 'nonconformant':
      return { label, message: `${broken > 0 ? `${broken} broken` : 'not conformant'}${share}`, color: 'red' }
    case 'incomplete':
      return { label, message: `incomplete${share}`, color: 'yellow' }
    case 'unusable':
      return { label, message: 'unusable target', color: 'red' }
  }
}

/** JSON for the endpoint badge of shields.io. @see https://shields.io/badges/endpoint-badge */
export const shields = (report: Report): string =>
  `${JSON.stringify({ schemaVersion: 1, ...badgeOf(report), isError: badgeOf(report).color === 'red' }, null, 2)}\n`
