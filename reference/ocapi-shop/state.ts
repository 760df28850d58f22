import { fixtures } from './fixtures.ts'
import { newOrder, type Order } from './order.ts'

/** What the service remembers. */
export type State = {
  readonly order: (no: string) => Order | undefined
  readonly keep: (order: Order) => void
  readonly lose: (no: string) => void
  readonly isUsed: (basketId: string) => boolean
  readonly use: (basketId: string) => void
  /** How often it was asked so far. */
  readonly count: () => number
  /** A number that a caller chose, once each; those of stories, which are longer, are left alone. */
  readonly drawnNumber: () => string | undefined
  /** A number that no order has. */
  readonly nextNumber: () => string
}

export const newState = (): State => {
  const orders = new Map([knownOrder, newOrder(fixtures.foreignOrderNo, true)].map((order) => [order.no, order]))
  const used = new Set<string>()
  const given = new Set<string>()
  let last = 100
  let reads = 0
  return {
    order: (no) => orders.get(no),
    keep: (order) => void orders.set(order.no, order),
    lose: (no) => void orders.delete(no),
    isUsed: (basketId) => used.has(basketId),
    use: (basketId) => void used.add(basketId),
    count: () => {
      reads += 1
      return reads
    },
    drawnNumber: () => {
      const no = [...orders.keys()].findLast((one) => /-\w{8}$/.test(one) && !given.has(one))
      if (no !== undefined) given.add(no)
      return no
    },
    nextNumber: () => {
      do last += 1
      while (orders.has(String(last).padStart(8, '0')))
      return String(last).padStart(8, '0')
    },
  }
}

/** An order that is there from the start, with a payment instrument that cannot be changed any more. */
const plainOrder = newOrder(fixtures.orderNo)
const knownOrder: Order = {
  ...plainOrder,
  instruments: [
    ...plainOrder.instruments,
    {
      id: fixtures.maskedPaymentInstrumentId,
      method: 'BANK_TRANSFER',
      amount: 0,
      authorized: false,
      locked: true,
      account: { masked_number: '******6789', number_masked: '******6789', number_last_digits: '6789' },
      custom: {},
    },
  ],
}
