import type { Breakage } from '../breakage.ts'
import type { Answer } from './answer.ts'
import type { Call } from './call.ts'
import type { Problem } from './problems.ts'

/** The places at which a fault can make the service misbehave. */
export type Hooks = {
  /** Whether a broken requirement goes unnoticed. */
  overlooks(requirement: string, call: Call): boolean
  /** Problems that the service sees in requests that have none. */
  finds(call: Call): readonly Problem[]
  /** Whether the service slips at a rule that its acts keep. */
  slips(slip: Slip): boolean
  answers(answer: Answer, call: Call): Answer
  breaks(answer: Answer, call: Call): Breakage | undefined
}

/** Rules of conduct that a fault can switch off. */
export type Slip =
  | 'used baskets stay'
  | 'chosen numbers are given again'
  | 'notes share an id'
  | 'payments share an id'
  | 'numbers are its own'
  | 'chosen orders are lost'
  | 'duplicates overwrite'
  | 'new orders are open'
  | 'baskets are considered'
  | 'chosen baskets are considered'
  | 'failing is refused'
  | 'status is not kept'
  | 'refused status is kept'
  | 'any status is taken'
  | 'placed orders stay'
  | 'placed orders go back'
  | 'failed orders revive'
  | 'cancelled orders revive'
  | 'custom properties are lost'
  | 'custom properties fade'
  | 'order total is writable'
  | 'channel is a marketplace'
  | 'states are always stale'
  | 'states are not compared'
  | 'state headers are not compared'
  | 'states of instruments are not compared'
  | 'notes are lost'
  | 'notes lose their text'
  | 'notes stay'
  | 'notes go together'
  | 'empty notes crash'
  | 'twelve cents are lost'
  | 'twelve cents are thirteen'
  | 'reads are counted'
  | 'updates are lost'
  | 'instruments stay'
  | 'instruments go together'
  | 'cards are not needed'
  | 'stored cards are not read'
  | 'stored cards are not enough'
  | 'stored cards do not replace'
  | 'numbers are stored'
  | 'security codes are stored'
  | 'masks show eight'
  | 'payment does not place'
  | 'updates do not place'
  | 'a cent less places'
  | 'skipping places'
  | 'methods are empty'
  | 'unknown instruments crash'
  | 'the third note is dropped'
  | 'removals take two'

/** Hooks that do all of it, one after the other. */
export const combined = (all: readonly Partial<Hooks>[]): Hooks => ({
  overlooks: (requirement, call) => all.some(({ overlooks }) => overlooks?.(requirement, call)),
  finds: (call) => all.flatMap(({ finds }) => finds?.(call) ?? []),
  slips: (slip) => all.some(({ slips }) => slips?.(slip)),
  answers: (answer, call) => all.reduce((result, { answers }) => answers?.(result, call) ?? result, answer),
  breaks: (answer, call) => all.map(({ breaks }) => breaks?.(answer, call)).find((breakage) => breakage !== undefined),
})
