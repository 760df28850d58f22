import { depthOf, depths } from '../core/depth.ts'
import type { Plan } from './dry-run.ts'
import { duration } from './duration.ts'
import { lackText, listenAdvice } from './lack-text.ts'

/** A plan for people. */
export const planText = ({ contract, spec, estimate, times, missing, unconsented }: Plan): string => {
  const { target } = spec
  const widest = Math.max(...estimate.kinds.map(({ kind }) => kind.length), 5)
  const row = (kind: string, cases: number, requests: number): string =>
    `  ${kind.padEnd(widest)}  ${String(cases).padStart(5)} cases  about ${String(requests).padStart(5)} requests`
  return [
    '',
    `${contract.title} (${contract.id}) at ${target.kind === 'url' ? target.baseUrl : 'the EMBEDDED REFERENCE, not your API'}`,
    ...estimate.kinds.map(({ kind, cases, requests }) => row(kind, cases, requests)),
    row('all', estimate.cases, estimate.requests),
    '',
    `  writes  about ${estimate.writes}${unconsented.length > 0 ? `: not consented to (${unconsented.join(', ')}), so the run would not start; pass --allow-writes` : ''}`,
    `  time    about ${duration(estimate.seconds)} at depth ${depthOf(spec)}, ${limits(target)}`,
    `          ${depths.map((depth) => `${depth} about ${duration(times[depth])}`).join(', ')}`,
    ...missing.map((one) =>
      one.name === 'webhook' ? `  ${lackText(one)}; ${listenAdvice}` : `  fixture ${lackText(one)}`,
    ),
    '',
  ].join('\n')
}

const limits = ({ concurrency, requestsPerSecond: rate }: Plan['spec']['target']): string =>
  rate === undefined
    ? `${concurrency} at once, at 0.1 s an answer`
    : `at ${rate} requests a second, ${concurrency} at once`
