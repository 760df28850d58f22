import { overlooking, type RowOf, type SwitchOf, switchesOf } from '../switch.ts'
import type { Answer } from './answer.ts'
import type { Call } from './call.ts'
import type { Hooks } from './hooks.ts'

export type Switch = SwitchOf<Hooks>
export type Row = RowOf<Hooks>

export { overlooking, switchesOf }

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
