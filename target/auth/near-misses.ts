import { nearNames, type Secrets } from '../../core/auth.ts'

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
  unknown('the token in quotes', `"${token}"`),
  unknown('the token twice', `${token},${token}`),
  ...signatureMisses(token),
  { what: 'the token under another scheme', authorization: `Basic ${token}`, flaw: 'malformed' },
  { what: 'the token without a scheme', authorization: token, flaw: 'malformed' },
  { what: 'an Authorization header without a value', authorization: '', flaw: 'missing' },
]

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
 * What of the near misses no output may hold: what does not hold the token itself. Half of it is told only in the header
 * that it is sent in, since so short a text may stand anywhere.
 */
export const nearSecrets = (token: string): Secrets => ({
  ...(half(token) === '' ? {} : { $ASSAY_HALF_OF_TOKEN: `Bearer ${half(token)}` }),
  ...(otherCase(token) === token ? {} : { $ASSAY_TOKEN_IN_OTHER_CASE: otherCase(token) }),
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
