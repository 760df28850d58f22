import { BroadcastChannel } from 'node:worker_threads'
import { afterAll, describe, inject, type TaskMeta, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import type { CaseResult, PackedResult } from '../core/case.ts'
import type { Redactor } from '../core/redact.ts'
import { redactedResult } from '../core/redact-result.ts'
import { messageOf } from '../core/thrown.ts'
import { type Case, failedCase } from './cases/case.ts'
import { cleanUp } from './clean-up.ts'
import { type Outside, realOutside } from './outside.ts'
import { packResult } from './packed-result.ts'
import { planOf, turnsOf } from './plan.ts'
import { openSession } from './session.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly assay: readonly import('../core/run-spec.ts').RunSpec[]
    /** Name of the channel on which waits are reported. */
    readonly assayWaits: string
  }
  interface TaskMeta {
    assay?: PackedResult
    /** Why not all evidence could be written. */
    assayUnwritten?: string
    assayCounts?: import('../core/run-counts.ts').RunCounts
  }
}

const waits = new BroadcastChannel(inject('assayWaits'))
waits.unref()

/** The world as it is, whose waits are reported to whoever looks on. */
const outside: Outside = {
  ...realOutside,
  openTarget: (options) => realOutside.openTarget({ ...options, onWait: (wait) => waits.postMessage(wait) }),
}

for (const spec of inject('assay')) {
  const contract = await loadContract(spec.contract, {
    isKnown: true,
    ...(spec.allowRef ? { allowRef: spec.allowRef } : {}),
    ...(spec.workflows ? { workflows: spec.workflows } : {}),
  })
  const session = await openSession(spec, contract, outside)
  const musts = new Set(contract.requirements.filter(({ level }) => level === 'must').map(({ id }) => id))
  describe(contract.id, () => {
    afterAll(() => session.close())
    const keep = (meta: TaskMeta, packed: PackedResult, error?: string): void => {
      session.keepCase(() => packed, error)
      const why = session.unwritten()
      if (why !== undefined) meta.assayUnwritten = why
    }
    const cases = (some: readonly Case[]): void => {
      for (const one of some) {
        test(one.id, async ({ task, signal }) => {
          // Those who wait for their turn under a limit would keep an interrupted run for as long.
          signal.addEventListener('abort', () => session.target.stop())
          const pack = (result: CaseResult) => redactedResult(packResult(result, contract.requirements), session.redact)
          const packed = await one
            .run()
            .then(pack)
            .catch((error: unknown) => {
              const failed = pack(failedCase(one, error))
              const redacted = withoutSecrets(
                error instanceof Error ? error : new Error(messageOf(error)),
                session.redact,
              )
              task.meta.assay = failed
              keep(task.meta, failed, redacted.message)
              throw redacted
            })
          task.meta.assay = packed
          task.meta.assayCounts = session.counts()
          keep(task.meta, packed)
          const broke = packed.other
            .filter(({ requirement, verdict }) => verdict === 'fail' && musts.has(requirement))
            .map(({ requirement }) => requirement)
          if (broke.length > 0) throw brokenPromises(broke)
        })
      }
    }
    const { among, alone } = turnsOf(planOf(session))
    describe.concurrent('cases', () => cases(among))
    if (alone.length > 0) describe('cases alone', () => cases(alone))
    test('clean-up', async ({ task }) => {
      const packed = redactedResult(packResult(await cleanUp(session), contract.requirements), session.redact)
      task.meta.assay = packed
      keep(task.meta, packed)
      task.meta.assayCounts = session.counts()
    })
  })
}

/** Where it was thrown says nothing, and vitest would look the place up in source maps, at length, for each failing case. */
const brokenPromises = (ids: readonly string[]): Error =>
  Object.assign(new Error(`broken: ${ids.join(', ')}`), { name: 'AssertionError', stack: '' })

/** What is thrown is printed too. */
const withoutSecrets = (error: Error, { text }: Redactor): Error =>
  Object.assign(error, { message: text(error.message), stack: text(error.stack ?? '') })
