// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Json, pointer } from '../core/json.ts'
import { schemaOf } from '../test/schema-of.ts'
import { drawWith } from './draw.ts'
import { soundSample } from './valid/sound.ts'
import { violationsOf } from './violations.ts'
import { vocabulary } from './vocabulary.ts'

const names = fc.constantFrom('a', 'b', 'c')
const some = (model: Record<string, fc.Arbitrary<unknown>>) => fc.record(model, { requiredKeys: ['type'] })
const small = fc.integer({ min: 0, max: 4 })

/** Schemas of any keyword, a few levels deep; many of them no value keeps. */
const { schema: schemas } = fc.letrec((tie) => ({
  schema: fc.oneof({ maxDepth: 3 }, tie('leaf'), tie('object'), tie('list'), tie('choice')),
  leaf: fc.oneof(
    some({
      type: fc.constant('string'),
      minLength: small,
      maxLength: small,
      pattern: fc.constantFrom('^[a-c]+$', '[0-9]', '^(?!a)'),
    }),
    some({
      type: fc.constant('integer'),
      minimum: small,
      maximum: fc.integer({ min: 3, max: 40 }),
      multipleOf: fc.constantFrom(2, 3),
    }),
    fc.record({ enum: fc.constantFrom(['a', 'b'], [1, 2], [null, 'a']) }),
    fc.record({ const: fc.constantFrom('a', 1, true) }),
    fc.constantFrom({ type: 'boolean' }, { type: ['string', 'null'] }, { type: 'number' }, {}),
  ),
  object: some({
    type: fc.constant('object'),
    properties: fc.dictionary(names, tie('schema'), { maxKeys: 3, noNullPrototype: true }),
    required: fc.uniqueArray(names, { maxLength: 2 }),
    additionalProperties: fc.oneof(fc.boolean(), tie('leaf')),
    minProperties: small,
    maxProperties: small,
    propertyNames: fc.constant({ pattern: '^[a-z]+$' }),
    patternProperties: fc.record({ '^x': tie('leaf') }),
    dependentRequired: fc.dictionary(names, fc.uniqueArray(names, { maxLength: 2 }), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
    dependentSchemas: fc.dictionary(names, tie('object'), { maxKeys: 1, noNullPrototype: true }),
  }),
  list: some({
    type: fc.constant('array'),
    items: tie('schema'),
    prefixItems: fc.array(tie('leaf'), { minLength: 1, maxLength: 2 }),
    contains: tie('leaf'),
    minItems: small,
    maxItems: small,
    uniqueItems: fc.boolean(),
  }),
  choice: fc.oneof(
    fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie('leaf') }),
    fc.record({ if: tie('object'), then: tie('object'), else: tie('leaf') }),
  ),
}))

test('of any schema, what is drawn is valid, what is broken is broken there, or it says that none was made', () => {
  fc.assert(
    fc.property(schemas as fc.Arbitrary<Json>, fc.constantFrom('none', 'all', 'some'), (schema, optional) => {
      const { node, judge, pointer: place, errors } = schemaOf(schema)
      const context = { judge, schema: place, seed: 1 }
      const drawn = soundSample(node, drawWith(vocabulary(1), { optional }), context)
      if (drawn.kind === 'value') expect(errors(drawn.value)).toEqual([])
      else expect(drawn.why).toMatch(/^no value could be made that keeps /)
      for (const { keyword, body, at } of violationsOf(node, { ...context, draw: drawWith(vocabulary(1)) })) {
        const culprit = keyword === 'required' ? `${pointer(at.slice(0, -1))} required` : `${pointer(at)} ${keyword}`
        const said = errors(JSON.parse(JSON.stringify(body)))
        if (keyword === 'optional') expect(said).toEqual([])
        else expect(said).toContain(culprit)
      }
    }),
    { seed: 1, numRuns: 150, interruptAfterTimeLimit: 20_000 },
  )
}, 60_000)
