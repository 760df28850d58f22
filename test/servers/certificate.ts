// X.509 certificates made for a test and gone with it: an authority, and what it signs. RFC 5280 in DER, P-256.
import { createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'

export type Certified = {
  readonly cert: string
  readonly key: string
  readonly keyObject: KeyObject
  readonly name: string
}

export type Wanted = {
  readonly name: string
  /** Who signs; the certificate signs itself where nobody does. */
  readonly by?: Certified
  /** @defaultValue in 90 days */
  readonly validTo?: Date
  /** Encrypts the key's PEM. */
  readonly passphrase?: string
}

/** A certificate for 127.0.0.1 and localhost, or of an authority where nobody else signs it. */
export const certified = ({ name, by, validTo = inDays(90), passphrase }: Wanted): Certified => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const extension = by ? alternativeNames : authority
  const signed = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    named(by?.name ?? name),
    sequence(time(inDays(-1 - 365)), time(validTo)),
    named(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(extension)),
  )
  const signature = createSign('sha256')
    .update(signed)
    .sign(by?.keyObject ?? privateKey)
  const der = sequence(signed, ecdsaWithSha256, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const cipher = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase }
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${der
      .toString('base64')
      .match(/.{1,64}/g)
      ?.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem', ...cipher }).toString(),
    keyObject: privateKey,
    name,
  }
}

export const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000)

const tagged = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts)
const integer = (bytes: Buffer): Buffer => tagged(0x02, bytes)
const object = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'))
const octets = (content: Buffer): Buffer => tagged(0x04, content)
const time = (date: Date): Buffer => tagged(0x17, Buffer.from(`${date.toISOString().replace(/\D/g, '').slice(2, 14)}Z`))

const ecdsaWithSha256 = sequence(object('2a8648ce3d040302'))
const named = (name: string): Buffer =>
  sequence(tagged(0x31, sequence(object('550403'), tagged(0x0c, Buffer.from(name)))))

const alternativeNames = sequence(
  object('551d11'),
  octets(sequence(tagged(0x82, Buffer.from('localhost')), tagged(0x87, Buffer.from([127, 0, 0, 1])))),
)
const authority = sequence(
  object('551d13'),
  tagged(0x01, Buffer.from([255])),
  octets(sequence(tagged(0x01, Buffer.from([255])))),
)
