import { expect, test } from 'vitest'
import { bent, broken, kept, open, untried } from './finding.ts'
import { observedIn } from './observed.ts'

const finding = (exchange: string, at = '/a') => ({ message: 'm', at, expected: 'e', received: 'r', exchange })

test('an exchange counts once for each requirement that it could have broken, whether it did or not', () => {
  expect(
    observedIn([
      kept('a', 'x#1'),
      kept('a', 'x#1'),
      kept('a', 'x#2'),
      broken('a', finding('x#3')),
      broken('a', finding('x#3', '/b')),
      bent('b', finding('x#1')),
    ]),
  ).toEqual({ a: 3, b: 1 })
})

test('what stayed open or was not tried was seen in no exchange', () => {
  expect(observedIn([open('a', 'no answer'), untried('b', 'no fixture')])).toEqual({})
})
