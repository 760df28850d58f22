/** How requests are authorized: plain data, secrets included, handed to the workers as it is. */
export type Auth =
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'key'; readonly in: 'header' | 'query' | 'cookie'; readonly name: string; readonly value: string }
  | OAuth2
  /** A function of the user's own stays in the file it was written in: it cannot be handed on. */
  | { readonly kind: 'function'; readonly file: string; readonly profile?: string; readonly issued?: Issued }

export type OAuth2 = {
  readonly kind: 'oauth2'
  readonly grant: 'client_credentials' | 'password'
  readonly tokenUrl: string
  readonly clientId: string
  /** Public clients have none. */
  readonly clientSecret?: string
  /** Where the client's own credentials go in a token request. */
  readonly clientAuthentication: 'basic' | 'post'
  /** Of the resource owner, for the password grant. */
  readonly username?: string
  readonly password?: string
  readonly scope?: string
  /** Further parameters of the token request: `audience`, `resource`. */
  readonly parameters: Readonly<Record<string, string>>
  /** Taken for the lifetime of a token where the server names none. */
  readonly expiresInSeconds?: number
  readonly issued?: Issued
}

/** What credentials put on a request. */
export type Placement = {
  readonly headers: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
}

/** Credentials that were obtained while running. Moments are in milliseconds since the epoch. */
export type Issued = {
  readonly placement: Placement
  readonly secrets: Secrets
  readonly issuedAt: number
  /** Unknown where whoever issued them says nothing about it. */
  readonly expiresAt?: number
  readonly refreshToken?: string
}

/** Values that no output may hold, by the name they are shown under, such as `$ASSAY_TOKEN`. */
export type Secrets = Readonly<Record<string, string | readonly string[]>>

/** Names of what is made from a secret so as to be refused: it opens nothing, but gives most of the secret away. */
export const nearNames: readonly string[] = [
  '$ASSAY_HALF_OF_TOKEN',
  '$ASSAY_TOKEN_IN_OTHER_CASE',
  '$ASSAY_TOKEN_WITH_ANOTHER_END',
  '$ASSAY_TOKEN_WITHOUT_SIGNATURE',
  '$ASSAY_BASIC_WITH_MORE',
  '$ASSAY_BASIC_HALF',
  '$ASSAY_BASIC_IN_OTHER_CASE',
  '$ASSAY_BASIC_WITH_ANOTHER_END',
  '$ASSAY_BASIC_OF_ANOTHER',
]

/**
 * Whether a value cannot be mistaken for ordinary words: a shorter one, or a plain word, may stand in any text by chance.
 */
export const isTelling = (secret: string): boolean =>
  secret.length >= shortestTelling && !(secret.length < longestWord && /^(?:[A-Z]?[a-z]+|[A-Z]+)$/.test(secret))

const shortestTelling = 8
const longestWord = 16

export const nowhere: Placement = { headers: {}, query: {} }
