import { describe, expect, test } from 'vitest'
import type { Json, Path } from '../core/json.ts'
import { exchangeOf } from '../test/shop.ts'
import { type Culprit, namesCulprit } from './names-culprit.ts'

const rule = { member: 'errors', base: 'customerOrder', ambiguity: 45 }
const mpn: Path = ['customerOrder', 'items', 0, 'mpn']

const run = (errors: Json, { at = mpn, spellings = [], unreadable = false }: Partial<Culprit> = {}) =>
  namesCulprit('r', exchangeOf({ status: 400, body: JSON.stringify({ errors }) }), {
    rule,
    culprit: { at, spellings, unreadable },
  }).map(({ verdict, finding }) => [verdict, finding?.ambiguities])

const kept = [['pass', undefined]]
const bent = [['warn', [45]]]
const broken = [['fail', undefined]]

describe('a refusal names the broken field', () => {
  test.each<[string, Json, Partial<Culprit>]>([
    ['by exactly the documented key', { 'items[0].mpn': ['is too long'] }, {}],
    ['among others', { other: ['x'], 'items[0].mpn': ['is too long'] }, {}],
    ['that stands beside the order', { referenceId: ['x'] }, { at: ['referenceId'] }],
    ['that is the order itself', { customerOrder: ['x'] }, { at: ['customerOrder'] }],
    [
      'in another of the open spellings',
      { comment: ['x'] },
      { at: ['customerOrder', 'сomment'], spellings: ['comment'] },
    ],
    ['that is the body', { '': ['x'] }, { at: [] }],
  ])('%s', (_, errors, culprit) => {
    expect(run(errors, culprit)).toEqual(kept)
  })
})

describe('a refusal names a place within the broken field', () => {
  const sent = { customerOrder: { items: [{ linePosition: 1 }, { linePosition: 1 }], billing: { city: 'x' } } }
  const further = (errors: Json, at: Path = ['customerOrder', 'items'], body: Json = sent) => {
    const exchange = exchangeOf({ status: 400, body: JSON.stringify({ errors }) })
    return namesCulprit(
      'r',
      { ...exchange, request: { ...exchange.request, body: JSON.stringify(body) } },
      { rule, culprit: { at, spellings: [], unreadable: false } },
    ).map(({ verdict }) => verdict)
  }

  test.each<[string, Json]>([
    ['an element of the list', { 'items[1]': ['x'] }],
    ['a member of an element', { 'items[1].linePosition': ['x'] }],
  ])('which is as good as the field: %s', (_, errors) => {
    expect(further(errors)).toEqual(['pass'])
  })

  test('which is a member of the object', () => {
    expect(further({ 'billing.city': ['x'] }, ['customerOrder', 'billing'])).toEqual(['pass'])
  })

  test.each<[string, Json]>([
    ['an element that was not sent', { 'items[2].linePosition': ['x'] }],
    ['an element of the wrong list, by the documents', { 'Items[1].linePosition': ['x'] }],
    ['a member of the list itself', { 'items.linePosition': ['x'] }],
  ])('which is no better than another spelling where it is none: %s', (_, errors) => {
    expect(further(errors)).toEqual(['warn'])
  })

  test('which says nothing of a field beside it, or of a text in its place', () => {
    expect(further({ 'itemsOther[0]': ['x'] })).toEqual(['fail'])
    expect(
      further({ 'items[0].linePosition': ['x'] }, ['customerOrder', 'items'], { customerOrder: { items: 'x' } }),
    ).toEqual(['warn'])
  })
})

