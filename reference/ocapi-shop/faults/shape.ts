import { at, type Json, type JsonObject, type Path, withAt, without } from '../../../core/json.ts'
import type { Answer } from '../answer.ts'
import type { Call } from '../call.ts'
import type { Hooks } from '../hooks.ts'
import type { OperationId } from '../operations.ts'

/** The answers that a fault speaks about. */
export type When = (answer: Answer, call: Call) => boolean

export const replies =
  (operation: OperationId, status = 200): When =>
  (answer, call) =>
    call.operation === operation && answer.status === status

/** Answers of an operation that are the fault of the given type. */
export const faults =
  (operation: OperationId, type: string): When =>
  (answer, call) =>
    call.operation === operation && at(answer.body, ['fault', 'type']) === type

type Answers = Pick<Hooks, 'answers'>

export const answersWith = (when: When, change: (answer: Answer, call: Call) => Answer): Answers => ({
  answers: (answer, call) => (when(answer, call) ? change(answer, call) : answer),
})

export const bodyWith = (when: When, change: (body: JsonObject, call: Call) => Json): Answers =>
  answersWith(when, (answer, call) => ({ ...answer, body: change(answer.body, call) as JsonObject }))

export const sets = (when: When, path: Path, value: Json): Answers =>
  bodyWith(when, (body) => withAt(body, path, value))

export const drops = (when: When, path: Path): Answers => bodyWith(when, (body) => without(body, path))

export const labelled = (when: When, contentType: string): Answers =>
  answersWith(when, (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': contentType } }))

export const written = (when: When, text: string): Answers => answersWith(when, (answer) => ({ ...answer, text }))

export const withStatus = (when: When, status: number): Answers =>
  answersWith(when, (answer) => ({ ...answer, status }))
