import { createHash } from 'node:crypto'
import type { JsonObject } from '../../core/json.ts'
import { sha256 } from '../../core/sha256.ts'

export type Status = 'created' | 'new' | 'open' | 'completed' | 'cancelled' | 'replaced' | 'failed'

export type Note = { readonly id: string; readonly subject?: string; readonly text?: string }

export type Instrument = {
  readonly id: string
  readonly method: string
  /** In cents. */
  readonly amount: number
  readonly authorized: boolean
  readonly locked: boolean
  readonly routingNumber?: string
  /** The code of a gift certificate, masked. */
  readonly certificate?: string
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
  readonly channel: string
  /** Not prepared for export, though it was placed. */
  readonly isKeptBack?: boolean
}

/** What every basket comes to, in cents. */
export const total = 120_10

export const newOrder = (no: string, isForeign = false): Order => ({
  no,
  isForeign,
  status: 'created',
  notes: [],
  instruments: basketInstruments(no),
  custom: { c_strValue: 'before submit basket', c_textValue: 'after submit basket' },
  revision: 1,
  added: 0,
  channel: 'storefront',
})

/** What the customer chose to pay with before the basket was submitted: nothing of it is authorized yet. */
const basketInstruments = (no: string): readonly Instrument[] => {
  const chosen = (name: string, method: string): Instrument => ({
    id: `cd${sha256(`${name} ${no}`).slice(0, 24)}`,
    method,
    amount: 0,
    authorized: false,
    locked: false,
    custom: { c_strValue: 'Test' },
  })
  return [
    { ...chosen('card', 'CREDIT_CARD'), card: chosenCard },
    { ...chosen('account', 'BANK_TRANSFER'), routingNumber: '026009593', account: chosenAccount },
    { ...chosen('certificate', 'GIFT_CERTIFICATE'), certificate: '************LMNO' },
  ]
}

const chosenCard = {
  card_type: 'testVisa',
  credit_card_expired: false,
  credit_card_token: 'token-of-the-basket',
  expiration_month: 4,
  expiration_year: 2040,
  holder: 'TestPerson',
  issue_number: '1',
  masked_number: '************5100',
  number_masked: '************5100',
  number_last_digits: '5100',
  valid_from_month: 5,
  valid_from_year: 2020,
}

const chosenAccount = {
  drivers_license_last_digits: 'ense',
  drivers_license_masked: '**************ense',
  drivers_license_state_code: 'MA',
  holder: 'TestPerson',
  masked_drivers_license: '**************ense',
  masked_number: '*************6789',
  number_last_digits: '6789',
  number_masked: '*************6789',
}

/** In cents. */
export const authorizedOf = ({ instruments }: Pick<Order, 'instruments'>): number =>
  instruments.reduce((sum, { amount, authorized }) => sum + (authorized ? amount : 0), 0)

export const stateOf = ({ no, revision }: Order): string => sha256(`state ${no} ${revision}`)

export const tokenOf = ({ no }: Order): string => createHash('sha256').update(`token ${no}`).digest('base64url')

/** An id for what is added next. */
export const nextId = ({ no, added }: Order): string => `cd${sha256(`part ${no} ${added}`).slice(0, 24)}`

/** The status an order may be set to from outside; placing it is not done so. */
export const canBecome = (from: Status, to: Status): boolean => {
  if (from === 'created') return to === 'failed'
  return live.includes(from) && to !== 'created' && to !== 'failed'
}

const live: readonly Status[] = ['new', 'open', 'completed']

export const statuses: readonly Status[] = ['created', ...live, 'cancelled', 'replaced', 'failed']
