import { expect, test } from 'vitest'
import { readCondition } from './read-condition.ts'

const why = (text: string): string => {
  const found = readCondition(text)
  return found.kind === 'wrong' ? found.why : ''
}

test('and binds closer than or, and comparisons closer than both', () => {
  const found = readCondition("$statusCode == 200 || $statusCode < 500 && !$response.body#/a != 'it''s'")
  expect(found).toMatchObject({
    kind: 'read',
    value: {
      kind: 'or',
      left: { kind: 'compare', operator: '==', right: { value: 200 } },
      right: {
        kind: 'and',
        left: { operator: '<' },
        right: { operator: '!=', left: { kind: 'not' }, right: { value: "it's" } },
      },
    },
  })
})

test('brackets come first, and literals keep their type', () => {
  expect(readCondition('($statusCode == 1 || true) && -1.5e2 == null')).toMatchObject({
    value: {
      kind: 'and',
      left: { kind: 'or', right: { value: true } },
      right: { left: { value: -150 }, right: { value: null } },
    },
  })
})

test.each([
  ['$statusCode = 200', /single =; write ==/],
  ['$statusCode == "200"', /texts stand in single quotes/],
  ["$statusCode == 'open", /no single quote ends/],
  ['$statusCode == ', /ends where a value should follow/],
  ['($statusCode == 200', /bracket that nothing closes/],
  ['$statusCode == 200 201', /has 201 where it should end/],
  ['== 200', /has == where a value should stand/],
  ['$status == 200', /is no expression/],
  ['  ', /is empty/],
])('%s is told to be wrong', (text, message) => {
  expect(why(text)).toMatch(message)
})
