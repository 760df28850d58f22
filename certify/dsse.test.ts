import { expect, test } from 'vitest'
import { envelopeText, opened, payloadType, preAuthenticated, signed } from './dsse.ts'
import { newKeys, publicKeyIn, secretKeyIn } from './keys.ts'

const keys = () => {
  const { secret, open } = newKeys()
  const [privateKey, publicKey] = [secretKeyIn(secret), publicKeyIn(open)]
  if (!privateKey || !publicKey) throw new Error('no key')
  return { privateKey, publicKey }
}

test('what is signed is type and text with their lengths, as the specification shows it', () => {
  expect(preAuthenticated('http://example.com/HelloWorld', Buffer.from('hello world')).toString()).toBe(
    'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
  )
})

test('a text of one key opens with that key alone', () => {
  const { privateKey, publicKey } = keys()
  const line = envelopeText(signed('{"a":"ä"}', privateKey))
  expect(opened(line, publicKey)).toEqual({ kind: 'opened', payload: '{"a":"ä"}' })
  expect(opened(line, keys().publicKey)).toMatchObject({
    kind: 'refused',
    why: expect.stringContaining('the key at hand'),
  })
})

test.each([
  ['another text', (line: string) => line.replace(/"payload":"..../, '"payload":"AAAA')],
  ['another signature', (line: string) => line.replace(/"sig":"..../, '"sig":"AAAA')],
  ['another type', (line: string) => line.replace(payloadType, 'text/plain')],
  ['another spelling', (line: string) => line.replace('{', '{ ')],
  ['a member more', (line: string) => line.replace('{', '{"x":1,')],
  ['no JSON', (line: string) => line.slice(1)],
  ['two signatures', (line: string) => line.replace(/"signatures":\[(.*)\]/, '"signatures":[$1,$1]')],
])('%s is refused', (_, change) => {
  const { privateKey, publicKey } = keys()
  const line = envelopeText(signed('{"a":1}', privateKey))
  expect(change(line)).not.toBe(line)
  expect(opened(change(line), publicKey).kind).toBe('refused')
})
