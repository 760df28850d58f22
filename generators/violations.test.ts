import { describe, expect, test } from 'vitest'
import { keywordsOf } from '../contracts/schema/keywords.ts'
import { nodeAt, nodesOf, type SchemaNode } from '../contracts/schema/node.ts'
import { at, type Json, objectOf, pointer } from '../core/json.ts'
import { placeOf } from '../core/place.ts'
import { bodies } from '../test/bodies.ts'
import { schemaOf } from '../test/schema-of.ts'
import { drawWith } from './draw.ts'
import {
  absenceAmidAll,
  laterViolations,
  type Rule,
  rulesOf,
  type Violation,
  type ViolationContext,
  violationsOf,
} from './violations.ts'
import { vocabulary } from './vocabulary.ts'

const draw = drawWith(vocabulary(1))

const laterViolation = (root: SchemaNode, rule: Rule, context: ViolationContext) =>
  laterViolations(root, rule, context).find(({ zone }) => zone === 'outside')

describe.each(bodies)('$contract, $operation', ({ judge, body: { node, schema } }) => {
  const violations = violationsOf(node, { judge, schema, draw, seed: 1 })
  const outside = violations.filter(({ zone }) => zone === 'outside')
  const between = violations.filter(({ zone }) => zone === 'between')
  /** What a reading says against a body, as it goes over the wire; each place and keyword once. */
  const said = (reading: 'wide' | 'strict', { body, keyword: broken, at: culprit }: Violation) => [
    ...new Set(
      judge(reading, schema, JSON.parse(JSON.stringify(body)))
        // What is of another type is none of the listed values either.
        .filter(({ path, keyword }) => broken !== 'type' || keyword !== 'enum' || pointer(path) !== pointer(culprit))
        .map(({ path, keyword }) => `${pointer(path)} ${keyword}`),
    ),
  ]
  const isOptional = ({ keyword }: Violation) => keyword === 'optional'

  test('outside: no reading allows it, for this one reason', () => {
    expect(outside.length).toBeGreaterThan(0)
    const wrong = outside.filter((one) => said('wide', one).join() !== culprit(one))
    expect(wrong).toEqual([])
  })

  test('between: the wide reading allows it, the strict one does not, for this one reason', () => {
    const wrong = between
      .filter((one) => !isOptional(one))
      .filter((one) => said('wide', one).length > 0 || said('strict', one).join() !== culprit(one))
    expect(wrong).toEqual([])
  })

  test('what only a later page asks for is left out of a body that both readings allow', () => {
    const wrong = between.filter(isOptional).filter((one) => said('strict', one).length > 0)
    expect(wrong).toEqual([])
  })

  test('what is left out amid all that is optional is the one thing wrong there, and more is there than in the smallest', () => {
    const required = rulesOf(node).filter(({ keyword }) => keyword === 'required')
    const amid = required.flatMap((rule) => absenceAmidAll(node, rule, { judge, schema, draw, seed: 1 }) ?? [])
    const reading = ({ zone }: Violation) => (zone === 'outside' ? 'wide' : 'strict')
    expect(amid.filter((one) => said(reading(one), one).join() !== culprit(one))).toEqual([])
    const isLarger = (one: Violation) =>
      violations.some(
        ({ place, keyword, body }) =>
          place === one.place &&
          keyword === 'required' &&
          JSON.stringify(one.body).length >= JSON.stringify(body).length,
      )
    expect(amid.filter((one) => !isLarger(one))).toEqual([])
    expect(amid.length).toBeGreaterThanOrEqual(required.length / 2)
    const optional = rulesOf(node).filter(({ keyword }) => keyword === 'optional')
    const without = optional.flatMap((rule) => absenceAmidAll(node, rule, { judge, schema, draw, seed: 1 }) ?? [])
    expect(without.flatMap((one) => said('strict', one))).toEqual([])
    expect(without.length).toBeGreaterThanOrEqual(optional.length / 2)
  })

  test('in a later element: no reading allows it, for this one reason, and the element before it keeps the rule', () => {
    const inLists = rulesOf(node).filter(({ node: { path } }) => path.includes('[]'))
    const later = inLists.flatMap((rule) => laterViolation(node, rule, { judge, schema, draw, seed: 1 }) ?? [])
    expect(later.filter((one) => said('wide', one).join() !== culprit(one))).toEqual([])
    expect(later.filter(({ at }) => !at.some((step) => typeof step === 'number' && step > 0))).toEqual([])
    // Whoever looks at two elements sees nothing, where there may be a third.
    const thirds = later.filter(({ at }) => at.some((step) => typeof step === 'number' && step > 1))
    expect(thirds.length).toBeGreaterThanOrEqual(later.length / 2)
    // Most rules can be broken there.
    expect(later.length).toBeGreaterThanOrEqual(inLists.filter(({ keyword }) => keyword === 'type').length / 2)
  })

  test('the same seed breaks it in the same ways', () => {
    expect(violationsOf(node, { judge, schema, draw, seed: 1 })).toEqual(violations)
  })
})

