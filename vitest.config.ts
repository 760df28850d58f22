import { readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** End-to-end tests that `npm test` leaves out for now, each with the reason: `npm run test:all` runs them too. */
const { files } = JSON.parse(readFileSync(new URL('test/unsettled.json', import.meta.url), 'utf8')) as {
  readonly files: readonly { readonly file: string }[]
}
const unsettled = files.map(({ file }) => file)

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: ['**/*.e2e.test.ts', '**/node_modules/**', 'dist/**'],
          // A bound for what hangs, not a measure: the machine may be busy.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/*.e2e.test.ts'],
          exclude: unsettled,
          globalSetup: ['test/build.setup.ts'],
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
      {
        test: {
          name: 'unsettled',
          include: unsettled,
          globalSetup: ['test/build.setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
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
