import { expect, test } from 'vitest'
import { proxiesIn } from '../../cli/resolve-connection.ts'
import { assertSendable } from '../../cli/sendable.ts'
import { UsageError } from '../../cli/usage-error.ts'

test.each([
  ['a line feed at its end', 'secret-token\n'],
  ['a header of its own', 'secret-token\r\nX-Other: 1'],
  ['typographic quotes', '“secret-token”'],
  ['a null character', 'secret-token\0'],
])('a token with %s is refused without being told', (_, token) => {
  let refused: unknown
  try {
    assertSendable({ Authorization: token })
  } catch (error) {
    refused = error
  }
  expect(refused).toBeInstanceOf(UsageError)
  expect(String(refused)).toContain('What is to be sent as Authorization holds a line break')
  expect(String(refused)).not.toContain('secret-token')
})

test('a name that is none is refused, and what can be sent is not', () => {
  expect(() => assertSendable({ 'X Y': '1' })).toThrow('"X Y" is no name of a header.')
  assertSendable({ Authorization: 'a.b-c', 'X-Key': 'ü\t1', Empty: '' })
})

test.each(['http://user:%zz@proxy:1', 'http://[', 'socks5://x'])('the proxy %s is refused', (HTTP_PROXY) => {
  expect(() => proxiesIn({ HTTP_PROXY })).toThrow(UsageError)
})
