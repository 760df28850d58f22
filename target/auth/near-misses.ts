import { nearNames, type Secrets } from '../../core/auth.ts'
import { shortestHidden } from '../../core/redact.ts'
import { encodedPair } from './encoded-pair.ts'

/** What looks like a bearer token that was issued, but is not it. */
export type NearMiss = {
  readonly what: string
  readonly authorization: string
  /** Whether it is as good as none, a token that nobody issued, or no form in which one is given. */
  readonly flaw: 'missing' | 'unknown' | 'malformed'
}

/** Values made from the token, which whoever compares with care refuses. */
export const nearMisses = (token: string): readonly NearMiss[] => [
  unknown('the token with more after it', `${token}-assay`),
  unknown('the token with more before it', `assay-${token}`),
  ...(half(token) === '' ? [] : [unknown('the first half of the token', half(token))]),
  ...(otherCase(token) === token ? [] : [unknown('the token in another case', otherCase(token))]),
  unknown('the token with another last character', otherEnd(token)),
  unknown('the token in quotes', `"${token}"`),
  unknown('the token twice', `${token},${token}`),
  ...signatureMisses(token),
  { what: 'the token under another scheme', authorization: `Basic ${token}`, flaw: 'malformed' },
  { what: 'the token without a scheme', authorization: token, flaw: 'malformed' },
  { what: 'an Authorization header without a value', authorization: '', flaw: 'missing' },
]

/** Pairs made from a user name and a password, which whoever compares both with care refuses. */
export const nearPairs = (username: string, password: string): readonly NearMiss[] => {
  const { longer, shorter, inOtherCase, otherwiseEnding, ofAnother } = madeOf(username, password)
  const pair = encodedPair(username, password)
  return [
    wrongPair('the user name with another password', encodedPair(username, 'assay-other')),
    wrongPair('the user name without a password', encodedPair(username, '')),
    wrongPair('the password with more after it', longer),
    ...(shorter === undefined ? [] : [wrongPair('the first half of the password', shorter)]),
    ...(inOtherCase === undefined ? [] : [wrongPair('the password in another case', inOtherCase)]),
    ...(otherwiseEnding === undefined ? [] : [wrongPair('the password with another last character', otherwiseEnding)]),
    wrongPair('the password of another user name', ofAnother),
    { what: 'the user name and the password under another scheme', authorization: `Bearer ${pair}`, flaw: 'malformed' },
    { what: 'the user name and the password without a scheme', authorization: pair, flaw: 'malformed' },
  ]
}

const wrongPair = (what: string, encoded: string): NearMiss => ({
  what,
  authorization: `Basic ${encoded}`,
  flaw: 'unknown',
})

/** Encoded pairs that give most of the password away. */
const madeOf = (username: string, password: string) => ({
  longer: encodedPair(username, `${password}-assay`),
  shorter: half(password) === '' ? undefined : encodedPair(username, half(password)),
  inOtherCase: otherCase(password) === password ? undefined : encodedPair(username, otherCase(password)),
  otherwiseEnding: password === '' ? undefined : encodedPair(username, otherEnd(password)),
  ofAnother: encodedPair('assay-nobody', password),
})

/** What of the near pairs no output may hold. */
export const nearPairSecrets = (username: string, password: string): Secrets => {
  const { longer, shorter, inOtherCase, otherwiseEnding, ofAnother } = madeOf(username, password)
  return {
    $ASSAY_BASIC_WITH_MORE: longer,
    ...(shorter === undefined ? {} : { $ASSAY_BASIC_HALF: shorter }),
    ...(inOtherCase === undefined ? {} : { $ASSAY_BASIC_IN_OTHER_CASE: inOtherCase }),
    ...(otherwiseEnding === undefined ? {} : { $ASSAY_BASIC_WITH_ANOTHER_END: otherwiseEnding }),
    $ASSAY_BASIC_OF_ANOTHER: ofAnother,
  }
}

/** Of a signed token, what it says under a signature that is not its own: whoever reads it without checking lets it in. */
const signatureMisses = (token: string): readonly NearMiss[] => {
  const { said, signature } = partsOf(token)
  if (said === undefined) return []
  const turned = [...signature].toReversed().join('')
  return [
    unknown('the token without its signature', `${said}.`),
    ...(turned === signature ? [] : [unknown('the token under another signature', `${said}.${turned}`)]),
  ]
}

/** The parts of a signed token in its compact form; nothing is said where it is of another form. */
const partsOf = (token: string): { readonly said?: string; readonly signature: string } => {
  const [, said, signature = ''] = /^([\w-]+\.[\w-]+)\.([\w-]+)$/.exec(token) ?? []
  return said === undefined ? { signature } : { said, signature }
}

const unknown = (what: string, value: string): NearMiss => ({
  what,
  authorization: `Bearer ${value}`,
  flaw: 'unknown',
})

/**
 * What of the near misses no output may hold: what does not hold the token itself. Half of it is hidden only in the header
 * that it is sent in, since so short a text may stand anywhere; where it is shorter than what is hidden, nowhere.
 */
export const nearSecrets = (token: string): Secrets => ({
  ...(half(token).length < shortestHidden ? {} : { $ASSAY_HALF_OF_TOKEN: `Bearer ${half(token)}` }),
  ...(otherCase(token) === token ? {} : { $ASSAY_TOKEN_IN_OTHER_CASE: otherCase(token) }),
  $ASSAY_TOKEN_WITH_ANOTHER_END: otherEnd(token),
  ...withoutSignature(token),
})

const withoutSignature = (token: string): Secrets => {
  const { said } = partsOf(token)
  return said === undefined ? {} : { $ASSAY_TOKEN_WITHOUT_SIGNATURE: `${said}.` }
}

/** Whether a name stands for a near miss: a reply may repeat it, as it opens nothing. */
export const isNearMiss = (name: string): boolean => nearNames.includes(name)

const half = (token: string): string => token.slice(0, Math.floor(token.length / 2))

const otherCase = (token: string): string =>
  [...token].map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())).join('')

/**
 * Another character in place of the last one that is no padding. Of Base64 it is another in its first bit, which is
 * never one of those that stand for nothing.
 */
const otherEnd = (token: string): string =>
  token.replace(/.(?==*$)/su, (last) => {
    const place = digits.indexOf(last)
    return place < 0 ? 'a' : (digits[place ^ (digits.length / 2)] ?? 'a')
  })

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
