import type { CaseResult } from '../core/case.ts'
import { curl } from '../core/curl.ts'
import type { Finding } from '../core/finding.ts'
import type { FindingReport } from '../core/report.ts'
import { script } from '../core/script.ts'
import { freshSlots } from '../core/slots.ts'
import { stepsOf } from '../core/steps.ts'
import type { ContractRun } from './contract-run.ts'

type Shown = { readonly result: CaseResult; readonly run: ContractRun }

/** A finding with what it takes to see it again: the steps that led to it, a command and a script. */
export const findingReport = (
  { ambiguities = [], blames: _, ...finding }: Finding,
  { result, run: { target, settings } }: Shown,
): FindingReport => {
  const steps = stepsOf(result.exchanges, {
    shown: finding.exchange,
    tag: settings.tag,
    at: finding.at,
    ...(finding.rests ? { rests: finding.rests } : {}),
  })
  const last = steps.at(-1)?.exchange
  // What was received, as an event is, was not sent.
  if (!last?.request.path.startsWith('/')) return { ...finding, ambiguities, curl: '', replay: result.id }
  const text = script(target, steps, freshSlots(settings))
  return {
    ...finding,
    ambiguities,
    curl: curl(target, last.request),
    ...(steps.length > 1 || steps.some(({ times }) => times > 1)
      ? { steps: steps.map(({ exchange, ...step }) => ({ exchange: exchange.id, ...step })) }
      : {}),
    ...(text === undefined ? {} : { script: text }),
    replay: result.id,
  }
}
