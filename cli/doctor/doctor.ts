import { replyOf } from '../../core/exchange.ts'
import type { RunSpec, TargetSpec } from '../../core/run-spec.ts'
import type { Contract } from '../../schemas/contract.ts'
import { flowsOf } from '../../suites/flows/flows.ts'
import { missingFixtures } from '../../suites/missing-fixtures.ts'
import { openSession } from '../../suites/session.ts'
import { connectionOf } from '../../target/agent.ts'
import { CredentialsError } from '../../target/auth/credentials.ts'
import { withCredentials } from '../../target/auth/open.ts'
import { reach } from '../../target/reach.ts'
import { unconsented } from '../run.ts'
import { clockLine } from './clock.ts'
import { credentialLines } from './credentials.ts'
import { limitsLine } from './limits.ts'
import type { Line } from './line.ts'
import { offlineLines } from './offline.ts'
import { probeOf } from './probe.ts'
import { wayLines } from './way.ts'

/** Examines what a run rests on: at most two requests to the target, none of which writes. */
export const examine = async (contract: Contract, spec: RunSpec): Promise<readonly Line[]> => {
  const reached = await reach(spec.target.baseUrl, connectionOf(spec.target))
  const way = wayLines(spec.target.baseUrl, reached, Date.now())
  const online = reached.kind === 'failed' ? [] : await onlineLines(contract, spec)
  const session = await openSession(spec, contract)
  try {
    const missing = missingFixtures(contract, { spec, providers: flowsOf(session).providers })
    const lines = [...way, ...online, ...offlineLines(unconsented(contract, spec), missing)]
    return session.redact(lines)
  } finally {
    await session.close()
  }
}

const onlineLines = async (contract: Contract, spec: RunSpec): Promise<readonly Line[]> => {
  const target = await credited(spec.target)
  if ('check' in target) return [target]
  const session = await openSession({ ...spec, target }, contract)
  try {
    const probe = await probeOf(session)
    if (!probe) return []
    const reply = replyOf(probe.withCredentials)
    return session.redact([
      ...credentialLines(probe, { target, contract }),
      ...(reply ? [clockLine(reply, Date.now()), limitsLine(reply, target)] : []),
    ])
  } finally {
    await session.close()
  }
}

/** The target with credentials, or the line that says why there are none. */
const credited = async (target: TargetSpec): Promise<TargetSpec | Line> => {
  try {
    return await withCredentials(target)
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error
    return { check: 'credentials', sign: 'bad', text: error.message, advice: 'Check target.auth and its secrets.' }
  }
}
