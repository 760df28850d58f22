import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { contracts, coverage } from './coverage.ts'
import { rowsWithout, sourcesWithout } from './gaps.ts'
import { registerOf } from './join.ts'
import { operationsOf } from './promise-gaps.ts'
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

type Mistake = { readonly row: Row; readonly gap: string; readonly section?: string; readonly contract?: string }

/** Rows whose requirements are there and are about something else. */
const misled: readonly [string, Mistake][] = [
  [
    'no kind of promise',
    { row: { row: 'x', kind: 'prose', ids: ['createOrder/response.200/status'] }, gap: 'it names no promise' },
  ],
  [
    'a refusal, held by a request that is taken',
    {
      row: { row: 'x', kind: 'prose', promise: ['refused'], ids: [`${at}/optional`] },
      gap: `${at}/optional is about accepted, which it does not promise`,
    },
  ],
  [
    'a refusal and a reply, held by a reply alone',
    {
      row: { row: 'x', kind: 'prose', promise: ['refused', 'reply'], ids: ['createOrder/response.200/parses'] },
      gap: 'it promises refused, which none of its requirements is about',
    },
  ],
  [
    'a reply, one requirement of a glob being another thing',
    {
      row: { row: 'x', kind: 'format', promise: ['reply'], ids: ['createOrder/response.200/*'] },
      gap: 'createOrder/response.200/status is about accepted, which it does not promise',
    },
  ],
  [
    'what several calls show, held by what nobody can see',
    {
      row: { row: 'x', kind: 'scope', promise: ['behaviour'], ids: ['createOrder/scope/orders:create'] },
      gap: 'createOrder/scope/orders:create is about unobservable, which it does not promise',
    },
  ],
  [
    'a field, held beside its constraints by another kind',
    {
      row: { row: 'x', kind: 'field', at, promises: { optional: true }, ids: ['flow/reference-id/second-use-fails'] },
      gap: 'it names no promise',
    },
  ],
  [
    'a parameter whose constraint nobody can try',
    {
      row: { row: 'x', kind: 'parameter', at: 'getOrder/request/path.order_no', promises: { required: true } },
      gap: 'getOrder/request/path.order_no/required is about unobservable, which it does not promise',
      contract: 'ocapi-shop',
    },
  ],
  [
    'something of one call, held at another alone',
    {
      row: { row: 'x', kind: 'prose', promise: ['behaviour'], ids: ['flow/submit/other-properties-ignored'] },
      gap: 'no requirement of submitBasketWithOrderNo holds it, and it does not say why',
      section: 'Submit basket (PUT) / Sample',
      contract: 'ocapi-shop',
    },
  ],
  [
    'something of one call, held there, with a reason why it is not',
    {
      row: {
        row: 'x',
        kind: 'sample',
        promise: ['accepted'],
        ids: ['submitBasketWithOrderNo/response.200/status'],
        elsewhere: 'it is not',
      },
      gap: 'it says why it is held elsewhere, and is not',
      section: 'Submit basket (PUT)',
      contract: 'ocapi-shop',
    },
  ],
  [
    'nothing, beside a requirement',
    {
      row: { row: 'x', kind: 'sample', why: 'it is open', ids: ['createOrder/request/customerOrder/sum'] },
      gap: 'it says why there is no requirement, beside createOrder/request/customerOrder/sum',
    },
  ],
  [
    'a sample without a member that is a requirement',
    {
      row: { row: 'x', kind: 'sample', promise: ['reply'], at: 'createOrder/response.200', members: [] },
      gap: 'no requirement stands beside it',
    },
  ],
]

const url: Row = {
  row: 'PUT',
  kind: 'operation',
  operation: 'submitBasketWithOrderNo',
  promise: ['refused'],
  ids: ['submitBasketWithOrderNo/protocol/wrong-method'],
}

const mistaken = ({ row, section = 'S', contract = 'dkhardware' }: Mistake): readonly string[] =>
  rowsWithout(
    {
      document: 'D',
      contract,
      sections: [
        { section, rows: [row] },
        { section: 'Submit basket (PUT) / Url', rows: contract === 'ocapi-shop' ? [url] : [] },
      ],
    },
    registerFor(contract),
  )

test.each(misled)('a row that promises %s is told', (_, mistake) => {
  expect(mistaken(mistake)).toContain(`D, ${mistake.section ?? 'S'}, row x: ${mistake.gap}`)
})

test('what is right is not told', () => {
  const row: Row = {
    row: 'x',
    kind: 'prose',
    promise: ['behaviour'],
    ids: ['flow/chosen-number/other-properties-ignored'],
  }
  const section = 'Submit basket (PUT)'
  const foreign: Row = { ...row, ids: ['flow/submit/other-properties-ignored'], elsewhere: 'tried there' }
  for (const right of [row, foreign])
    expect(mistaken({ row: right, gap: '', section, contract: 'ocapi-shop' })).toEqual([])
})

test('a section without rows says why', () => {
  const skeleton: Skeleton = { document: 'D', contract: 'crayon', sections: [{ section: 'S' }] }
  expect(rowsWithout(skeleton, registerFor('crayon'))).toEqual(['D, S: neither a row nor a reason'])
})

test('something stands beside every row of docs/coverage.md', async () => {
  const lines = (await coverage(all)).split('\n').filter((line) => line.startsWith('| '))
  expect(lines.length).toBeGreaterThan(1000)
  expect(lines.filter((line) => /\| *\|$/.test(line))).toEqual([])
})

test.each<readonly [string, readonly string[]]>([
  ['Submit basket (PUT) / Faults', ['submitBasketWithOrderNo']],
  ['Summary / Updates payment instrument of order', ['updatePaymentInstrument']],
  ['Request Document / Note (linked page)', []],
])('%s is about %s', (section, operations) => {
  const orders = documents.find(({ contract }) => contract === 'ocapi-shop')
  expect(orders && operationsOf(orders, section)).toEqual(operations)
})

test('a reason stands in for a requirement; a place that no document has is told', () => {
  const row: Row = { row: 'x', kind: 'prose', why: 'a greeting' }
  const skeleton: Skeleton = { document: '001', contract: 'crayon', sections: [{ section: 'S', rows: [row] }] }
  expect(rowsWithout(skeleton, registerFor('crayon'))).toEqual([])
  const own = [...registerFor('crayon').values()].filter(({ source }) => source.kind !== 'standard')
  expect(sourcesWithout([skeleton], registerFor('crayon')).length).toBe(own.length)
})
