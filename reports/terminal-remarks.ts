import type { ContractReport } from '../core/report.ts'
import type { Colors } from './colors.ts'
import { pinnedText } from './pinned-text.ts'
import { reasonsOf } from './reasons.ts'
import { warningsOf } from './warnings.ts'

/** So many are spelled out; the rest is counted. */
const most = { reasons: 8, warnings: 12 }

export const warnings = ({ requirements }: ContractReport, colors: Colors): readonly string[] => {
  const soft = warningsOf(requirements)
  if (soft.length === 0) return []
  return [
    '',
    colors.bold(colors.yellow(`Warned (${soft.length})`)),
    ...soft
      .slice(0, most.warnings)
      .flatMap(({ id, findings }) => [
        `  ${colors.yellow('!')} ${id}`,
        `      ${findings[0]?.message}; expected ${findings[0]?.expected}; received ${findings[0]?.received}`,
      ]),
    ...(soft.length > most.warnings ? [`  … and ${soft.length - most.warnings} more`] : []),
  ]
}

export const notTried = (contract: ContractReport, colors: Colors): readonly string[] => {
  const pinned = pinnedText(contract)
  return [...reasonLines(contract, colors), ...(pinned === undefined ? [] : ['', pinned])]
}

const reasonLines = ({ requirements }: ContractReport, colors: Colors): readonly string[] =>
  (['inconclusive', 'untested'] as const).flatMap((verdict) => {
    const reasons = reasonsOf(requirements, verdict)
    if (reasons.length === 0) return []
    return [
      '',
      colors.bold(verdict === 'untested' ? 'Untested, and why' : 'Inconclusive, and why'),
      ...reasons
        .slice(0, most.reasons)
        .map(
          ({ reason, requirements: ones }) =>
            `  ${String(ones.length).padStart(4)}  ${reason}${ones.length === 1 ? colors.dim(`  ${ones[0]?.id}`) : ''}`,
        ),
      ...(reasons.length > most.reasons
        ? [
            `        … and ${reasons.length - most.reasons} more ${reasons.length - most.reasons === 1 ? 'reason' : 'reasons'}: see the report`,
          ]
        : []),
    ]
  })
