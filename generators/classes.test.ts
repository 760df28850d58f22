import { describe, expect, test } from 'vitest'
import { builtIn, loadContract } from '../contracts/load.ts'
import { nodesOf } from '../contracts/schema/node.ts'
import { objectOf } from '../core/json.ts'
import { placeOf } from '../core/place.ts'
import { schemaOf } from '../test/schema-of.ts'
import { classesOf, dateClasses, numberClasses, textClasses } from './classes.ts'
import { stamped } from './stamp.ts'

const contract = await loadContract('shopctrl')
const body = contract.operations[0]?.body
if (!body) throw new Error('The operation has no body.')
const all = classesOf(body.node, contract.judge)
const namesAt = (place: string) => all.filter((one) => one.place === place).map(({ name }) => name)

describe('each class is tried', () => {
  test.each([
    ['Note', textClasses],
    ['ImportSource', textClasses],
    ['Amount', numberClasses],
    ['CreationDate', dateClasses],
  ] as const)('at %s', (place, classes) => {
    expect(namesAt(place)).toEqual(expect.arrayContaining(classes.map(({ name }) => name)))
  })

  test('at its longest, in code points, where the document limits a text', () => {
    const longest = all.filter(({ place, keyword }) => place === 'AccountName' && keyword === 'maxLength')
    expect(longest.map(({ value }) => [...String(value)].length)).toEqual([100, 100, 100])
  })
})

test('what is more than the documents promise to be taken is marked', () => {
  const zones = (place: string) => new Set(all.filter((one) => one.place === place).map(({ zone }) => zone))
  expect([...zones('Amount')]).toEqual(['between'])
  expect(all.find(({ place, name }) => place === 'Note' && name === 'the word null')?.zone).toBe('inside')
  expect(all.find(({ name }) => name === 'a fraction of six digits')?.zone).toBe('between')
  expect(all.find(({ name }) => name === 'a leap day')?.zone).toBe('inside')
})

test('a note may have several lines, a name none', () => {
  expect(namesAt('Note')).toContain('several lines')
  expect(all.find(({ place, name }) => place === 'Note' && name === 'several lines')?.isUnlimited).toBe(true)
  expect(namesAt('AccountName')).not.toContain('several lines')
})

test('of what is counted, and limited by nothing, there may be many', async () => {
  const { operations, judge } = await loadContract('dkhardware')
  const { body } = operations.find(({ id }) => id === 'createOrder') ?? {}
  const items = body
    ? classesOf(body.node, judge).filter(({ place }) => place.startsWith('customerOrder/items[]/'))
    : []
  expect(items.filter(({ name }) => name === 'more than a thousand').map(({ place }) => place)).toEqual([
    'customerOrder/items[]/quantity',
  ])
  const { place } = items.find(({ name }) => name === 'more than 32 bits hold') ?? {}
  expect(place).toBe('customerOrder/items[]/quantity')
})

test('where one reading limits a text and another does not, one that meets the limit is tried', () => {
  const { node } = schemaOf({
    type: 'object',
    properties: {
      orderNumber: { type: 'string', 'x-assay-fair': { maxLength: 50 } },
      code: { type: 'string', maxLength: 50 },
      note: { type: 'string', 'x-assay-fair': { maxLength: 200 } },
    },
  })
  const longest = classesOf(node, () => []).filter(({ name }) => name === 'the longest text of every reading')
  expect(longest).toEqual([
    {
      place: 'orderNumber',
      keyword: 'type',
      name: 'the longest text of every reading',
      value: 'x'.repeat(50),
      zone: 'between',
      isUnlimited: true,
    },
  ])
})

test('values that have to exist are not replaced', () => {
  expect([...namesAt('ShopOwnerId'), ...namesAt('CurrencyCode')]).toEqual([])
})

test('what is new each time has rare characters behind its own beginning, or digits alone', () => {
  const own = all.filter(({ place }) => place === 'TransactionId')
  expect(own.every(({ isStamped, zone }) => isStamped && zone === 'between')).toBe(true)
  expect(own.map(({ name }) => name)).toEqual(expect.arrayContaining(['blanks within', 'digits alone']))
  const sent = own.map(({ value }) => stamped({ TransactionId: value }, body.node, 'assay-run-12345678'))
  const texts = sent.map((one) => String(objectOf(one)['TransactionId']))
  expect(texts.filter((text) => text.startsWith('assay-run-12345678') && text.endsWith('a  b'))).toHaveLength(1)
  expect(texts.filter((text) => /^9\d{15}$/.test(text))).toHaveLength(1)
})

test('a mail address has a plus, and a telephone number is written for people', () => {
  const { node } = schemaOf({
    type: 'object',
    properties: { email: { type: 'string' }, altPhone: { type: 'string' } },
  })
  const inside = classesOf(node, () => []).filter(({ zone }) => zone === 'inside')
  expect(inside.map(({ value }) => value)).toEqual(['john.doe+assay@example.com', '+1 (202) 555-0100'])
})

test.each(builtIn())('in %s each value is valid under the strict reading', async (name) => {
  const { operations, judge } = await loadContract(name)
  for (const { body } of operations) {
    if (!body) continue
    const nodes = new Map(nodesOf(body.node).map((node) => [placeOf(node.path), node]))
    for (const { place, value, zone } of classesOf(body.node, judge)) {
      const schemas = nodes.get(place)?.schemas
      expect(schemas && judge('strict', schemas.strict, value)).toEqual([])
      if (zone === 'inside') expect(schemas && judge('fair', schemas.fair, value)).toEqual([])
    }
  }
})
