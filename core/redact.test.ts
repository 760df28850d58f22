import { describe, expect, test } from 'vitest'
import type { Exchange } from './exchange.ts'
import { allSecrets, livingRedactor, redactorFor } from './redact.ts'

const { text: redact } = redactorFor({ $ASSAY_TOKEN: 'k"e/y', $ASSAY_LONG: 'k"e/y-long', $ASSAY_TINY: 'abc' })

describe('redactorFor', () => {
  test.each<[string, string, string]>([
    ['in text', 'Bearer k"e/y!', 'Bearer $ASSAY_TOKEN!'],
    ['as often as it stands', 'k"e/y k"e/y', '$ASSAY_TOKEN $ASSAY_TOKEN'],
    ['in a URL', '/a?t=k%22e%2Fy', '/a?t=$ASSAY_TOKEN'],
    ['in JSON text', JSON.stringify({ t: 'k"e/y' }), '{"t":"$ASSAY_TOKEN"}'],
    ['the longer one first', 'k"e/y-long', '$ASSAY_LONG'],
    ['in another case', 'K"E/Y', '$ASSAY_TOKEN'],
    ['at the end of a text that was cut off', 'a k"e/y-lo…', 'a $ASSAY_LONG…'],
    ['within an escape that was cut off', 'a k%22e%2Fy-lo%6…', 'a $ASSAY_LONG…'],
    ['but not where it cannot be told from ordinary text', 'abc', 'abc'],
  ])('replaces a secret %s', (_, value, expected) => {
    expect(redact(value)).toEqual(expected)
  })

  test('leaves everything as it is where there are no secrets', () => {
    expect(redactorFor({}).text('a')).toBe('a')
  })
})

test('a name may stand for several values', () => {
  expect(redactorFor({ $ASSAY_TOKEN: ['first', 'second'] }).text('first second')).toBe('$ASSAY_TOKEN $ASSAY_TOKEN')
})

test('sets of secrets are joined without losing a value', () => {
  expect(allSecrets({ a: 'one' }, { a: ['two', 'one'], b: [] }, {})).toEqual({ a: ['one', 'two'], b: [] })
})

test('what becomes secret while it is in use is replaced from then on', () => {
  let secrets: Readonly<Record<string, readonly string[]>> = {}
  const { text: living } = livingRedactor(() => secrets)
  expect(living('first second')).toBe('first second')
  secrets = { $ASSAY_TOKEN: ['first'] }
  expect(living('first second')).toBe('$ASSAY_TOKEN second')
  secrets = { $ASSAY_TOKEN: ['first', 'second'] }
  expect(living('first second')).toBe('$ASSAY_TOKEN $ASSAY_TOKEN')
})

test('a secret is found in whatever form a target writes it', () => {
  const secret = 'pass&word "4711" ü?'
  const { text: redact } = redactorFor({ $ASSAY_PASSWORD: secret })
  const forms = [
    encodeURIComponent(secret),
    new URLSearchParams({ a: secret }).toString().slice(2),
    JSON.stringify({ text: JSON.stringify(secret) }),
    'pass&amp;word &quot;4711&quot; ü?',
    'pass&word \\"4711\\" \\u00fc?',
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
  ]
  for (const form of forms) {
    expect(redact(form)).toContain('$ASSAY_PASSWORD')
    expect(redact(form)).not.toContain('4711')
    expect(redact(form)).not.toMatch(/cGFzcyZ3b3Jk/)
  }
})

const exchange: Exchange = {
  id: 'fail#1',
  operation: 'fail',
  request: {
    method: 'POST',
    path: '/fail/secret-token-1?key=fail',
    headers: { 'X-fail': 'Bearer secret-token-1, fail' },
    body: '{"fail":"secret-token-1"}',
  },
  outcome: {
    kind: 'reply',
    reply: { status: 200, headers: { fail: 'fail' }, body: '{"fail":"secret-token-1"}', ms: 1 },
  },
}

test('of an exchange, what is our own stays what it is, and each name that stands for a secret is noted', () => {
  const { exchange: redacted } = redactorFor({ $ASSAY_TOKEN: 'secret-token-1', $ASSAY_KEY: 'fail' })
  expect(redacted(exchange)).toEqual({
    ...exchange,
    request: {
      method: 'POST',
      path: '/fail/$ASSAY_TOKEN?key=$ASSAY_KEY',
      headers: { 'X-fail': 'Bearer $ASSAY_TOKEN, $ASSAY_KEY' },
      body: '{"fail":"$ASSAY_TOKEN"}',
      secrets: [
        { in: 'path', at: 6, name: '$ASSAY_TOKEN' },
        { in: 'path', at: 23, name: '$ASSAY_KEY' },
        { in: 'header X-fail', at: 7, name: '$ASSAY_TOKEN' },
        { in: 'header X-fail', at: 21, name: '$ASSAY_KEY' },
        { in: 'body', at: 9, name: '$ASSAY_TOKEN' },
      ],
    },
    outcome: {
      kind: 'reply',
      reply: { status: 200, headers: { $ASSAY_KEY: '$ASSAY_KEY' }, body: '{"$ASSAY_KEY":"$ASSAY_TOKEN"}', ms: 1 },
    },
  })
})

test('what only looks like the name of a secret is not noted as one', () => {
  const looks = { ...exchange, request: { method: 'GET', path: '/$ASSAY_TOKEN', headers: { A: '$ASSAY_TOKEN' } } }
  expect(redactorFor({ $ASSAY_TOKEN: 'secret-token-1' }).exchange(looks).request).toEqual(looks.request)
})
