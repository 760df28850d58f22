import type { CaseResult } from '../core/case.ts'
import { failed, settledLedger } from '../core/ledger.ts'
import { converse } from './conversation.ts'
import { removerOf } from './flows/flows.ts'
import type { Remover } from './flows/vendor-flows.ts'
import type { Session } from './session.ts'

/**
 * Tells all that the run made, and removes what its contract has a way to remove. It is not judged, and fails nothing.
 * What a run itself made it may remove without being allowed to destroy anything else.
 */
export const cleanUp = async (session: Session): Promise<CaseResult> => {
  const { shard } = session.spec
  const conversation = converse(session, shard ? `clean-up/${shard.index}` : 'clean-up', { kind: 'clean-up' })
  const traces = [...session.traces]
  const remove: Remover = removerOf(session) ?? (async () => [])
  const outcomes = await remove(conversation, traces).catch((error: Error) =>
    traces.filter(({ body }) => body !== null).map(({ entry }) => failed(entry, error.message)),
  )
  const ledger = settledLedger([...traces.map(({ entry }) => entry), ...outcomes])
  return { ...conversation.result('what the run added is removed'), ledger }
}
