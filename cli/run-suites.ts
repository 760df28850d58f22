import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RunSpec } from '../core/run-spec.ts'
import { type Collected, collector, type Progress } from '../reports/vitest-reporter.ts'

export type Interruption = { readonly onInterrupt: (stop: () => void) => void }

/** Runs the cases of all specs in vitest: one worker thread, nothing written but to a folder that goes away. */
export const runSuites = async (
  specs: readonly RunSpec[],
  onProgress: (progress: Progress) => void,
  { onInterrupt }: Interruption,
): Promise<Collected> => {
  const { createVitest } = await import('vitest/node')
  const { reporter, collected } = collector(onProgress)
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
      provide: { assay: specs } as never,
    },
    { cacheDir, logLevel: 'silent' },
  )
  try {
    onInterrupt(() => void vitest.cancelCurrentRun('keyboard-input'))
    await vitest.start()
  } finally {
    await vitest.close()
    rmSync(cacheDir, { recursive: true, force: true })
  }
  return collected()
}
