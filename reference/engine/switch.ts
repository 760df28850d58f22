import type { Fault, FaultKind } from '../reference.ts'
import type { Hooks } from './hooks.ts'

/** A fault and what it makes of a service. */
export type Switch<Thing = never> = Fault & {
  readonly hooks: Partial<Hooks<Thing>>
  /** The family that the fault is derived by; none where it tells a story of its own. */
  readonly family?: string
}

/** A fault as it is written down: its requirements without the contract's name. */
export type Row<Thing = never> = Omit<Switch<Thing>, 'kind'>

export const switchesOf = <Thing = never>(
  contract: string,
  kind: FaultKind,
  rows: readonly Row<NoInfer<Thing>>[],
): readonly Switch<Thing>[] =>
  rows.map(({ requirement, also, ...row }) => ({
    ...row,
    kind,
    requirement: `${contract}/${requirement}`,
    ...(also ? { also: also.map((one) => `${contract}/${one}`) } : {}),
  }))

/** A service that does not notice when the requirement is broken. */
export const overlooking = (contract: string, requirement: string): Pick<Hooks, 'overlooks'> => ({
  overlooks: (broken) => broken === `${contract}/${requirement}`,
})

/** A service that slips at one rule of its conduct. */
export const slipping = (slip: string): Pick<Hooks, 'slips'> => ({ slips: (one) => one === slip })
