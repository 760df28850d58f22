import { depthOf, depths } from '../core/depth.ts'
import { counted } from '../reports/counted.ts'
import type { Plan } from './dry-run.ts'
import { duration } from './duration.ts'

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
    ...missing.map(
      ({ name, untested, operations }) =>
        `  fixture ${name} is not given: ${[
          ...(untested > 0
            ? [`${counted(untested, 'requirement')} ${untested === 1 ? 'stays' : 'stay'} untested`]
            : []),
          ...(operations.length > 0 ? [`${operations.join(', ')} take a made-up value`] : []),
        ].join('; ')}`,
    ),
    '',
  ].join('\n')
}

const limits = ({ concurrency, requestsPerSecond: rate }: Plan['spec']['target']): string =>
  rate === undefined
    ? `${concurrency} at once, at 0.1 s an answer`
    : `at ${rate} requests a second, ${concurrency} at once`