describe('a refusal names the broken field, but not as documented', () => {
  test.each<[string, Json, Partial<Culprit>]>([
    ['with a prefix', { 'customerOrder.items[0].mpn': ['x'] }, {}],
    ['in PascalCase', { 'CustomerOrder.Items[0].Mpn': ['x'] }, {}],
    ['from the root of JSONPath', { '$.customerOrder.items[0].mpn': ['x'] }, {}],
    ['as a JSON Pointer', { '/customerOrder/items/0/mpn': ['x'] }, {}],
    ['by its last step only', { mpn: ['x'] }, {}],
    ['with underscores', { 'items[0].unit_cost': ['x'] }, { at: ['customerOrder', 'items', 0, 'unitCost'] }],
    ['in its message', { '': ["The field 'mpn' is too long."] }, {}],
    [
      'in its message, in words',
      { '': ["'unit Cost' must not be empty."] },
      { at: ['customerOrder', 'items', 0, 'unitCost'] },
    ],
    [
      'in its message, with what it belongs to',
      { '': ['UnitOfMeasureId is too long'] },
      { at: ['customerOrder', 'items', 0, 'unitOfMeasure', 'id'] },
    ],
    ['in its message, after a line break', { '': ['Invalid:\nmpn'] }, {}],
    ['by what cannot be read, the body', { $: ['could not be converted'] }, { unreadable: true }],
    ['by what cannot be read, the order', { customerOrder: ['could not be converted'] }, { unreadable: true }],
    ['that is the body, somehow', { request: ['x'] }, { at: [] }],
  ])('%s', (_, errors, culprit) => {
    expect(run(errors, culprit)).toEqual(bent)
  })
})

describe('a refusal does not name the broken field', () => {
  test.each<[string, Json, Partial<Culprit>]>([
    ['but another one', { 'items[0].itemName': ['is too long'] }, {}],
    ['but the one that holds it', { 'items[0]': ['is wrong'] }, {}],
    ['but the body', { $: ['is wrong'] }, {}],
    [
      'though its letters stand in another word',
      { total: ['is invalid'] },
      { at: ['customerOrder', 'unitOfMeasure', 'id'] },
    ],
    [
      'though its letters begin another word',
      { total: ['taxes are high'] },
      { at: ['customerOrder', 'items', 0, 'tax'] },
    ],
    ['but another field though it cannot be read', { total: ['x'] }, { unreadable: true }],
    ['in Latin letters where it has a Cyrillic one', { comment: ['x'] }, { at: ['customerOrder', 'сomment'] }],
  ])('%s', (_, errors, culprit) => {
    expect(run(errors, culprit)).toEqual(broken)
  })

  test('and the finding shows which field it should be', () => {
    const exchange = exchangeOf({ status: 400, body: '{"errors":{"total":["x"]}}' })
    const culprit = { at: mpn, spellings: [], unreadable: false }
    expect(namesCulprit('r', exchange, { rule, culprit })).toEqual([
      {
        requirement: 'r',
        verdict: 'fail',
        finding: {
          message: 'The refusal does not name the broken field items[0].mpn',
          at: '/errors',
          expected: 'a member "items[0].mpn"',
          received: '{"total":["x"]}',
          exchange: 'case#1',
        },
      },
    ])
  })
})

test('a key that names the field of another element names another field', () => {
  expect(run({ 'items[1].mpn': ['x'] })).toEqual(broken)
  expect(run({ 'items[1].mpn': ['x'], 'items[0].mpn': ['x'] })).toEqual(kept)
  expect(run({ 'items.mpn': ['x'] })).toEqual(bent)
})

describe('a refusal without such a member is for others to judge', () => {
  test.each<[string, Json]>([
    ['empty', {}],
    ['a list', ['mpn']],
    ['a text', 'mpn'],
    ['null', null],
  ])('%s', (_, errors) => {
    expect(run(errors)).toEqual([])
  })

  test('nor is no JSON, or no answer', () => {
    const culprit = { at: mpn, spellings: [], unreadable: false }
    const outcomes = [{ body: '<html>' }, { kind: 'silent', cause: 'timeout', detail: '' } as const]
    expect(outcomes.flatMap((outcome) => namesCulprit('r', exchangeOf(outcome), { rule, culprit }))).toEqual([])
  })
})
