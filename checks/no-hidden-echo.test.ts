import { expect, test } from 'vitest'
import { placeIn } from './no-hidden-echo.ts'

const number = '4111111111111111'

test.each([
  ['a member with the value', { a: [{ number }] }, number, '/a/0/number'],
  ['the value inside a text of digits and blanks', { a: '4111 1111 1111 1111' }, number, '/a'],
  ['a short value as a number', { cvn: 937 }, '937', '/cvn'],
])('%s is found', (_, body, value, place) => {
  expect(placeIn(JSON.stringify(body), value)).toBe(place)
})

test.each([
  ['a masked number', { masked_number: '************1111' }, number],
  ['a short value inside another', { id: 'cd937ab' }, '937'],
])('%s is none', (_, body, value) => {
  expect(placeIn(JSON.stringify(body), value)).toBe(undefined)
})

test('a body that is no JSON counts as one text', () => {
  expect(placeIn(`<number>${number}</number>`, number)).toBe('')
  expect(placeIn('<code>937</code>', '937')).toBe(undefined)
})
