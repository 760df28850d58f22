import { expect, test } from 'vitest'
import { failed, inconclusive, passed, untested, warned } from './finding.ts'
import { observedIn } from './observed.ts'

const finding = (exchange: string, at = '/a') => ({ message: 'm', at, expected: 'e', received: 'r', exchange })

test('an exchange counts once for each requirement that it could have broken, whether it did or not', () => {
  expect(
    observedIn([
      passed('a', 'x#1'),
      passed('a', 'x#1'),
      passed('a', 'x#2'),
      failed('a', finding('x#3')),
      failed('a', finding('x#3', '/b')),
      warned('b', finding('x#1')),
    ]),
  ).toEqual({ a: 3, b: 1 })
})

test('what stayed open or was not tried was seen in no exchange', () => {
  expect(observedIn([inconclusive('a', 'no answer'), untested('b', 'no fixture')])).toEqual({})
})
