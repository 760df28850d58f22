import type { JsonObject } from '../../core/json.ts'
import type { Answer } from './answer.ts'
import type { Breakage } from './breakage.ts'
import type { Call } from './call.ts'
import type { Problem } from './problem.ts'

/** An answer as a fault has it: what it is about stays what it was. */
export type Changed = Omit<Answer, 'about'>

/** The places at which a fault can make a service misbehave. Things are what the service remembers. */
export type Hooks<Thing = never> = {
  /** Whether a broken requirement goes unnoticed. */
  overlooks(requirement: string, call: Call): boolean
  /** Problems that the service sees in requests that have none. */
  finds(call: Call): readonly Problem[]
  /** Whether the service slips at a rule of its conduct. */
  slips(slip: string): boolean
  /** A thing before it is remembered. */
  stores(thing: Thing, call: Call): Thing
  /** What a success says, before it is written down. */
  says(value: JsonObject, call: Call): JsonObject
  answers(answer: Answer<Thing>, call: Call): Changed
  breaks(answer: Answer<Thing>, call: Call): Breakage | undefined
  /** An event before it is sent. */
  tells(event: JsonObject): JsonObject
}

/** Hooks that do all of it, one after the other. */
export const combined = <Thing>(all: readonly Partial<Hooks<Thing>>[]): Hooks<Thing> => ({
  overlooks: (requirement, call) => all.some(({ overlooks }) => overlooks?.(requirement, call)),
  finds: (call) => all.flatMap(({ finds }) => finds?.(call) ?? []),
  slips: (slip) => all.some(({ slips }) => slips?.(slip)),
  stores: (thing, call) => all.reduce((result, { stores }) => stores?.(result, call) ?? result, thing),
  says: (value, call) => all.reduce((result, { says }) => says?.(result, call) ?? result, value),
  answers: (answer, call) =>
    all.reduce((result, { answers }) => (answers ? sameAbout(result, answers(result, call)) : result), answer),
  breaks: (answer, call) => all.map(({ breaks }) => breaks?.(answer, call)).find((breakage) => breakage !== undefined),
  tells: (event) => all.reduce((result, { tells }) => tells?.(result) ?? result, event),
})

export const sameAbout = <Thing>({ about }: Answer<Thing>, changed: Changed): Answer<Thing> => {
  const { status, headers, body, text } = changed
  return { status, headers, body, ...(text === undefined ? {} : { text }), ...(about ? { about } : {}) }
}
