import type { TestProject } from 'vitest/node'
import { references } from '../reference/references.ts'
import { startWithSpec } from './reference-spec.ts'

/** Starts every embedded reference and tells the suites where it is. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const running = await Promise.all(references.map((reference) => startWithSpec(reference)))
  project.provide(
    'assay',
    running.map(({ spec }) => spec),
  )
  return async () => {
    await Promise.all(running.map(({ close }) => close()))
  }
}
