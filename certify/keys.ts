import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { sha256 } from '../core/sha256.ts'

/** A new Ed25519 key as PEM texts: PKCS #8 and SPKI, as other programs take them. */
export const newKeys = (): { readonly secret: string; readonly open: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return { secret: pemOf(privateKey, 'pkcs8'), open: pemOf(publicKey, 'spki') }
}

/** The SHA-256 of the public key, by which signatures name it. */
export const keyIdOf = (key: KeyObject): string => sha256(publicOf(key).export({ type: 'spki', format: 'der' }))

export const publicTextOf = (key: KeyObject): string => pemOf(publicOf(key), 'spki')

/** Undefined where the text is no private Ed25519 key. */
export const secretKeyIn = (pem: string): KeyObject | undefined => ed25519(() => createPrivateKey(pem))

/** Of a public key, or of a private one; undefined where the text is no Ed25519 key. */
export const publicKeyIn = (pem: string): KeyObject | undefined => ed25519(() => createPublicKey(pem))

const ed25519 = (read: () => KeyObject): KeyObject | undefined => {
  try {
    const key = read()
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
}

const publicOf = (key: KeyObject): KeyObject => (key.type === 'private' ? createPublicKey(key) : key)

const pemOf = (key: KeyObject, type: 'pkcs8' | 'spki'): string =>
  (type === 'pkcs8' ? key.export({ type, format: 'pem' }) : key.export({ type, format: 'pem' })).toString()
