import { describe, expect, test } from 'vitest'
import { brokenRules } from './check-config.ts'
import { type Config, defineConfig, secret } from './config.ts'

const baseUrl = 'https://sandbox.example.com'

/** What design and guide show, and every kind of credentials. */
const fine: readonly (readonly [string, Config])[] = [
  ['nothing', {}],
  [
    'the example of the guide',
    defineConfig({
      contract: 'ocapi-shop',
      target: {
        baseUrl: `${baseUrl}/dw/shop/v19_8`,
        auth: { type: 'bearer', token: secret('OCAPI_TOKEN') },
        headers: { 'x-dw-client-id': secret('OCAPI_CLIENT_ID') },
        requestsPerSecond: 5,
        concurrency: 4,
        timeoutMs: 10_000,
        allow: ['write'],
      },
      fixtures: { basketId: async () => 'b', orderNo: '00000101', list: [1, 2] },
    }),
  ],
  [
    'named targets',
    { $schema: './s.json', targets: { staging: { baseUrl }, 'sand-box.2': { baseUrl, fixtures: { a: 1 } } } },
  ],
  ['basic', { target: { baseUrl, auth: { type: 'basic', username: 'a', password: secret('P') } } }],
  ['a header', { target: { baseUrl, auth: { type: 'header', name: 'X-Key', value: secret('K') } } }],
  ['a key', { target: { baseUrl, auth: { type: 'apiKey', in: 'query', name: 'key', value: secret('K') } } }],
  [
    'client credentials',
    {
      target: {
        baseUrl,
        auth: {
          type: 'oauth2',
          grant: 'client_credentials',
          tokenUrl: 'https://auth.example.com/token',
          clientId: secret('I'),
          clientSecret: secret('S'),
          clientAuthentication: 'post',
          scope: 'a b',
          parameters: { audience: 'x' },
          expiresInSeconds: 60,
        },
      },
    },
  ],
  [
    'the password grant',
    {
      target: {
        baseUrl,
        auth: { type: 'oauth2', grant: 'password', tokenUrl: 't', clientId: 'i', username: 'u', password: secret('P') },
      },
    },
  ],
  ['a function', { target: { baseUrl, auth: async () => ({ headers: { a: 'b' } }) } }],
  [
    'a connection',
    {
      target: {
        baseUrl,
        tls: { ca: './ca.pem', cert: './c.pem', key: secret('K'), passphrase: secret('P') },
        timeouts: { connectMs: 1, firstByteMs: 2, bodyMs: 3 },
        maxReplyBytes: 1,
        limits: { read: { requests: 200, perSeconds: 60 }, write: { requests: 1, perSeconds: 0.5 } },
      },
    },
  ],
]

test.each(fine)('%s is fine', (_, config) => {
  expect(brokenRules(config)).toEqual([])
})

const target = (more: object): object => ({ target: { baseUrl, ...more } })

const targetKeys =
  'baseUrl, auth, headers, requestsPerSecond, concurrency, timeoutMs, timeouts, limits, maxReplyBytes, tls, allow, allowWrites, fixtures'

describe('what is wrong is told with its key and what is allowed', () => {
  test.each<[string, object, readonly string[]]>([
    [
      'a misspelt key',
      { targt: {} },
      [
        "it has an unknown key 'targt'; known are contract, target, targets, fixtures, workflows, seed, depth, runs, only, report, out, baseline, gate, minJudged. Did you mean 'target'?",
      ],
    ],
    [
      'a misspelt key below, before what is missing for it',
      { target: { baseURL: '' } },
      [
        `target has an unknown key 'baseURL'; known are ${targetKeys}. Did you mean 'baseUrl'?`,
        "target.baseUrl is missing: the URL that ends before the contract's paths.",
      ],
    ],
    [
      'a key like no other',
      { target: { baseUrl, zzz: 1 } },
      [`target has an unknown key 'zzz'; known are ${targetKeys}.`],
    ],
    ['a target that is a URL', { target: baseUrl }, [`target is "${baseUrl}"; it must be an object.`]],
    ['text for a number', target({ concurrency: '8' }), ['target.concurrency is "8"; it must be a whole number.']],
    ['a rate of nothing', target({ requestsPerSecond: 0 }), ['target.requestsPerSecond is 0; it must be above 0.']],
    ['half a request', target({ concurrency: 1.5 }), ['target.concurrency is 1.5; it must be a whole number.']],
    [
      'an unknown consent',
      target({ allow: ['write', 'writes'] }),
      ["target.allow[1] is \"writes\"; allowed are 'write', 'concurrent', 'destructive'. Did you mean 'write'?"],
    ],
    [
      'an unknown kind of credentials',
      target({ auth: { type: 'baerer' } }),
      [
        "target.auth.type is \"baerer\"; allowed are 'bearer', 'basic', 'header', 'apiKey', 'oauth2'. Did you mean 'bearer'?",
      ],
    ],
    ['credentials of no kind', target({ auth: {} }), ['target.auth.type is missing.']],
    [
      'a missing token',
      target({ auth: { type: 'bearer' } }),
      [`target.auth.token is missing: the bearer token, as secret('NAME').`],
    ],
    [
      'credentials that are text, which is not shown',
      target({ auth: 'a-secret' }),
      ['target.auth is text; it must be an object.'],
    ],
    [
      'a header that is a number, which is not shown',
      target({ headers: { 'X-Key': 4711 } }),
      ['target.headers.X-Key is a number; it must be text or an object.'],
    ],
    [
      'a key of other credentials',
      target({ auth: { type: 'basic', username: 'a', password: 'b', token: 'c' } }),
      ["target.auth has an unknown key 'token'; known are type, username, password."],
    ],
    [
      'a password grant without a password',
      target({ auth: { type: 'oauth2', grant: 'password', tokenUrl: 't', clientId: 'i', username: 'u' } }),
      [`target.auth.password is missing: the password, as secret('NAME').`],
    ],
    [
      'client credentials without a secret',
      target({ auth: { type: 'oauth2', grant: 'client_credentials', tokenUrl: 't', clientId: 'i' } }),
      [`target.auth.clientSecret is missing: the client's secret, as secret('NAME').`],
    ],
    [
      'a certificate without its key',
      target({ tls: { cert: 'c' } }),
      ["target.tls.key is missing: the key of the client's certificate."],
    ],
    [
      'a named target that lacks its URL',
      { targets: { staging: {} } },
      ["targets.staging.baseUrl is missing: the URL that ends before the contract's paths."],
    ],
    [
      'a name that no flag could hold',
      { targets: { 'a b': { baseUrl } } },
      ["targets has a name 'a b' that is not of letters, digits, dots and hyphens."],
    ],
    ['no target among several', { targets: {} }, ['targets names nothing.']],
    ['fixtures that are a list', { fixtures: ['a'] }, ['fixtures is a list; it must be an object.']],
    [
      'credentials where they do not belong',
      { target: { baseUrl: 'http://x', allow: { token: 'canary' } }, only: [{ token: 'canary' }] },
      ['target.allow is an object; it must be a list.', 'only[0] is an object; it must be text.'],
    ],
    ['a function where none belongs', { seed: () => 1 }, ['seed is a function; it must be a whole number.']],
  ])('%s', (_, config, rules) => {
    expect(brokenRules(config)).toEqual(rules)
  })
})
