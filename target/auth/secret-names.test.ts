import { expect, test } from 'vitest'
import { fixtureSecrets, headerSecrets } from './secret-names.ts'

const secretsIn = (headers: Readonly<Record<string, string>>, secrets: Readonly<Record<string, string>> = {}) =>
  headerSecrets({ headers, secrets })

test.each<[string, Readonly<Record<string, string>>, object]>([
  ['a token', { Authorization: 'Bearer abc-4711' }, { $ASSAY_AUTHORIZATION: ['abc-4711'] }],
  ['a value without a scheme', { authorization: 'abc-4711' }, { $ASSAY_AUTHORIZATION: ['abc-4711'] }],
  ['a password', { Authorization: 'Basic dTpwdw==' }, { $ASSAY_AUTHORIZATION: ['dTpwdw==', 'pw'] }],
  ['a key', { 'X-Api-Key': 'abc-4711' }, { $ASSAY_X_API_KEY: ['abc-4711'] }],
  ['cookies', { Cookie: 'a=1; sid=abc' }, { $ASSAY_COOKIE: ['1', 'abc'] }],
  ['a session', { 'X-Session-Id': 'abc' }, { $ASSAY_X_SESSION_ID: ['abc'] }],
])('%s in a fixed header is secret, whichever way it was given', (_, headers, secrets) => {
  expect(secretsIn(headers)).toEqual(secrets)
})

test('other headers are not, and one that is read from the environment is known by its variable', () => {
  expect(secretsIn({ 'X-Client': 'assay', 'Accept-Language': 'de', 'Content-Type': 'a/b' })).toEqual({})
  expect(secretsIn({ Authorization: 'Bearer abc' }, { TOKEN: 'Bearer abc' })).toEqual({})
})

test('a fixture that is called a secret is one', () => {
  expect(fixtureSecrets({ fixtures: { webhookSecret: 'hush', orderId: '1' } })).toEqual({
    $ASSAY_WEBHOOK_SECRET: 'hush',
  })
})
