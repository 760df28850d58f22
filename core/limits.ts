/** So many requests in any stretch of so many seconds. */
export type Limit = { readonly requests: number; readonly perSeconds: number }

/** What targets count apart: calls that only read, and calls that may change something. */
export type OperationClass = 'read' | 'write'

export type Limits = { readonly [name in OperationClass]?: Limit }