const culprit = ({ at, keyword }: Violation) => `${pointer(at)} ${keyword}`

/** Elsewhere the documents' own samples stand for whole objects, with all their members. */
describe.each(bodies.filter(({ contract }) => contract === 'dkhardware'))(
  '$contract, $operation',
  ({ judge, body }) => {
    const violations = violationsOf(body.node, { judge, schema: body.schema, draw, seed: 1 })

    test('a body that breaks a rule holds only what is required and what leads to the culprit', () => {
      const wrong = violations
        .filter(({ zone }) => zone === 'outside')
        .flatMap((one) =>
          optionalIn(body.node, one.body)
            .filter((place) => !leadsTo(place, one, body.node))
            .map((place) => ({ culprit: culprit(one), place })),
        )
      expect(wrong).toEqual([])
    })

    test('there are violations of both zones, since readings differ', () => {
      expect(new Set(violations.map(({ zone }) => zone))).toEqual(new Set(['outside', 'between']))
    })
  },
)

/** Places of members that a body has and need not have. */
const optionalIn = (node: SchemaNode, value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((element) => (node.items ? optionalIn(node.items, element) : []))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const child = node.properties[name]
    if (!child) return []
    return [...(child.required.fair ? [] : [placeOf(child.path)]), ...optionalIn(child, member)]
  })
}

/** The culprit itself, all above it, and what stands in the place where the culprit is. */
const leadsTo = (place: string, { at }: Violation, root: SchemaNode): boolean => {
  const culprit = placeOf(nodeAt(root, at)?.path ?? [])
  return culprit === place || culprit.startsWith(`${place}/`) || culprit.startsWith(`${place}[`)
}

/** An object of which each member is required. */
const closed = (properties: { readonly [name: string]: Json }): Json => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
})

describe('each keyword of a schema is broken somehow', () => {
  test.each<[string, Json]>([
    ['a text with limits', { type: 'string', minLength: 2, maxLength: 4 }],
    ['a date', { type: 'string', format: 'date-time' }],
    ['text or null', { type: ['string', 'null'], maxLength: 3 }],
    ['a number within bounds', { type: 'number', minimum: 0.05, maximum: 0.95 }],
    ['a whole number between fractions', { type: 'integer', minimum: 1.5, exclusiveMaximum: 9.5 }],
    ['money', { type: 'number', minimum: 0, maximum: 99.99, multipleOf: 0.01 }],
    ['multiples within bounds that are none', { type: 'integer', minimum: 5, maximum: 95, multipleOf: 10 }],
    ['numbers of 64 bits', { type: 'integer', minimum: -(2 ** 63), maximum: 2 ** 63 }],
    ['an enum', { enum: ['a', 'b'] }],
    ['an enum of numbers', { enum: [1, 2] }],
    ['the type of an enum', { type: 'string', enum: ['a'] }],
    ['the type of a constant', { type: 'integer', const: 1 }],
    ['a constant', { const: 'a' }],
    ['a list within bounds', { type: 'array', minItems: 1, maxItems: 2, items: closed({ a: { type: 'integer' } }) }],
    ['a list that may be empty', { type: 'array', maxItems: 2, items: closed({ a: { type: 'integer' } }) }],
    ['elements that differ', { type: 'array', minItems: 3, uniqueItems: true, items: { type: 'integer' } }],
    [
      'elements that differ in one member',
      { type: 'array', 'x-assay-unique-by': 'id', items: closed({ id: { type: 'string' } }) },
    ],
    ['no other members', { type: 'object', additionalProperties: false, properties: {} }],
    ['the values of a map', { type: 'object', additionalProperties: { type: 'string' } }],
    ['a number of members', { type: 'object', minProperties: 1, maxProperties: 2 }],
  ])('%s', (_, schema) => {
    expect(unbroken(closed({ it: schema }))).toEqual([])
  })
})

