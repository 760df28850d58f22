import { expect, test } from 'vitest'
import { sampleRequirement } from '../test/sample-run.ts'
import { bailAfter } from './bail.ts'

const requirements = [
  sampleRequirement('shop/a'),
  sampleRequirement('shop/b'),
  sampleRequirement('shop/should', { level: 'should' }),
]

const watched = (limit: number | undefined, ...seen: readonly (readonly string[])[]) => {
  let stops = 0
  const stop = (): void => {
    stops += 1
  }
  const bail = bailAfter(limit, { requirements, stop })
  for (const broken of seen) bail.watch({ broken })
  return { stops, isReached: bail.isReached() }
}

test('a run ends once, after so many different musts are broken', () => {
  expect(watched(1, ['shop/a'], ['shop/b'])).toEqual({ stops: 1, isReached: true })
  expect(watched(2, ['shop/a'], ['shop/a'])).toEqual({ stops: 0, isReached: false })
  expect(watched(2, ['shop/a'], [], ['shop/b'])).toEqual({ stops: 1, isReached: true })
})

test('a broken should ends no run, and without a limit nothing does', () => {
  expect(watched(1, ['shop/should'])).toEqual({ stops: 0, isReached: false })
  expect(watched(undefined, ['shop/a', 'shop/b'])).toEqual({ stops: 0, isReached: false })
})
