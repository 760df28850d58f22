import { nearNames, type Secrets } from '../../core/auth.ts'

/** What looks like a bearer token that was issued, but is not it. */
export type NearMiss = { readonly what: string; readonly authorization: string }

/** Values made from the token, which whoever compares with care refuses. */
export const nearMisses = (token: string): readonly NearMiss[] => [
  { what: 'the token with more after it', authorization: `Bearer ${token}-assay` },
  { what: 'the token with more before it', authorization: `Bearer assay-${token}` },
  ...(half(token) === '' ? [] : [{ what: 'the first half of the token', authorization: `Bearer ${half(token)}` }]),
  ...(otherCase(token) === token
    ? []
    : [{ what: 'the token in another case', authorization: `Bearer ${otherCase(token)}` }]),
  { what: 'the token in quotes', authorization: `Bearer "${token}"` },
  { what: 'the token twice', authorization: `Bearer ${token},${token}` },
  { what: 'the token under another scheme', authorization: `Basic ${token}` },
  { what: 'the token without a scheme', authorization: token },
]

/**
 * What of the near misses no output may hold: what does not hold the token itself. Half of it is told only in the header
 * that it is sent in, since so short a text may stand anywhere.
 */
export const nearSecrets = (token: string): Secrets => ({
  ...(half(token) === '' ? {} : { $ASSAY_HALF_OF_TOKEN: `Bearer ${half(token)}` }),
  ...(otherCase(token) === token ? {} : { $ASSAY_TOKEN_IN_OTHER_CASE: otherCase(token) }),
})

/** Whether a name stands for a near miss: a reply may repeat it, as it opens nothing. */
export const isNearMiss = (name: string): boolean => nearNames.includes(name)

const half = (token: string): string => token.slice(0, Math.floor(token.length / 2))

const otherCase = (token: string): string =>
  [...token].map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())).join('')
