/** Nothing is sent for a while: to anybody after a refusal, or of one class under its limit. */
export type Wait = {
  readonly ms: number
  /** The status that asked for it, or the limit that is kept to: `429`, `limit of 100 requests in 60 s`. */
  readonly why: string
}