describe('what cannot be broken alone, so that its requirement stays untested', () => {
  test.each<[string, Json, readonly string[]]>([
    ['the length of a format', { type: 'string', format: 'email', maxLength: 40 }, ['it maxLength']],
    [
      'the length of a pattern',
      { type: 'string', pattern: '^[A-Z]+$', minLength: 2, maxLength: 5 },
      ['it minLength', 'it maxLength'],
    ],
    ['the number of elements that differ', { type: 'array', maxItems: 2, uniqueItems: true }, ['it maxItems']],
    ['a choice of forms', { oneOf: [closed({ a: { const: 1 } }), closed({ b: { type: 'string' } })] }, ['it oneOf']],
  ])('%s', (_, schema, expected) => {
    expect(unbroken(closed({ it: schema }))).toEqual(expected)
  })
})

/** Rules of a schema that no violation is about. */
const unbroken = (schema: Json): readonly string[] => {
  const { node, judge, pointer: place } = schemaOf(schema)
  const violations = violationsOf(node, { judge, schema: place, draw, seed: 1 })
  const broken = new Set(violations.map((one) => `${one.place} ${one.keyword}`))
  return nodesOf(node)
    .flatMap((one) => keywordsOf(one).map(({ name }) => `${placeOf(one.path)} ${name}`))
    .filter((rule) => !broken.has(rule))
}

test('where readings differ, a value between them breaks the strict one only', () => {
  const {
    node,
    judge,
    pointer: schema,
  } = schemaOf(
    closed({
      id: { type: ['string', 'integer'], 'x-assay-strict': [{ ambiguity: 15, type: 'string', maxLength: 2 }] },
    }),
  )
  const violations = violationsOf(node, { judge, schema, draw, seed: 1 })
  const others = [expect.any(String), 'outside']
  expect(violations.map(({ place, keyword, label, zone }) => [place, keyword, label, zone])).toEqual([
    ['', 'type', 'a list of it', 'outside'],
    ['', 'type', 'text', 'outside'],
    ['', 'type', 'a number as text', 'outside'],
    ['', 'type', ...others],
    ['id', 'required', 'left out', 'outside'],
    ['id', 'type', 'an object', 'outside'],
    ['id', 'type', 'a list of it', 'outside'],
    ['id', 'type', 'true', 'outside'],
    ['id', 'type', ...others],
    ['id', 'type', 'a number', 'between'],
    ['id', 'maxLength', 'one too long', 'between'],
    ['id', 'maxLength', 'far too long', 'between'],
    ['id', 'maxLength', 'one too long, its last a blank', 'between'],
  ])
})

test('beside the nearest misses, every place gets another of the other ways to break it', () => {
  const names = [...'abcdefghijklmnop']
  const {
    node,
    judge,
    pointer: schema,
  } = schemaOf(closed(Object.fromEntries(names.map((one) => [one, { type: 'integer' }]))))
  const labelsOf = (seed: number) => {
    const all = violationsOf(node, { judge, schema, draw, seed }).filter(
      ({ keyword, place }) => keyword === 'type' && place,
    )
    return names.map((name) => all.filter(({ place }) => place === name).map(({ label }) => label))
  }
  const labels = labelsOf(1)
  expect(labels.map((four) => four.slice(0, 3))).toEqual(
    names.map(() => ['a fraction', 'an empty text', 'a number as text']),
  )
  expect(labels.every(({ length }) => length === 4)).toBe(true)
  expect(new Set(labels.map(([, , , fourth]) => fourth)).size).toBeGreaterThan(3)
  // What takes null for a member that may be left out is no broken server; of these, none may.
  const nulls = labels.flat().filter((label) => label === 'null')
  expect(nulls.length).toBeGreaterThan(2)
  expect(nulls.length).toBeLessThan(names.length - 2)
  expect(labelsOf(1)).toEqual(labels)
  expect(labelsOf(2)).not.toEqual(labels)
})

