import { type KeyObject, sign, verify } from 'node:crypto'
import { isObject } from '../core/json.ts'
import { keyIdOf } from './keys.ts'

/** A signed text: https://github.com/secure-systems-lab/dsse, version 1. */
export type Envelope = {
  readonly payload: string
  readonly payloadType: string
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[]
}

export const payloadType = 'application/vnd.in-toto+json'

/** What is signed: type and text, each after its length, so that neither can be taken for the other. */
export const preAuthenticated = (type: string, payload: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload])

export const signed = (payload: string, key: KeyObject): Envelope => {
  const bytes = Buffer.from(payload, 'utf8')
  return {
    payload: bytes.toString('base64'),
    payloadType,
    signatures: [
      { keyid: keyIdOf(key), sig: sign(null, preAuthenticated(payloadType, bytes), key).toString('base64') },
    ],
  }
}

/** One line. Only this spelling of an envelope is taken: another would be another file with the same signature. */
export const envelopeText = ({ payload, payloadType, signatures }: Envelope): string =>
  JSON.stringify({ payload, payloadType, signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })) })

export type Opened =
  | { readonly kind: 'opened'; readonly payload: string }
  | { readonly kind: 'refused'; readonly why: string }

/** The text of an envelope whose signature is of this key. */
export const opened = (line: string, key: KeyObject): Opened => {
  const envelope = envelopeIn(line)
  if (!envelope) return refused('it is no DSSE envelope of one signature, spelt as this harness writes it')
  if (envelope.payloadType !== payloadType) return refused(`its payload is of type ${envelope.payloadType}`)
  const [{ keyid, sig } = { keyid: '', sig: '' }] = envelope.signatures
  if (keyid !== keyIdOf(key)) return refused(`it names the key ${keyid}, and the key at hand is ${keyIdOf(key)}`)
  const payload = Buffer.from(envelope.payload, 'base64')
  return verify(null, preAuthenticated(payloadType, payload), key, Buffer.from(sig, 'base64'))
    ? { kind: 'opened', payload: payload.toString('utf8') }
    : refused('its signature is not of this key and this text')
}

const refused = (why: string): Opened => ({ kind: 'refused', why })

const envelopeIn = (line: string): Envelope | undefined => {
  const value = jsonIn(line)
  if (!isEnvelope(value) || envelopeText(value) !== line) return undefined
  const texts = [value.payload, ...value.signatures.map(({ sig }) => sig)]
  return texts.every((text) => Buffer.from(text, 'base64').toString('base64') === text) ? value : undefined
}

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isEnvelope = (value: unknown): value is Envelope =>
  isObject(value) &&
  typeof value['payload'] === 'string' &&
  typeof value['payloadType'] === 'string' &&
  Array.isArray(value['signatures']) &&
  value['signatures'].length === 1 &&
  value['signatures'].every(
    (one: unknown) => isObject(one) && typeof one['keyid'] === 'string' && typeof one['sig'] === 'string',
  )
