import { expect, test } from 'vitest'
import { at } from '../core/json.ts'
import { readAs } from './readings.ts'

test('a member may be called properties or required and is read as every other', () => {
  const document = {
    'x-assay-null': 'absent',
    schema: { properties: { properties: { type: 'object' }, required: { type: 'string' } } },
  }
  expect(at(readAs(document, 'wide'), ['schema'])).toEqual({
    properties: { properties: { type: ['object', 'null'] }, required: { type: ['string', 'null'] } },
  })
})
