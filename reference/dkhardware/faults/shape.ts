import { at, type Json, type JsonObject, type Path, withAt, without } from '../../../core/json.ts'
import type { Answer } from '../answer.ts'
import type { Call } from '../call.ts'
import type { Hooks } from '../hooks.ts'
import type { OperationId } from '../operations.ts'
import { lastPoll, type Submission, statusOf } from '../submission.ts'

/** The answers that a fault speaks about. */
export type When = (answer: Answer, call: Call) => boolean

export const replies =
  (operation: OperationId, status: number): When =>
  (answer, call) =>
    call.operation === operation && answer.status === status

/** Status replies that say so, for submissions of the given operation or of any. */
export const shows =
  (status: 'Accepted' | 'Processing' | 'Succeeded' | 'Failed', operation?: OperationId): When =>
  ({ about }) =>
    about !== undefined &&
    about.poll > 0 &&
    at(statusOf(about), ['status']) === status &&
    (operation === undefined || about.submission.operation === operation)

/** Status replies with an order in them. */
export const shown: When = shows('Succeeded', 'createOrder')

/** Status replies to polls after the one that showed the end. */
export const later =
  (when: When): When =>
  (answer, call) =>
    when(answer, call) && (answer.about?.poll ?? 0) > lastPoll

type Answers = Pick<Hooks, 'answers'>

export const answersWith = (when: When, change: (answer: Answer, call: Call) => Answer): Answers => ({
  answers: (answer, call) => (when(answer, call) ? change(answer, call) : answer),
})

export const bodyWith = (when: When, change: (body: Json, answer: Answer, call: Call) => Json): Answers =>
  answersWith(when, (answer, call) => ({ ...answer, body: change(answer.body, answer, call) }))

export const sets = (when: When, path: Path, value: Json): Answers =>
  bodyWith(when, (body) => withAt(body, path, value))

export const drops = (when: When, path: Path): Answers => bodyWith(when, (body) => without(body, path))

/** Changes a value where there is one. */
export const alters = (when: When, path: Path, change: (value: Json) => Json): Answers =>
  bodyWith(when, (body) => {
    const value = at(body, path) as Json | undefined
    return value === undefined || value === null ? body : withAt(body, path, change(value))
  })

const items: Path = ['payload', 'items']

/** Changes each item of the order. */
export const altersItems = (change: (item: JsonObject) => Json): Answers =>
  alters(shown, items, (list) => (Array.isArray(list) ? list.map((item: JsonObject) => change(item)) : list))

/** The text with another last character. */
export const otherText = (value: Json): Json => {
  const letters = [...String(value)]
  return [...letters.slice(0, -1), letters.at(-1) === 'x' ? 'y' : 'x'].join('')
}

/** The submission as if it were about another order. */
export const withOrderId = (submission: Submission, orderId: string): Submission => {
  const { end } = submission
  return { ...submission, end: { ...end, orderId, ...(end.payload ? { payload: { ...end.payload, orderId } } : {}) } }
}
