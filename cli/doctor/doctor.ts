import type { Contract } from '../../contracts/contract.ts'
import { replyOf } from '../../core/exchange.ts'
import type { Redactor } from '../../core/redact.ts'
import type { RunSpec, TargetSpec } from '../../core/run-spec.ts'
import { flowsOf } from '../../suites/flows/flows.ts'
import { missingFixtures } from '../../suites/missing-fixtures.ts'
import { openSession } from '../../suites/session.ts'
import { connectionOf } from '../../target/agent.ts'
import { CredentialsError } from '../../target/auth/credentials.ts'
import { withCredentials } from '../../target/auth/open.ts'
import { reach } from '../../target/reach.ts'
import { unconsented } from '../prepare.ts'
import { clockLine } from './clock.ts'
import { credentialLines } from './credentials.ts'
import { limitsLine, throttledLine } from './limits.ts'
import type { Line } from './line.ts'
import { offlineLines } from './offline.ts'
import { probeOf } from './probe.ts'
import { wayLines } from './way.ts'

/** Examines what a run rests on: two requests to the target, more only where it throttles, none of which writes. */
export const examine = async (contract: Contract, wanted: RunSpec): Promise<readonly Line[]> => {
  // Nobody listens while nothing is sent that events would follow from.
  const { webhook: _, ...spec } = wanted
  const reached = await reach(spec.target.baseUrl, connectionOf(spec.target))
  const way = wayLines(spec.target.baseUrl, reached, Date.now())
  const online = reached.kind === 'failed' ? [] : await onlineLines(contract, spec)
  const session = await openSession(spec, contract)
  try {
    const missing = missingFixtures(contract, { spec: wanted, providers: flowsOf(session).providers })
    const lines = [...way, ...online, ...offlineLines(unconsented(contract, spec), missing)]
    return lines.map((line) => redactedLine(line, session.redact))
  } finally {
    await session.close()
  }
}

const onlineLines = async (contract: Contract, spec: RunSpec): Promise<readonly Line[]> => {
  const target = await credited(spec.target)
  if ('check' in target) return [target]
  const session = await openSession({ ...spec, target: { ...target, ...bounds(target) } }, contract)
  try {
    const probe = await probeOf(session)
    if (session.target.counts().throttled > 0) return [throttledLine]
    if (!probe) return []
    const reply = replyOf(probe.withCredentials)
    return [
      ...credentialLines(probe, { target, contract }),
      ...(reply ? [clockLine(reply, Date.now()), limitsLine(reply, target)] : []),
    ].map((line) => redactedLine(line, session.redact))
  } finally {
    await session.close()
  }
}

const redactedLine = (line: Line, { text }: Redactor): Line => ({ ...line, text: text(line.text) })

/** Nobody waits for a doctor as long as a run waits for a target that throttles. */
const bounds = ({ timeoutMs }: TargetSpec) => ({ maxRequests: 4, maxTimeMs: 2 * timeoutMs })

/** The target with credentials, or the line that says why there are none. */
const credited = async (target: TargetSpec): Promise<TargetSpec | Line> => {
  try {
    return await withCredentials(target)
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error
    return { check: 'credentials', sign: 'bad', text: error.message, advice: 'Check target.auth and its secrets.' }
  }
}
