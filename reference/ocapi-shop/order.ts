import { createHash } from 'node:crypto'
import type { JsonObject } from '../../core/json.ts'

export type Status = 'created' | 'new' | 'open' | 'completed' | 'cancelled' | 'replaced' | 'failed'

export type Note = { readonly id: string; readonly subject?: string; readonly text?: string }

export type Instrument = {
  readonly id: string
  readonly method: string
  /** In cents. */
  readonly amount: number
  readonly authorized: boolean
  readonly locked: boolean
  readonly card?: JsonObject
  readonly account?: JsonObject
  readonly custom: JsonObject
}

/** An order as the service remembers it; a change makes another one. */
export type Order = {
  readonly no: string
  readonly isForeign: boolean
  readonly status: Status
  readonly notes: readonly Note[]
  readonly instruments: readonly Instrument[]
  readonly custom: JsonObject
  /** Counts the changes. */
  readonly revision: number
  /** Counts what was ever added, so that no id is used twice. */
  readonly added: number
  readonly channel?: string
}

/** What every basket comes to, in cents. */
export const total = 100_10

export const newOrder = (no: string, isForeign = false): Order => ({
  no,
  isForeign,
  status: 'created',
  notes: [],
  instruments: [],
  custom: { c_strValue: 'before submit basket' },
  revision: 1,
  added: 0,
})

export const stateOf = ({ no, revision }: Order): string => digest(`state ${no} ${revision}`)

export const tokenOf = ({ no }: Order): string => createHash('sha256').update(`token ${no}`).digest('base64url')

/** An id for what is added next. */
export const nextId = ({ no, added }: Order): string => `cd${digest(`part ${no} ${added}`).slice(0, 24)}`

/** The status an order may be set to from outside; placing it is not done so. */
export const canBecome = (from: Status, to: Status): boolean => {
  if (from === 'created') return to === 'failed'
  return live.includes(from) && to !== 'created' && to !== 'failed'
}

const live: readonly Status[] = ['new', 'open', 'completed']

export const statuses: readonly Status[] = ['created', ...live, 'cancelled', 'replaced', 'failed']

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
