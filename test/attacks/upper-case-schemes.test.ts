import { expect, test } from 'vitest'
import { checkedUrl } from '../../cli/resolve-target.ts'
import { UsageError } from '../../cli/usage-error.ts'
import { sender } from '../../target/send.ts'
import { startRecorder } from '../servers/recorder.ts'

test.each([
  ['HTTP://example.com/A/', 'http://example.com/A'],
  ['HtTpS://Example.com:8443', 'https://Example.com:8443'],
  ['http://example.com/a%20b', 'http://example.com/a%20b'],
])('%s is taken as %s', (text, expected) => {
  expect(checkedUrl(text)).toBe(expected)
})

test.each([
  'http:/example.com',
  'http:example.com',
  'http:\\\\example.com',
  ' http://example.com',
  'http://example.com/a b',
  'http://exa\nmple.com',
  'ftp://x',
  'http://',
  '',
])('%j is refused', (text) => {
  expect(() => checkedUrl(text)).toThrow(UsageError)
})

test('a target with a scheme in capitals is reached', async () => {
  const recorder = await startRecorder(() => ({ status: 200, headers: {}, body: '' }))
  const { send, close } = sender({
    baseUrl: checkedUrl(recorder.baseUrl.replace('http:', 'HTTP:')),
    timeoutMs: 2_000,
    concurrency: 1,
    maxReplyBytes: 1_000,
  })
  const { outcome } = await send({ method: 'GET', path: '/a', headers: {} })
  expect(outcome.kind).toBe('reply')
  close()
  await recorder.close()
})
