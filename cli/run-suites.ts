import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BroadcastChannel } from 'node:worker_threads'
import type { RunSpec } from '../core/run-spec.ts'
import { type Collected, collector, type Planned, type Progress } from '../reports/vitest-reporter.ts'
import type { Wait } from '../target/wait.ts'

/** Begins nothing more. `patiently`: all that is under way is waited for, however long that takes. */
export type Stop = (how?: 'patiently') => void

export type Looking = {
  readonly onInterrupt: (stop: Stop) => void
  /** Called with the number of cases, before the first of them begins. */
  readonly onPlanned?: (planned: readonly Planned[]) => void
  /** Called when nothing is sent for a while. */
  readonly onWait?: (wait: Wait) => void
}

/** So long a run that is stopped may take to end what is under way; what does not end by then is left where it is. */
const graceMs = 500

/**
 * Runs the cases of all specs in vitest: one worker thread, nothing written but to a folder that goes away. This thread
 * only looks on, so that it can end the run whatever the other one is busy with.
 */
export const runSuites = async (
  specs: readonly RunSpec[],
  onProgress: (progress: Progress) => void,
  { onInterrupt, onPlanned, onWait }: Looking,
): Promise<Collected> => {
  const { createVitest } = await import('vitest/node')
  const waits = new BroadcastChannel(`assay ${randomUUID()}`)
  waits.onmessage = ({ data }: { readonly data: Wait }) => onWait?.(data)
  waits.unref()
  const { reporter, collected } = collector(onProgress, onPlanned)
  const cacheDir = mkdtempSync(join(tmpdir(), 'assay-'))
  const suites = fileURLToPath(new URL('../suites/', import.meta.url))
  const concurrency = Math.max(8, ...specs.map(({ target }) => target.concurrency * 2))
  const vitest = await createVitest(
    'test',
    {
      config: false,
      root: suites,
      include: ['*.conformance.{ts,js}'],
      exclude: [],
      watch: false,
      // Node loads our compiled modules by itself; through vite each would be transformed first, for nothing.
      server: { deps: { external: [/(?<!\.conformance)\.js$/] } },
      pool: 'threads',
      isolate: false,
      maxWorkers: 1,
      fileParallelism: false,
      maxConcurrency: concurrency,
      testTimeout: 0,
      hookTimeout: 0,
      teardownTimeout: 2_000,
      reporters: [reporter],
      provide: { assay: specs, assayWaits: waits.name } as never,
    },
    { cacheDir, logLevel: 'silent' },
  )
  const close = async (): Promise<void> => {
    waits.close()
    await vitest.close()
    rmSync(cacheDir, { recursive: true, force: true })
  }
  const left = new Promise<'left'>((resolve) => {
    onInterrupt((how) => {
      void vitest.cancelCurrentRun('keyboard-input')
      if (how === undefined) setTimeout(() => resolve('left'), graceMs)
    })
  })
  const over = vitest.start()
  const how = await Promise.race([
    over.then(
      () => 'over' as const,
      () => 'over' as const,
    ),
    left,
  ])
  const closed = close()
  if (how === 'left') {
    // Ended from here, it comes to no end of its own.
    void Promise.allSettled([over, closed])
    return collected()
  }
  await closed
  await over
  return collected()
}
