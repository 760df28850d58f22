import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/longest-first.ts'

/** End-to-end tests that prove the product from the outside, in minutes; all others are the rest. */
const proof = ['cli', 'cli-usage', 'docs', 'package', 'unusable'].map((name) => `test/${name}.e2e.test.ts`)

const endToEnd = {
  globalSetup: ['test/temporary.setup.ts', 'test/build.setup.ts'],
  // Bounds for what hangs, not measures: the machine may be busy.
  testTimeout: 180_000,
  hookTimeout: 180_000,
}

export default defineConfig({
  test: {
    // On two cores one worker alone would leave the other core idle: most of the time is spent in programs that it waits for.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          globalSetup: ['test/temporary.setup.ts'],
          // What a file imports is loaded once for all: most of the time of these tests went into that.
          isolate: false,
          exclude: ['**/*.e2e.test.ts', '**/node_modules/**', 'dist/**'],
          // A bound for what hangs, not a measure: the machine may be busy.
          testTimeout: 30_000,
        },
      },
      { test: { ...endToEnd, name: 'e2e', include: ['test/*.e2e.test.ts'] } },
      { test: { ...endToEnd, name: 'proof', include: proof } },
      { test: { ...endToEnd, name: 'rest', include: ['test/*.e2e.test.ts'], exclude: proof } },
      {
        // The suites themselves, from source, against the embedded references: what `assay run` does, but debuggable.
        test: {
          name: 'conformance',
          include: ['suites/*.conformance.ts'],
          globalSetup: ['test/conformance.setup.ts'],
          pool: 'threads',
          isolate: false,
          fileParallelism: false,
          maxConcurrency: 16,
          testTimeout: 30_000,
        },
      },
    ],
  },
})
