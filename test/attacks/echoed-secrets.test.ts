// A target repeats what it was sent in any spelling: nothing of it is written down, and the reply that does is told.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noSecretEcho } from '../../checks/no-secret-echo.ts'
import { cutterHiding } from '../../core/cut-exchange.ts'
import { brief } from '../../core/json.ts'
import { redactorFor } from '../../core/redact.ts'
import { contextOf, exchangeOf } from '../shop.ts'
import { spellings } from '../spellings.ts'

const secrets = [
  'canary/token+4711==',
  'canary pass&word "4711" \\ <x>',
  'canary-key/4711?',
  'AbC.dEf-GhI_jKl~0123456789',
]

describe.each(Object.entries(spellings))('a secret that is spelt %s', (_, spell) => {
  test.each(secrets)('%s', (secret) => {
    const { text: redact } = redactorFor({ $ASSAY_TOKEN: secret })
    const spelt = spell(secret)
    expect(redact(`before ${spelt} after`)).toMatch(/^before [\w\\"[]{0,300}\$ASSAY_TOKEN[^ ]{0,300} after$/)
    expect(noSecretEcho.run(contextOf({ body: `{"a":"${spelt}"}` }, { secrets: [secret] }))).toMatchObject([
      { verdict: 'fail', finding: { at: 'body' } },
    ])
  })

  test('is told in the value of a header, and not in another secret’s place', () => {
    const [secret = '', other = ''] = secrets
    const run = (one: string) =>
      noSecretEcho
        .run(contextOf({ headers: { 'x-a': spell(one) } }, { secrets: [secret] }))
        .map(({ verdict }) => verdict)
    expect([run(secret), run(other)]).toEqual([['fail'], ['pass']])
  })
})

test('the name of a header is a place for a secret as well', () => {
  const secret = 'Canary-Token-4711'
  const headers = { [secret.toLowerCase()]: 'a' }
  expect(noSecretEcho.run(contextOf({ headers }, { secrets: [secret] }))).toMatchObject([
    { verdict: 'fail', finding: { at: 'headers' } },
  ])
  const { outcome } = redactorFor({ $ASSAY_TOKEN: secret }).exchange(exchangeOf({ headers }))
  expect(JSON.stringify(outcome)).not.toMatch(/canary/i)
})

test('wherever a text is cut, no part of a secret is left before the cut', () => {
  const secret = 'canary/token+4711=="x"'
  const { text: redact } = redactorFor({ $ASSAY_TOKEN: secret })
  for (const spell of Object.values(spellings)) {
    const body = `{"message":"unknown token ${spell(secret)} of you"}`
    for (let limit = 10; limit < body.length; limit += 1) {
      const [redacted = ''] = redact(brief(body, limit)).split('…')
      const shown = (/token (.*)$/.exec(redacted)?.[1] ?? '').replace('$ASSAY_TOKEN', '')
      // So much may be left of one that was hardly begun.
      const begun = spell(secret.slice(0, 4)).length * 2 + 4
      expect({ body, limit, shown, isShort: shown.length <= Math.max(begun, 16) }).toMatchObject({ isShort: true })
      expect(redacted).not.toMatch(/canary/)
    }
  }
})

test('the body of a reply is redacted before it is cut', () => {
  const secret = 'canary/token+4711'
  const cut = cutterHiding(redactorFor({ $ASSAY_TOKEN: secret }).text)
  for (let before = 19_980; before < 20_002; before += 1) {
    const { outcome } = cut(exchangeOf({ body: `${'x'.repeat(before)}${secret}${'y'.repeat(9_000)}` }))
    const body = outcome.kind === 'reply' ? outcome.reply.body : ''
    expect(body.replace(/^x+/, '')).toMatch(/^(?:\$[A-Z_]*y*)?…$/)
  }
})

test('a text of random escapes and secrets never shows the secret, however often they are resolved', () => {
  const secret = 'canary/token+4711'
  const { text: redact } = redactorFor({ $ASSAY_TOKEN: secret })
  const spelt = fc.constantFrom(...Object.values(spellings).map((spell) => spell(secret)))
  const noise = fc.string({ unit: fc.constantFrom(...'ab\\%&;#u0x2fF"+=…/ '), maxLength: 12 })
  fc.assert(
    fc.property(fc.array(fc.oneof(spelt, noise), { maxLength: 8 }), (parts) => {
      const redacted = redact(parts.join(' '))
      const all = [redacted, redacted.replace(/%2f/gi, '/').replace(/%2b/gi, '+'), redacted.replaceAll('\\/', '/')]
      for (const one of all) expect(one).not.toContain(secret)
    }),
    { numRuns: 500 },
  )
})

test('ordinary words and short secrets are not looked for in replies', async () => {
  const { isTelling } = await import('../../core/auth.ts')
  expect(['password', 'Unauthorized', 'short-1', 'fail'].map(isTelling)).toEqual([false, false, false, false])
  expect(['secret-token', 'aB3dE6gH', 'correcthorsebatterystaple'].map(isTelling)).toEqual([true, true, true])
})

test('a secret that repeats itself, told a hundred thousand times, is hidden in time', () => {
  const secret = '0000000000000000'
  const many = redactorFor({ $ASSAY_KEY: secret, $ASSAY_HALF_OF_TOKEN: secret.slice(0, 8) })
  expect(many.text('0'.repeat(1_000_000))).toBe('$ASSAY_KEY')
  const token = 'canary/token+4711=='
  const near = redactorFor({ $ASSAY_TOKEN: token, $ASSAY_HALF_OF_TOKEN: token.slice(0, 9) })
  const before = process.cpuUsage()
  expect(near.text(`${token} `.repeat(50_000))).toBe('$ASSAY_TOKEN '.repeat(50_000))
  expect(near.text(`${token.slice(0, 9)} ${token}`)).toBe('$ASSAY_HALF_OF_TOKEN $ASSAY_TOKEN')
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1000).toBeLessThan(5_000)
})
