import type { Fault, FaultKind } from '../reference.ts'
import type { Answer } from './answer.ts'
import type { Call } from './call.ts'
import type { Hooks } from './hooks.ts'

/** A fault and what it makes of the service. */
export type Switch = Fault & { readonly hooks: Partial<Hooks> }

/** A fault as it is written down: its requirements without the contract's name. */
export type Row = Omit<Switch, 'kind'>

export const switchesOf = (contract: string, kind: FaultKind, rows: readonly Row[]): readonly Switch[] =>
  rows.map(({ requirement, also, ...row }) => ({
    ...row,
    kind,
    requirement: `${contract}/${requirement}`,
    ...(also ? { also: also.map((one) => `${contract}/${one}`) } : {}),
  }))

/** A service that does not notice when the requirement is broken. */
export const overlooking = (contract: string, requirement: string): Partial<Hooks> => ({
  overlooks: (broken) => broken === `${contract}/${requirement}`,
})

/** The answers that a fault speaks about. */
export type When = (answer: Answer, call: Call) => boolean

export const replies =
  (operation: string, status: number): When =>
  (answer, call) =>
    call.operation === operation && answer.status === status

export const answersWith = (when: When, change: (answer: Answer, call: Call) => Answer): Partial<Hooks> => ({
  answers: (answer, call) => (when(answer, call) ? change(answer, call) : answer),
})

export const withStatus = (when: When, status: number): Partial<Hooks> =>
  answersWith(when, (answer) => ({ ...answer, status }))
