/** A reply before it goes out. */
export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** Something about a request that makes the service refuse it. */
export type Problem = {
  /** Full id of the requirement that says so. */
  readonly requirement: string
  readonly status: number
  /** The place in the body, or what else is meant. */
  readonly at: string
  readonly message: string
}
