import { freePort } from '../cli/free-port.ts'
import { loadContract } from '../contracts/load.ts'
import type { Limits } from '../core/limits.ts'
import type { RunSpec } from '../core/run-spec.ts'
import type { Reference } from '../reference/reference.ts'

/** How a contract is run against a server of ours: small limits, since it answers within milliseconds. */
export const specFor = (contract: string, target: RunSpec['target'], parts: Partial<RunSpec> = {}): RunSpec => ({
  contract,
  target,
  seed: 1,
  tag: 'tested',
  runs: 16,
  only: [],
  level: 'may',
  reading: 'lenient',
  allow: ['write'],
  fixtures: {},
  settleMs: 3_000,
  ...parts,
})

/** A reference that runs, and the spec to run its contract against it. */
export const startWithSpec = async (
  reference: Reference,
  limits: Limits = {},
): Promise<{ readonly spec: RunSpec; readonly close: () => Promise<void> }> => {
  const { events } = await loadContract(reference.contract)
  const port = events.length > 0 ? await freePort() : undefined
  const secret = 'tested-secret'
  const { baseUrl, token, fixtures, close } = await reference.start({
    limits,
    ...(port === undefined ? {} : { webhook: { url: `http://127.0.0.1:${port}/`, secret } }),
  })
  const target = { baseUrl, token, headers: {}, timeoutMs: 2_000, concurrency: 8 }
  const spec = specFor(reference.contract, target, {
    fixtures: { ...fixtures, ...(port === undefined ? {} : { webhookSecret: secret }) },
    ...(port === undefined ? {} : { webhook: { port, waitMs: 500 } }),
  })
  return { spec, close: () => close() }
}