test('null is not tried where a member may be left out', () => {
  const {
    node,
    judge,
    pointer: schema,
  } = schemaOf({
    type: 'object',
    properties: Object.fromEntries([...'abcdefgh'].map((one) => [one, { type: 'integer' }])),
  })
  const labels = violationsOf(node, { judge, schema, draw, seed: 1 })
    .filter(({ place }) => place)
    .map(({ label }) => label)
  expect(labels.length).toBeGreaterThan(8)
  expect(labels).not.toContain('null')
})

test('a text that exists at the target is made too long by adding to it, so that only its length is wrong', () => {
  const {
    node,
    judge,
    pointer: schema,
  } = schemaOf(closed({ id: { type: 'string', maxLength: 8, 'x-assay-fixture': 'orderId' } }))
  const fixtures = { orderId: '5172' }
  const all = violationsOf(node, { judge, schema, draw: drawWith(vocabulary(1), { fixtures }), seed: 1 })
  expect(all.find(({ label }) => label === 'one too long')?.body).toEqual({ id: '517211111' })
})

test('a value comes twice in a row, with another between, and after another', () => {
  const { judge, body } = bodies.find(({ operation }) => operation === 'createOrder') ?? {}
  if (!judge || !body) throw new Error('The operation has no body.')
  const positions = violationsOf(body.node, { judge, schema: body.schema, draw, seed: 1 })
    .filter(({ keyword }) => keyword === 'x-assay-unique-by')
    .map(({ body: order }) =>
      (order as { customerOrder: { items: { linePosition: number }[] } }).customerOrder.items.map(
        ({ linePosition }) => linePosition,
      ),
    )
  expect(positions).toEqual([
    [1, 1],
    [1, 2, 1],
    [2, 1, 1],
  ])
})

test('what must differ is the same in elements that differ otherwise', () => {
  const line = closed({ id: { type: 'integer' }, name: { type: 'string', minLength: 12 } })
  const {
    node,
    judge,
    pointer: schema,
  } = schemaOf(closed({ lines: { type: 'array', minItems: 1, items: line, 'x-assay-unique-by': 'id' } }))
  const lines = violationsOf(node, { judge, schema, draw, seed: 1 })
    .filter(({ keyword }) => keyword === 'x-assay-unique-by')
    .map(({ body }) => (body as { lines: { id: number; name: string }[] }).lines)
  expect(lines.map((all) => new Set(all.map(({ name }) => name)).size)).toEqual([1, 2, 2])
  expect(lines.map((all) => new Set(all.map(({ id }) => id)).size)).toEqual([1, 2, 2])
})

test('amid all, a member is left out where each number is the least', () => {
  const {
    node,
    judge,
    pointer: schema,
  } = schemaOf({
    type: 'object',
    required: ['unit'],
    properties: { unit: { type: 'string' }, count: { type: 'integer', minimum: 1 } },
  })
  const rule = rulesOf(node).find(({ keyword }) => keyword === 'required')
  const violation = rule && absenceAmidAll(node, rule, { judge, schema, draw, seed: 1 })
  expect(violation?.body).toEqual({ count: 1 })
})

test('a list in place of a value holds the value that would be right', () => {
  const { node, judge, pointer: schema } = schemaOf(closed({ id: { const: 7, type: 'integer' } }))
  const [list] = violationsOf(node, { judge, schema, draw, seed: 1 }).filter(({ label }) => label === 'a list of it')
  expect(list).toMatchObject({ place: '', body: [{ id: 7 }] })
})

