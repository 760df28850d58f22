import { isAccepted } from '../../checks/answer.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { Tentative } from '../../generators/tentative.ts'

export type Refused = { readonly value: Tentative; readonly exchange: Exchange }

export type Together = { readonly row: readonly Tentative[]; readonly exchange: Exchange }

/** Undefined where nothing was learnt: not answered, not sent. */
export type Trial = (row: readonly Tentative[]) => Promise<Exchange | undefined>

type Narrowed = {
  readonly single: readonly Refused[]
  readonly together: readonly Together[]
  /** Every value was taken in some request. */
  readonly isTaken: boolean
}

/** What of a row is refused alone, and what only together with others. */
export const narrowed = async (trial: Trial, row: readonly Tentative[]): Promise<Narrowed> => {
  const none = { single: [], together: [] }
  const exchange = await trial(row)
  if (!exchange) return { ...none, isTaken: false }
  if (isAccepted(exchange)) return { ...none, isTaken: true }
  const [only] = row
  if (only && row.length === 1) return { ...none, single: [{ value: only, exchange }], isTaken: false }
  const middle = Math.ceil(row.length / 2)
  const [before, after] = [row.slice(0, middle), row.slice(middle)]
  const one = await narrowed(trial, before)
  const other = await narrowed(trial, after)
  const pair = one.isTaken && other.isTaken ? await pairOf(trial, { before, after }) : undefined
  return {
    single: [...one.single, ...other.single],
    together: [...one.together, ...other.together, ...(pair ? [pair] : [])],
    isTaken: false,
  }
}

type Halves = { readonly before: readonly Tentative[]; readonly after: readonly Tentative[] }

/**
 * Of two halves that are taken, but not together, a value of either that are refused together; undefined where it takes
 * more than two.
 */
const pairOf = async (trial: Trial, { before, after }: Halves): Promise<Together | undefined> => {
  const first = await lastNeeded(before, (some) => trial([...some, ...after]))
  const second = first && (await lastNeeded(after, (some) => trial([first, ...some])))
  if (!first || !second) return undefined
  const row = [first, second]
  const exchange = await trial(row)
  return exchange && !isAccepted(exchange) ? { row, exchange } : undefined
}

/** The last value of the shortest beginning that is refused; undefined where not every question is answered. */
const lastNeeded = async (
  values: readonly Tentative[],
  ask: (some: readonly Tentative[]) => Promise<Exchange | undefined>,
): Promise<Tentative | undefined> => {
  let [low, high] = [1, values.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const exchange = await ask(values.slice(0, middle))
    if (!exchange) return undefined
    if (isAccepted(exchange)) low = middle + 1
    else high = middle
  }
  return values[high - 1]
}
