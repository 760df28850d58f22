import type { FaultKind } from '../../reference.ts'
import * as shared from '../../switch.ts'
import type { Hooks, Slip } from '../hooks.ts'

const contract = 'ocapi-shop'

export type Switch = shared.SwitchOf<Hooks>
export type Row = shared.RowOf<Hooks>

export const switchesOf = (kind: FaultKind, rows: readonly Row[]): readonly Switch[] =>
  shared.switchesOf(contract, kind, rows)

export const overlooking = (requirement: string): Partial<Hooks> => shared.overlooking(contract, requirement)

export const slipping = (slip: Slip): Partial<Hooks> => ({ slips: (one) => one === slip })
