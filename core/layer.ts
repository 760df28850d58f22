/** A request as a service receives it. */
export type Sent = {
  readonly method: string
  /** Path and query as they stand on the wire. */
  readonly path: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export type Given = {
  readonly kind: 'given'
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** A reply that breaks off: the connection is reset, half of the reply is sent, or nothing ever is. */
export type BrokenOff = {
  readonly kind: 'reset' | 'cut-short' | 'silence'
  /** What would have been answered. */
  readonly reply: Given
}

export type Answered = Given | BrokenOff

export type Forward = (sent: Sent) => Promise<Given>

/** Stands between those who ask and a service, and may change what goes either way. */
export type Layer = (sent: Sent, forward: Forward) => Promise<Answered>
