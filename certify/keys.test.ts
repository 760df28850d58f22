import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { keyIdOf, newKeys, publicKeyIn, publicTextOf, secretKeyIn } from './keys.ts'

test('a private key and its public one have the same id, and the public one is written alike', () => {
  const { secret, open } = newKeys()
  const [one, other] = [secretKeyIn(secret), publicKeyIn(open)]
  if (!one || !other) throw new Error('no key')
  expect(keyIdOf(one)).toBe(keyIdOf(other))
  expect(publicTextOf(one)).toBe(open)
  expect(open).not.toContain('PRIVATE')
})

test('no two keys are alike', () => {
  expect(newKeys().secret).not.toBe(newKeys().secret)
})

test('keys of another kind, and what is no key, are none', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  expect([secretKeyIn(pem), publicKeyIn(pem), secretKeyIn('text'), publicKeyIn('')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
