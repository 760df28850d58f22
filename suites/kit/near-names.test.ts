import { expect, test } from 'vitest'
import { nearNames, otherCase } from './near-names.ts'

test.each<[string, string, readonly string[]]>([
  [
    'a UUID ends in another digit',
    '351acbf8-2030-41b3-a0ea-0792236b5174',
    ['351acbf8-2030-41b3-a0ea-0792236b51', '351acbf8-2030-41b3-a0ea-0792236b517c'],
  ],
  ['bytes in Base64 end in other bits', 'k3VvY2F0aW9uLWlkLTEyMw', ['k3VvY2F0aW9uLWlkLTEy', 'k3VvY2F0aW9uLWlkLTEyMQ']],
  ['a short name has none: others may have been given such', '1042', []],
  ['a name that ends in another sign is cut only', 'submission:no:17=', ['submission:no:1']],
])('%s', (_, name, near) => {
  expect(nearNames(name)).toEqual(near)
})

test('in the other case a name is another one, unless case says nothing in it', () => {
  expect(['CREDIT_CARD', 'cdxEQ12', '351ACBF8-2030', '1042'].map(otherCase)).toEqual([
    'credit_card',
    'CDXEQ12',
    undefined,
    undefined,
  ])
})
