import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rooted } from './rooted.ts'

test('no path leaves the origin of the base URL that it is put behind', () => {
  const path = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'@:/\\.?#%0aevil1 \t\n') }))
  fc.assert(
    fc.property(path, (text) => {
      const url = `http://127.0.0.1:8080${rooted(text)}`
      expect(new URL(url).origin).toBe('http://127.0.0.1:8080')
    }),
    { numRuns: 1_000 },
  )
})

test('a path that begins with a slash stays as it is', () => {
  expect([rooted('/a'), rooted('//a'), rooted('@evil:1/'), rooted('')]).toEqual(['/a', '//a', '/@evil:1/', '/'])
})
