import type { CaseResult } from '../core/case.ts'
import { failed, type LedgerEntry, settledLedger } from '../core/ledger.ts'
import { converse } from './conversation.ts'
import { removerOf } from './flows/flows.ts'
import type { Remover } from './flows/vendor-flows.ts'
import type { Trace } from './ledger.ts'
import type { Session } from './session.ts'

/** What a run made and can remove, removed while it goes on and at its end. */
export type CleanUp = {
  /** Between two cases, where nothing else is under way: removes what cases made, once there is enough of it. */
  readonly tidy: () => Promise<void>
  readonly finish: () => Promise<CaseResult>
}

/** So many things of cases may lie about at the target: replies that show all of them would be ever larger. */
const mostAround = 8

export const cleanUp = (session: Session): Promise<CaseResult> => cleanUpOf(session).finish()

/**
 * Tells all that the run made, and removes what its contract has a way to remove. It is not judged, and fails nothing.
 * What a run itself made it may remove without being allowed to destroy anything else.
 */
export const cleanUpOf = (session: Session): CleanUp => {
  const { shard } = session.spec
  const conversation = converse(session, shard ? `clean-up/${shard.index}` : 'clean-up', { kind: 'clean-up' })
  const remover: Remover = removerOf(session) ?? (async () => [])
  const outcomes: LedgerEntry[] = []
  const settled = new Set<string>()
  let looked = 0

  const remove = async (traces: readonly Trace[], which: 'all' | 'certain'): Promise<void> => {
    const others = session.traces.filter((one) => !isRemovable(one))
    const removed = await remover(conversation, [...others, ...traces], which).catch((error: Error) =>
      traces.map(({ entry }) => failed(entry, error.message)),
    )
    for (const { request } of removed) settled.add(request)
    outcomes.push(...removed)
  }

  const around = (): readonly Trace[] =>
    session.traces.filter((one) => isRemovable(one) && !settled.has(one.entry.request))

  return {
    tidy: async () => {
      // What the set-up made is there for all cases.
      const ofCases = around().filter(({ entry }) => !entry.request.startsWith('setup/'))
      if (session.traces.slice(looked).filter(isRemovable).length < mostAround) return
      looked = session.traces.length
      if (ofCases.length > 0) await remove(ofCases, 'certain')
    },
    finish: async () => {
      await remove(around(), 'all')
      const ledger = settledLedger([...session.traces.map(({ entry }) => entry), ...outcomes])
      return { ...conversation.result('what the run added is removed'), ledger }
    },
  }
}

const isRemovable = ({ body }: Trace): boolean => body !== null
