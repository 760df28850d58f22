import { isObject, type Json, type JsonObject } from '../../../core/json.ts'
import { textOf } from '../answer.ts'
import type { Hooks } from '../hooks.ts'
import { answersWith, bodyWith, type When, withHeader } from '../shape.ts'
import type { Row } from '../switch.ts'
import { derived } from './derived.ts'

/** Where a leak shows: in a header, after the text, or in a member of the body. */
type Place = 'header' | 'text' | { readonly member: readonly string[] }

type Leak = Omit<Row, 'hooks' | 'family' | 'requirement'> & {
  readonly operation: string
  readonly when: When
  readonly in: Place
}

/** Replies that hold the credentials of the request. */
export const leaksToken = (leaks: readonly Leak[]): readonly Row[] =>
  leaks.map(({ operation, when, in: place, ...row }) =>
    derived('leak', {
      ...row,
      requirement: `${operation}/security/no-secret-echo`,
      hooks: told(when, place, (authorization) => authorization ?? ''),
    }),
  )

/** Replies that hold a stack trace. */
export const leaksTrace = (trace: string, leaks: readonly Leak[]): readonly Row[] =>
  leaks.map(({ operation, when, in: place, ...row }) =>
    derived('leak', {
      ...row,
      requirement: `${operation}/security/no-stack-trace`,
      hooks: told(when, place, () => trace),
    }),
  )

const told = (when: When, place: Place, secret: (authorization: string | null) => string): Pick<Hooks, 'answers'> => {
  if (place === 'header')
    return withHeader(when, 'x-request-authorization', ({ headers }) => secret(headers.get('authorization')))
  if (place === 'text')
    return answersWith(when, (answer, { headers }) => ({
      ...answer,
      text: `${textOf(answer)}\n${secret(headers.get('authorization'))}`,
    }))
  return bodyWith(when, (body, _, { headers }) => withIn(body, place.member, secret(headers.get('authorization'))))
}

/** The body with a member that may lie in objects that are not there yet. */
const withIn = (body: Json, [step, ...rest]: readonly string[], value: string): Json => {
  if (step === undefined) return value
  const object = isObject(body) ? (body as JsonObject) : {}
  return { ...object, [step]: withIn(object[step] ?? {}, rest, value) }
}