test('an element in place of a list is the one that would be right, and null stands for an element that nothing else does', () => {
  const {
    node,
    judge,
    pointer: schema,
  } = schemaOf(closed({ list: { type: 'array', minItems: 1, items: closed({ id: { const: 7, type: 'integer' } }) } }))
  const all = violationsOf(node, { judge, schema, draw, seed: 1 }).filter(({ keyword }) => keyword === 'type')
  expect(all.find(({ label }) => label === 'its element in place of the list')).toMatchObject({
    place: 'list',
    body: { list: { id: 7 } },
  })
  expect(all.filter(({ place }) => place === 'list[]').map(({ body }) => body)).toContainEqual({ list: [null] })
})

test('in a map the second member is broken and the first one stays', () => {
  const {
    node,
    judge,
    pointer: schema,
  } = schemaOf(closed({ map: { type: 'object', minProperties: 1, additionalProperties: { type: 'string' } } }))
  const rule = rulesOf(node).find(({ node: { path }, keyword }) => path.at(-1) === '*' && keyword === 'type')
  const later = rule && laterViolation(node, rule, { judge, schema, draw, seed: 1 })
  const values = Object.values(objectOf(at(later?.body, ['map'])))
  expect(values.length).toBeGreaterThan(1)
  expect(values.filter((value) => typeof value !== 'string')).toEqual(values.slice(-1))
})

test('false and 0 are tried for members that may be left out: a check may begin with whether there is a value', () => {
  const names = Array.from({ length: 12 }, (_, index) => `member${index}`)
  const members = (schema: Json) => Object.fromEntries(names.map((name) => [name, schema]))
  const nothingsFor = (schema: Json, required: readonly string[] = []) => {
    const all = { type: 'object', properties: members(schema), required: [...required] }
    const { node, judge, pointer } = schemaOf(all)
    const violations = violationsOf(node, { judge, schema: pointer, draw, seed: 1 })
    const values = violations.filter(({ keyword }) => keyword === 'type').map(({ body, at: path }) => at(body, path))
    return values.filter((value) => value === false || value === 0)
  }
  expect(nothingsFor({ type: 'integer' })).toEqual(names.map(() => false))
  expect(new Set(nothingsFor({ type: 'object' }))).toEqual(new Set([0, false]))
  expect(nothingsFor({ type: ['string', 'number', 'boolean'] })).toEqual([])
  expect(nothingsFor({ type: 'integer' }, names)).toEqual([])
})

test('where the spelling of a member is open, all spellings are broken', () => {
  const {
    node,
    judge,
    pointer: schema,
  } = schemaOf({
    type: 'object',
    properties: { comment: { type: 'string', maxLength: 1, 'x-assay-spellings': ['Comment'] } },
  })
  const violations = violationsOf(node, { judge, schema, draw, seed: 1 })
  expect(violations.find(({ label }) => label === 'one too long')?.body).toEqual({ comment: 'xx', Comment: 'xx' })
})

test.each<[string, Readonly<Record<string, number>>, readonly number[]]>([
  ['is broken behind many elements at some places, else in the second or behind two', {}, [1, 2, 11]],
  ['is broken no later than there may be elements', { maxItems: 3 }, [1, 2]],
  ['is broken in the last where there may be two', { maxItems: 2 }, [1]],
])('what lies in a list that valid requests have one element of %s', (_, bounds, places) => {
  const names = Array.from({ length: 24 }, (_, index) => `member${index}`)
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]))
  const items = { type: 'object', properties, required: names }
  const list = { type: 'array', minItems: 1, items, ...bounds, 'x-assay-fair': { maxItems: 1 } }
  const { node, judge, pointer: schema } = schemaOf({ type: 'object', required: ['list'], properties: { list } })
  const rules = rulesOf(node).filter(({ node: { path }, keyword }) => path.length > 2 && keyword === 'type')
  const later = rules.flatMap((rule) => laterViolation(node, rule, { judge, schema, draw, seed: 1 }) ?? [])
  expect(later.length).toBe(names.length)
  expect(
    [...new Set(later.map(({ at: [, index] }) => index))].toSorted((one, other) => Number(one) - Number(other)),
  ).toEqual(places)
})
