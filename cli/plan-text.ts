import type { Plan } from './dry-run.ts'

/** A plan for people. */
export const planText = ({ contract, spec, estimate, missing, unconsented }: Plan): string => {
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
    `  time    about ${duration(estimate.seconds)}, ${limits(target)}`,
    ...missing.map(
      ({ name, untested, operations }) =>
        `  fixture ${name} is not given: ${[
          ...(untested > 0 ? [`${untested} requirements stay untested`] : []),
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

const duration = (seconds: number): string => {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  return seconds < 5_400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`
}
