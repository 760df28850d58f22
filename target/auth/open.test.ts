import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Auth } from '../../core/auth.ts'
import type { TargetSpec } from '../../core/run-spec.ts'
import { openCredentials, tokenFrom, withCredentials } from './open.ts'

const target = (more: Partial<TargetSpec>): TargetSpec => ({
  baseUrl: 'http://127.0.0.1:9',
  headers: {},
  timeoutMs: 100,
  concurrency: 1,
  ...more,
})

const fileWith = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'assay-auth-')), 'assay.config.mjs')
  writeFileSync(file, text)
  return file
}

test.each<[string, Partial<TargetSpec>, object, object]>([
  ['none', {}, { headers: {}, query: {} }, {}],
  [
    'a token',
    { token: 'bearer-token' },
    { headers: { Authorization: 'Bearer bearer-token' }, query: {} },
    {
      $ASSAY_TOKEN: ['bearer-token'],
      // Near misses are sent too, and tell as much.
      $ASSAY_HALF_OF_TOKEN: ['Bearer bearer'],
      $ASSAY_TOKEN_IN_OTHER_CASE: ['BEARER-TOKEN'],
      $ASSAY_TOKEN_WITH_ANOTHER_END: ['bearer-tokeH'],
    },
  ],
  [
    'user and password',
    { auth: { kind: 'basic', username: 'ü', password: 'pass:word' } },
    { headers: { Authorization: 'Basic w7w6cGFzczp3b3Jk' }, query: {} },
    {
      $ASSAY_BASIC: ['w7w6cGFzczp3b3Jk'],
      $ASSAY_PASSWORD: ['pass:word'],
      $ASSAY_BASIC_HALF: ['w7w6cGFzcw=='],
      $ASSAY_BASIC_IN_OTHER_CASE: ['w7w6UEFTUzpXT1JE'],
      $ASSAY_BASIC_WITH_ANOTHER_END: ['w7w6cGFzczp3b3I5'],
      $ASSAY_BASIC_OF_ANOTHER: ['YXNzYXktbm9ib2R5OnBhc3M6d29yZA=='],
      $ASSAY_BASIC_WITH_MORE: ['w7w6cGFzczp3b3JkLWFzc2F5'],
    },
  ],
  [
    'a key in a header',
    { auth: { kind: 'key', in: 'header', name: 'X-Key', value: 'v' } },
    { headers: { 'X-Key': 'v' }, query: {} },
    { $ASSAY_API_KEY: ['v'] },
  ],
  [
    'a key in the query',
    { auth: { kind: 'key', in: 'query', name: 'key', value: 'v' } },
    { headers: {}, query: { key: 'v' } },
    { $ASSAY_API_KEY: ['v'] },
  ],
  [
    'a key in a cookie',
    { auth: { kind: 'key', in: 'cookie', name: 'sid', value: 'v' } },
    { headers: { Cookie: 'sid=v' }, query: {} },
    { $ASSAY_API_KEY: ['v'] },
  ],
])('%s', async (_, more, placement, secrets) => {
  const credentials = openCredentials(target(more))
  expect(await credentials.current()).toEqual(placement)
  expect(credentials.secrets()).toEqual({ ...secrets, $ASSAY_PROXY_PASSWORD: [] })
})

test('what else is secret about a target is known too', () => {
  const { secrets } = openCredentials(
    target({
      secrets: { CLIENT_ID: 'id' },
      tls: { key: 'pem', passphrase: 'phrase' },
      proxies: { https: 'http://u:p%40ss@proxy.example', none: [] },
    }),
  )
  expect(secrets()).toEqual({
    '${CLIENT_ID}': ['id'],
    $ASSAY_TLS_KEY: ['pem'],
    $ASSAY_TLS_PASSPHRASE: ['phrase'],
    $ASSAY_PROXY_PASSWORD: ['p@ss'],
  })
})

const own = (text: string, profile?: string): Auth => ({
  kind: 'function',
  file: fileWith(text),
  ...(profile === undefined ? {} : { profile }),
})

test('a function of the user makes headers and parameters, obtained before the run begins', async () => {
  const auth = own(
    `export default { targets: { box: { auth: async () => ({ headers: { Authorization: 'Bearer own-token', 'X-Sign2': 'signed' }, query: { k: 'v' } }) } } }`,
    'box',
  )
  const ready = await withCredentials(target({ auth }))
  const { current, secrets } = openCredentials(ready)
  expect(await current()).toEqual({
    headers: { Authorization: 'Bearer own-token', 'X-Sign2': 'signed' },
    query: { k: 'v' },
  })
  expect(secrets()).toEqual({
    $ASSAY_TOKEN: ['own-token'],
    $ASSAY_X_SIGN_: ['signed'],
    $ASSAY_K: ['v'],
    $ASSAY_PROXY_PASSWORD: [],
  })
  expect(tokenFrom(ready)).toBe('own-token')
})

test.each([
  ['throws', `() => { throw new Error('no luck') }`, 'failed: no luck'],
  ['gives nothing', '() => undefined', 'must give { headers'],
  ['gives headers that are no text', '() => ({ headers: { a: 1 } })', 'must give { headers'],
  ['is gone', '7', 'has no function auth any more'],
])('a function that %s is told', async (_, text, says) => {
  const auth = own(`export default { target: { auth: ${text} } }`)
  await expect(withCredentials(target({ auth }))).rejects.toThrow(says)
})
