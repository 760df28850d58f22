import { describe, expect, test } from 'vitest'
import { allSecrets, livingRedactor, redactorFor } from './redact.ts'

const redact = redactorFor({ $ASSAY_TOKEN: 'k"e/y', $ASSAY_LONG: 'k"e/y-long', $ASSAY_TINY: 'abc' })

describe('redactorFor', () => {
  test.each<[string, unknown, unknown]>([
    ['in text', 'Bearer k"e/y!', 'Bearer $ASSAY_TOKEN!'],
    ['as often as it stands', 'k"e/y k"e/y', '$ASSAY_TOKEN $ASSAY_TOKEN'],
    ['in a URL', '/a?t=k%22e%2Fy', '/a?t=$ASSAY_TOKEN'],
    ['in JSON text', JSON.stringify({ t: 'k"e/y' }), '{"t":"$ASSAY_TOKEN"}'],
    ['the longer one first', 'k"e/y-long', '$ASSAY_LONG'],
    [
      'in values and names of plain data',
      { a: ['k"e/y', 1, null, true], 'k"e/y': {} },
      { a: ['$ASSAY_TOKEN', 1, null, true], $ASSAY_TOKEN: {} },
    ],
    ['but not where it cannot be told from ordinary text', 'abc', 'abc'],
  ])('replaces a secret %s', (_, value, expected) => {
    expect(redact(value)).toEqual(expected)
  })

  test('leaves everything as it is where there are no secrets', () => {
    const value = { a: [1] }
    expect(redactorFor({})(value)).toBe(value)
  })
})

test('a name may stand for several values', () => {
  expect(redactorFor({ $ASSAY_TOKEN: ['first', 'second'] })('first second')).toBe('$ASSAY_TOKEN $ASSAY_TOKEN')
})

test('sets of secrets are joined without losing a value', () => {
  expect(allSecrets({ a: 'one' }, { a: ['two', 'one'], b: [] }, {})).toEqual({ a: ['one', 'two'], b: [] })
})

test('what becomes secret while it is in use is replaced from then on', () => {
  let secrets: Readonly<Record<string, readonly string[]>> = {}
  const living = livingRedactor(() => secrets)
  expect(living('first second')).toBe('first second')
  secrets = { $ASSAY_TOKEN: ['first'] }
  expect(living('first second')).toBe('$ASSAY_TOKEN second')
  secrets = { $ASSAY_TOKEN: ['first', 'second'] }
  expect(living('first second')).toBe('$ASSAY_TOKEN $ASSAY_TOKEN')
})

test('a secret is found in whatever form a target writes it', () => {
  const secret = 'pass&word "4711" ü?'
  const redact = redactorFor({ $ASSAY_PASSWORD: secret })
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
