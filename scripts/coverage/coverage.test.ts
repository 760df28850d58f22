import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { contracts, coverage } from './coverage.ts'
import { rowsWithout, sourcesWithout } from './gaps.ts'
import { registerOf } from './join.ts'
import { kinds, type Row, type Skeleton, skeletons } from './skeleton.ts'

const all = await contracts()
const documents = skeletons()
const registerFor = (contract: string) => registerOf(all.get(contract) ?? { id: contract, requirements: [] })

test.each(documents)('every row of $document has its requirements or a reason', (skeleton) => {
  expect(rowsWithout(skeleton, registerFor(skeleton.contract))).toEqual([])
  const rows = skeleton.sections.flatMap((section) => section.rows ?? [])
  expect(rows.filter(({ kind }) => !kinds.includes(kind))).toEqual([])
})

test.each([...all.keys()])('every requirement of %s stands where a document has a place', (contract) => {
  const own = documents.filter((one) => one.contract === contract)
  expect(own.length).toBeGreaterThan(0)
  expect(sourcesWithout(own, registerFor(contract))).toEqual([])
})

test('docs/coverage.md is up to date', async () => {
  const file = fileURLToPath(new URL('../../docs/coverage.md', import.meta.url))
  expect(readFileSync(file, 'utf8') === (await coverage(all)), 'npm run coverage').toBe(true)
})

const at = 'createOrder/request/referenceId'

/** Rows that the DK Hardware register does not hold, and what is to be said of each. */
const lacking: readonly [string, Row, string][] = [
  ['an operation', { row: 'x', kind: 'operation', operation: 'cancelOrder' }, 'neither a requirement nor a reason'],
  ['a field', { row: 'x', kind: 'field', at: 'createOrder/request/none' }, 'no requirement below'],
  ['a status', { row: 'x', kind: 'status', ids: ['createOrder/error.418/*'] }, 'no requirement is called'],
  ['a fault', { row: 'x', kind: 'fault' }, 'neither a requirement nor a reason'],
  ['a constraint', { row: 'x', kind: 'field', at, promises: { pattern: '^a' } }, `no requirement ${at}/pattern`],
  ['a value', { row: 'x', kind: 'field', at, promises: { maxLength: 65 } }, `${at}/maxLength does not say 65`],
  [
    'a member of a sample',
    { row: 'x', kind: 'sample', at: 'createOrder/request', members: ['none'] },
    'no requirement for the member none',
  ],
]

test.each(lacking)('%s without a requirement is told', (_, row, message) => {
  const skeleton: Skeleton = { document: '001', contract: 'dkhardware', sections: [{ section: 'S', rows: [row] }] }
  expect(rowsWithout(skeleton, registerFor('dkhardware'))[0]).toContain(`001, S, row x: ${message}`)
})

test('a reason stands in for a requirement; a place that no document has is told', () => {
  const row: Row = { row: 'x', kind: 'prose', why: 'a greeting' }
  const skeleton: Skeleton = { document: '001', contract: 'crayon', sections: [{ section: 'S', rows: [row] }] }
  expect(rowsWithout(skeleton, registerFor('crayon'))).toEqual([])
  const own = [...registerFor('crayon').values()].filter(({ source }) => source.kind !== 'standard')
  expect(sourcesWithout([skeleton], registerFor('crayon')).length).toBe(own.length)
})
