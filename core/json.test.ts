import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, brief, fromPointer, type Json, pointer, typeOf, withAt, without } from './json.ts'

const order: Json = { id: '1', items: [{ mpn: 'A' }, { mpn: 'B' }] }

describe('pointer', () => {
  test.each<[readonly (string | number)[], string]>([
    [[], ''],
    [['items', 0, 'mpn'], '/items/0/mpn'],
    [['a/b', 'm~n'], '/a~1b/m~0n'],
    [['~1'], '/~01'],
    [[''], '/'],
  ])('writes %j as RFC 6901 does', (path, text) => {
    expect(pointer(path)).toBe(text)
  })

  test('is read back by fromPointer, whatever the names', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (path) => {
        expect(fromPointer(pointer(path))).toEqual(path)
      }),
    )
  })
})

describe('at', () => {
  test.each<[readonly (string | number)[], unknown]>([
    [[], order],
    [['items', 1, 'mpn'], 'B'],
    [['items', '1', 'mpn'], 'B'],
    [['items', 2], undefined],
    [['id', 'length'], undefined],
    [['toString'], undefined],
  ])('finds at %j what stands there', (path, value) => {
    expect(at(order, path)).toEqual(value)
  })
})

describe('withAt', () => {
  test.each<[string, readonly (string | number)[], Json]>([
    ['the root', [], 'new'],
    ['a member', ['id'], { id: 'new', items: [{ mpn: 'A' }, { mpn: 'B' }] }],
    ['a member of an element', ['items', 1, 'mpn'], { id: '1', items: [{ mpn: 'A' }, { mpn: 'new' }] }],
    ['an element after the last', ['items', 2], { id: '1', items: [{ mpn: 'A' }, { mpn: 'B' }, 'new'] }],
    ['what is not there yet', ['billing', 'zip'], { ...order, billing: { zip: 'new' } }],
    ['a member below a text', ['id', 'x'], { ...order, id: { x: 'new' } }],
  ])('replaces %s in a copy', (_, path, expected) => {
    const before = structuredClone(order)
    expect(withAt(order, path, 'new')).toEqual(expected)
    expect(order).toEqual(before)
  })
})

describe('without', () => {
  test.each<[string, readonly (string | number)[], Json]>([
    ['a member', ['id'], { items: [{ mpn: 'A' }, { mpn: 'B' }] }],
    ['an element', ['items', 0], { id: '1', items: [{ mpn: 'B' }] }],
    ['a member of an element', ['items', 1, 'mpn'], { id: '1', items: [{ mpn: 'A' }, {}] }],
    ['nothing where nothing is', ['billing', 'zip'], order],
    ['nothing at the root', [], order],
  ])('leaves out %s in a copy', (_, path, expected) => {
    const before = structuredClone(order)
    expect(without(order, path)).toEqual(expected)
    expect(order).toEqual(before)
  })
})

test.each<[unknown, string]>([
  [null, 'null'],
  [[], 'array'],
  [{}, 'object'],
  [1, 'integer'],
  [1.5, 'number'],
  ['1', 'string'],
  [true, 'boolean'],
])('the type of %j is %s', (value, type) => {
  expect(typeOf(value)).toBe(type)
})

test.each<[unknown, number | undefined, string]>([
  [{ a: 1 }, undefined, '{"a":1}'],
  [undefined, undefined, 'nothing'],
  ['x'.repeat(10), 5, '"xxxx…" (10 characters)'],
  ['😀'.repeat(10), 5, '"😀😀…" (10 characters)'],
  [['x'.repeat(10)], 5, '["xxx… (14 characters)'],
])('%j in at most %s characters is %s', (value, limit, text) => {
  expect(brief(value, limit)).toBe(text)
})

test('a text that tells of a large value in brief keeps none of the rest of it in memory', () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const used = (): number => {
    collect()
    return process.memoryUsage().heapUsed
  }
  const before = used()
  const briefs = Array.from({ length: 50 }, (_, index) => brief({ text: `${index}${'x'.repeat(1_000_000)}` }))
  expect(briefs).toHaveLength(50)
  expect((used() - before) / 1_000_000).toBeLessThan(10)
})
