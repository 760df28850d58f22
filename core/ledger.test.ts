import { expect, test } from 'vitest'
import { cleanUpOf, failed, type LedgerEntry, removed, settledLedger } from './ledger.ts'

const entry = (request: string): LedgerEntry => ({ what: 'note', request, cleanup: 'none', detail: 'left' })

test('what is told later of a thing holds, and each is told once, in the order it was made', () => {
  const [one, two] = [entry('a#1'), entry('a#2')]
  expect(settledLedger([one, two, removed(one, 'gone'), two])).toEqual([
    { what: 'note', request: 'a#1', cleanup: 'removed', detail: 'gone' },
    two,
  ])
})

test('a clean-up is unclean where anything that could be removed was not', () => {
  const [one, two, three] = [entry('a#1'), entry('a#2'), entry('a#3')]
  expect(cleanUpOf([removed(one, ''), two, three])).toEqual({ verdict: 'clean', removed: 1, failed: 0, left: 2 })
  expect(cleanUpOf([removed(one, ''), failed(two, 'no'), three])).toEqual({
    verdict: 'unclean',
    removed: 1,
    failed: 1,
    left: 1,
  })
})
