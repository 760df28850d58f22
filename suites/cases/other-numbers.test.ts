import { expect, test } from 'vitest'
import { loadContract } from '../../contracts/load.ts'
import { withOtherNumbers } from './other-numbers.ts'

const body = (await loadContract('dkhardware')).operations.find(({ id }) => id === 'createOrder')?.body
if (!body) throw new Error('createOrder has no body.')

test('numbers are written with an exponent and with a zero at their end, in turn, and are the same', () => {
  const text = '{"a":12.5,"b":[-0.25,{"c":0.01}],"d":"1.5, \\"2.5\\"","e":1.5e3}'
  const other = withOtherNumbers(text, undefined)
  expect(other).toBe('{"a":125E-1,"b":[-0.250,{"c":1E-2}],"d":"1.5, \\"2.5\\"","e":1.5e3}')
  expect(JSON.parse(other)).toEqual(JSON.parse(text))
  const turned = withOtherNumbers(text, undefined, 'zero')
  expect(turned).toBe('{"a":12.50,"b":[-25E-2,{"c":0.010}],"d":"1.5, \\"2.5\\"","e":1.5e3}')
  expect(JSON.parse(turned)).toEqual(JSON.parse(text))
})

const text = '{ "total": 30, "items": [{ "linePosition": 1, "unitCost": 0 }, { "unitCost": -7 }] }'
const otherwise = '{ "total": 300E-1, "items": [{ "linePosition": 1, "unitCost": 0.0 }, { "unitCost": -70E-1 }] }'

test('whole numbers are written otherwise where any number may stand, and nowhere else', () => {
  const other = withOtherNumbers(`{ "customerOrder": ${text} }`, body)
  expect(other).toBe(`{ "customerOrder": ${otherwise} }`)
  expect(JSON.parse(other)).toEqual({ customerOrder: JSON.parse(text) })
  expect(withOtherNumbers(`{ "customerOrder": ${text} }`, undefined)).toContain(text)
})

test('what a body is wrapped in is looked through', () => {
  const [order] = [body.node.properties['customerOrder'] ?? body.node]
  const wrapped = { node: order, forms: [{ name: 'wrapped', member: 'customerOrder' }] }
  expect(withOtherNumbers(`{ "customerOrder": ${text} }`, wrapped)).toBe(`{ "customerOrder": ${otherwise} }`)
  expect(withOtherNumbers(text, wrapped)).toBe(otherwise)
})
