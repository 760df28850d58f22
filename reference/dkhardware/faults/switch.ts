import type { FaultKind } from '../../reference.ts'
import * as shared from '../../switch.ts'
import type { Hooks } from '../hooks.ts'

const contract = 'dkhardware'

export type Switch = shared.SwitchOf<Hooks>
export type Row = shared.RowOf<Hooks>

export const switchesOf = (kind: FaultKind, rows: readonly Row[]): readonly Switch[] =>
  shared.switchesOf(contract, kind, rows)

export const overlooking = (requirement: string): Partial<Hooks> => shared.overlooking(contract, requirement)
