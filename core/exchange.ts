/** A request as it goes over the wire. */
export type WireRequest = {
  readonly method: string
  /** Path and query below the target's base URL: `/v1/order/create`. */
  readonly path: string
  /** Header names in the case they are sent in. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Where names stand for secrets. What only looks like such a name elsewhere was sent as it stands. */
  readonly secrets?: readonly SecretPlace[]
}

/** The name of a secret, such as `$ASSAY_TOKEN`, begins at this character of a part of a request. */
export type SecretPlace = {
  readonly in: 'path' | 'body' | `header ${string}`
  readonly at: number
  readonly name: string
}

export type WireReply = {
  readonly status: number
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The decoded body, cut at the target's size limit. */
  readonly body: string
  /** Set where only the beginning of a long body was kept: how many characters it had, and what it hashes to. */
  readonly cut?: { readonly characters: number; readonly sha256: string }
  /** Set where its bytes are no UTF-8: what they stood for is lost in `body`. */
  readonly notUtf8?: true
  readonly ms: number
}

/**
 * What came of a request.
 *
 * `broken` is the target's doing and says something about it; `silent` says nothing about it; `withheld` was never sent.
 */
export type Outcome =
  | { readonly kind: 'reply'; readonly reply: WireReply }
  | { readonly kind: 'broken'; readonly fault: WireFault; readonly detail: string }
  | { readonly kind: 'silent'; readonly cause: Silence; readonly detail: string }
  | { readonly kind: 'withheld'; readonly because?: Withheld; readonly detail: string }

/** No valid request could be made, or the user does not allow it: what it was to show was not tried. */
export type Withheld = 'unmade' | 'not-allowed'

/** The connection was reset, the reply ended too early, stalled half-way, was no HTTP, or was larger than allowed. */
export type WireFault = 'reset' | 'incomplete' | 'stalled' | 'not-http' | 'too-large'
/** `lost`: the reply that counts was lost, and what came later may be an answer to the repetition only. */
export type Silence = 'timeout' | 'unreachable' | 'throttled' | 'lost'

/** One request and what came back. */
export type Exchange = {
  readonly id: string
  readonly operation: string
  readonly request: WireRequest
  readonly outcome: Outcome
  /** Why it was sent more than once, in order; each time the request was the same, but for renewed credentials. */
  readonly repeats?: readonly Repeat[]
  /** When it was sent, in ISO 8601. */
  readonly at?: string
  /** It changes nothing at the target, and may be sent again at will. */
  readonly isSafe?: true
}

/** Why an attempt was made again: refused for now, a kept-alive connection closed already, or credentials renewed. */
export type Repeat =
  | { readonly kind: 'throttled'; readonly status: number; readonly waitMs: number }
  | { readonly kind: 'stale' }
  | { readonly kind: 'unauthorized' }

/** The reply of an exchange, where there is one. */
export const replyOf = ({ outcome }: Exchange): WireReply | undefined =>
  outcome.kind === 'reply' ? outcome.reply : undefined

/** The request was refused, and not because the service itself is broken. */
export const isClientError = (status: number | undefined): boolean =>
  status !== undefined && status >= 400 && status < 500

/** The service itself says that it is broken. */
export const isServerError = (status: number | undefined): boolean => status !== undefined && status >= 500
