import { describe, expect, test } from 'vitest'
import { redactorFor } from '../../core/redact.ts'
import { basic } from './basic.ts'
import { bearer } from './bearer.ts'
import { isNearMiss, nearMisses, nearPairs, nearSecrets } from './near-misses.ts'

const token = 'Secret-token-1'
const signed = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhc3NheS1zZWNyZXQifQ.c2lnbmVkLWJ5LXRoZS1zaG9w'

test('no near miss is the token, and each differs from the others', () => {
  const values = nearMisses(token).map(({ authorization }) => authorization)
  expect(values).not.toContain(`Bearer ${token}`)
  expect(new Set(values).size).toBe(values.length)
  expect(values).toEqual(expect.arrayContaining([`Bearer ${token}-assay`, 'Bearer Secret-', 'Bearer sECRET-TOKEN-1']))
})

test('a token without letters has no other case, and one of a single character no half', () => {
  expect(nearMisses('1').map(({ what }) => what)).not.toContain('the token in another case')
  expect(nearMisses('1').map(({ what }) => what)).not.toContain('the first half of the token')
})

test.each([
  ['an opaque one', token, 'Secret-token-V'],
  ['one that ends in padding', 'c2VjcmV0LXRva2VuLQ==', 'c2VjcmV0LXRva2VuLw=='],
  ['one of a character that no Base64 has', 'Secret.token.', 'Secret.tokena'],
])('the last character of %s is another one', (_, token, other) => {
  expect(nearMisses(token).map(({ authorization }) => authorization)).toContain(`Bearer ${other}`)
})

test('a signature in Base64 whose last character is another one has other bytes', () => {
  for (const text of ['YQ', 'YWI', 'YWJj', '_-8']) {
    const other =
      nearMisses(text)
        .find(({ what }) => what.includes('last'))
        ?.authorization.slice('Bearer '.length) ?? ''
    expect(Buffer.from(other, 'base64url')).not.toEqual(Buffer.from(text, 'base64url'))
  }
})

/** Those that are made from the token. */
const ofToken = (value: string) => nearMisses(value).filter(({ flaw }) => flaw !== 'missing')

test('another scheme, or none, is another form of credentials; all else is a token that nobody issued', () => {
  const malformed = nearMisses(token).filter(({ flaw }) => flaw === 'malformed')
  expect(malformed.map(({ authorization }) => authorization)).toEqual([`Basic ${token}`, token])
  expect(ofToken(token).filter(({ authorization }) => !authorization.startsWith('Bearer '))).toEqual(malformed)
  expect(nearMisses(token).filter((one) => !ofToken(token).some(({ what }) => what === one.what))).toMatchObject([
    { authorization: '' },
  ])
})

test('a signed token is also tried without its signature and under another one', () => {
  const [said] = /^.*\./.exec(signed) ?? []
  const forged = nearMisses(signed).filter(({ what }) => what.includes('signature'))
  expect(forged.map(({ flaw }) => flaw)).toEqual(['unknown', 'unknown'])
  expect(forged[0]?.authorization).toBe(`Bearer ${said}`)
  expect(forged[1]?.authorization).toMatch(/^Bearer [^.]+\.[^.]+\.[^.]+$/)
  expect(forged[1]?.authorization).not.toBe(`Bearer ${signed}`)
  expect(nearMisses(token).filter(({ what }) => what.includes('signature'))).toEqual([])
})

describe('what is told of a near miss', () => {
  test.each(ofToken(signed))('$what, of a signed token: no part that says something', ({ authorization }) => {
    const redacted = redactorFor(bearer(signed).secrets()).text(authorization)
    expect(redacted).toContain('$ASSAY_')
    expect(redacted).not.toMatch(/eyJzdWIi/i)
  })

  test.each(ofToken(token))('$what: neither the token nor what it was made into', ({ authorization }) => {
    const redacted = redactorFor(bearer(token).secrets()).text(authorization)
    expect(redacted).toContain('$ASSAY_')
    expect(redacted.toLowerCase()).not.toContain('secret-')
  })

  test('also where a reply repeats it in another case', () => {
    expect(redactorFor(bearer(token).secrets()).text('unknown: sECRET-TOKEN-1')).not.toContain('TOKEN-1')
  })
})

test.each(['short-1', token, signed, 'a-token-of-some-length'])('the header of %s is told by its one name', (token) => {
  const redact = redactorFor(bearer(token).secrets()).text
  expect(redact(`Bearer ${token}`)).toBe('Bearer $ASSAY_TOKEN')
})

test('a near miss that is repeated gives away no secret that opens anything', () => {
  const opening = Object.keys(bearer(token).secrets()).filter((name) => !isNearMiss(name))
  expect(opening).toEqual(['$ASSAY_TOKEN'])
})

describe('a user name and a password', () => {
  const [user, password] = ['shop', 'Kettle-42x']
  const pairs = nearPairs(user, password)
  const decoded = pairs
    .filter(({ flaw }) => flaw === 'unknown')
    .map(({ authorization }) => Buffer.from(authorization.slice('Basic '.length), 'base64').toString('utf8'))

  test('are near to what has one of them, part of one, more than one, or another case', () => {
    expect(decoded).toEqual([
      'shop:assay-other',
      'shop:',
      'shop:Kettle-42x-assay',
      'shop:Kettl',
      'shop:kETTLE-42X',
      'shop:Kettle-42R',
      'assay-nobody:Kettle-42x',
    ])
    expect(new Set(pairs.map(({ authorization }) => authorization)).size).toBe(pairs.length)
  })

  test('stand in no output, however they were changed', () => {
    const redact = redactorFor(basic(user, password).secrets())
    for (const { authorization } of pairs) {
      const shown = redact.text(`Authorization: ${authorization}`)
      const redacted = Buffer.from(shown.replace(/^\S+ (Basic |Bearer )?/, ''), 'base64').toString('utf8')
      expect(redacted).not.toContain(password.slice(0, 5))
    }
  })
})

test('half of a token that is too short to be hidden is no secret: words that begin with it stay as they are', () => {
  const redactor = redactorFor({ $ASSAY_TOKEN: 'tok', ...nearSecrets('tok') })
  expect(redactor.text('Bearer token')).toBe('Bearer token')
  expect(nearSecrets('token-47')).toMatchObject({ $ASSAY_HALF_OF_TOKEN: 'Bearer toke' })
})
