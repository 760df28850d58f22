// A report of the imaginary shop in which each requirement came to the verdict that is wanted.
import type { ContractReport, Report } from '../core/report.ts'
import type { Verdict } from '../core/verdict.ts'
import { buildReport } from '../reports/build.ts'
import { facts, sampleCase, sampleExchange, sampleFinding, sampleRequirement, sampleRun } from './sample-run.ts'

export const sideReport = (
  wanted: Readonly<Record<string, Verdict>>,
  { id = 'shop', ...parts }: Partial<Pick<ContractReport, 'id' | 'digest' | 'target'>> = {},
  settings: Partial<ContractReport['settings']> = {},
): Report => {
  const ids = Object.keys(wanted).map((name) => `${id}/op/request/${name}`)
  const results = Object.entries(wanted).flatMap(([name, verdict], index) => {
    const requirement = ids[index] ?? ''
    const exchange = sampleExchange(`${name}#1`)
    const finding = sampleFinding({ exchange: exchange.id, ...(verdict === 'warn' ? { ambiguities: [46] } : {}) })
    if (verdict === 'fail' || verdict === 'warn')
      return [sampleCase(name, [{ requirement, verdict, finding }], [exchange])]
    return verdict === 'pass'
      ? [sampleCase(name, [{ requirement, verdict }], [exchange])]
      : [sampleCase(name, [{ requirement, verdict, reason: `why ${name}` }])]
  })
  const run = sampleRun({ id, requirements: ids.map((one) => sampleRequirement(one)), results, ...parts })
  return buildReport(facts, [{ ...run, settings: { ...run.settings, ...settings } }])
}
