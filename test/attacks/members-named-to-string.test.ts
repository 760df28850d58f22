import { expect, test } from 'vitest'
import { isAlike } from '../../checks/relations/compare.ts'
import { asText } from '../../core/json.ts'
import { schemaOf } from '../schema-of.ts'

/** No text can be made of it the plain way. */
const hostile = { toString: 1, valueOf: null, toJSON: 2 }

test('an object whose members are named as those that make a text of it is one like any other', () => {
  expect(() => String(hostile)).toThrow()
  expect(asText(hostile)).toBe('{"toString":1,"valueOf":null,"toJSON":2}')
  expect([asText('a'), asText(1), asText(null), asText(undefined)]).toEqual(['a', '1', 'null', 'undefined'])
  for (const as of ['equal', 'text', 'decimal', 'masked', 'contains', 'about', 'local-time', 'number'] as const)
    expect(isAlike({ as }, 'a', hostile)).toBe(false)
})

test('it is judged by every keyword of ours', () => {
  const { judge, pointer } = schemaOf({ 'x-assay-unique-by': 'id', 'x-assay-sequence': 'id' })
  expect(judge('wide', pointer, [{ id: hostile }, { id: hostile }]).map(({ keyword }) => keyword)).toEqual([
    'x-assay-unique-by',
    'x-assay-sequence',
  ])
})
