import { at, type Json, type Path, withAt, without } from '../../core/json.ts'
import type { Answer } from './answer.ts'
import type { Call } from './call.ts'
import type { Changed, Hooks } from './hooks.ts'

/** The answers that a fault speaks about. */
export type When<Thing = unknown> = (answer: Answer<Thing>, call: Call) => boolean

type Answers<Thing> = Pick<Hooks<Thing>, 'answers'>

export const replies =
  (operation: string, status: number): When =>
  (answer, call) =>
    call.operation === operation && answer.status === status

export const answersWith = <Thing>(
  when: When<Thing>,
  change: (answer: Answer<Thing>, call: Call) => Changed,
): Answers<Thing> => ({
  answers: (answer, call) => (when(answer, call) ? change(answer, call) : answer),
})

export const bodyWith = <Thing>(
  when: When<Thing>,
  change: (body: Json, answer: Answer<Thing>, call: Call) => Json,
): Answers<Thing> => answersWith(when, (answer, call) => ({ ...answer, body: change(answer.body, answer, call) }))

export const sets = <Thing>(when: When<Thing>, path: Path, value: Json): Answers<Thing> =>
  bodyWith(when, (body) => withAt(body, path, value))

export const drops = <Thing>(when: When<Thing>, path: Path): Answers<Thing> =>
  bodyWith(when, (body) => without(body, path))

/** Changes a value where there is one. */
export const alters = <Thing>(when: When<Thing>, path: Path, change: (value: Json) => Json): Answers<Thing> =>
  bodyWith(when, (body) => {
    const value = at(body, path)
    return value === undefined || value === null ? body : withAt(body, path, change(value))
  })

export const withHeader = <Thing>(when: When<Thing>, name: string, value: (call: Call) => string): Answers<Thing> =>
  answersWith(when, (answer, call) => ({ ...answer, headers: { ...answer.headers, [name]: value(call) } }))

export const labelled = <Thing>(when: When<Thing>, contentType: string): Answers<Thing> =>
  withHeader(when, 'content-type', () => contentType)

export const written = <Thing>(when: When<Thing>, text: (answer: Answer<Thing>) => string): Answers<Thing> =>
  answersWith(when, (answer) => ({ ...answer, text: text(answer) }))

export const withStatus = <Thing>(when: When<Thing>, status: number): Answers<Thing> =>
  answersWith(when, (answer) => ({ ...answer, status }))
