import type { Fault, FaultKind } from '../../reference.ts'
import type { Hooks, Slip } from '../hooks.ts'
import { requirementId } from '../operations.ts'

/** A fault and what it makes of the service. */
export type Switch = Fault & { readonly hooks: Partial<Hooks> }

/** A fault as it is written down: its requirements without the contract's name. */
export type Row = Omit<Switch, 'kind'>

export const switchesOf = (kind: FaultKind, rows: readonly Row[]): readonly Switch[] =>
  rows.map(({ requirement, also, hooks, ...row }) => ({
    ...row,
    kind,
    requirement: requirementId(requirement),
    ...(also ? { also: also.map(requirementId) } : {}),
    hooks,
  }))

/** A service that does not notice when the requirement is broken. */
export const overlooking = (requirement: string): Partial<Hooks> => ({
  overlooks: (broken) => broken === requirementId(requirement),
})

export const slipping = (slip: Slip): Partial<Hooks> => ({ slips: (one) => one === slip })
