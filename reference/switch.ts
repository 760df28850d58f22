import type { Fault, FaultKind } from './reference.ts'

/** A fault and what it makes of a service, whose places to misbehave are its hooks. */
export type SwitchOf<Hooks> = Fault & { readonly hooks: Partial<Hooks> }

/** A fault as it is written down: its requirements without the contract's name. */
export type RowOf<Hooks> = Omit<SwitchOf<Hooks>, 'kind'>

export const switchesOf = <Hooks>(
  contract: string,
  kind: FaultKind,
  rows: readonly RowOf<Hooks>[],
): readonly SwitchOf<Hooks>[] =>
  rows.map(({ requirement, also, ...row }) => ({
    ...row,
    kind,
    requirement: `${contract}/${requirement}`,
    ...(also ? { also: also.map((one) => `${contract}/${one}`) } : {}),
  }))

/** A service that does not notice when the requirement is broken. */
export const overlooking = (contract: string, requirement: string) => ({
  overlooks: (broken: string): boolean => broken === `${contract}/${requirement}`,
})
