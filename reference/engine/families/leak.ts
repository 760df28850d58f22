import { type Json, objectOf } from '../../../core/json.ts'
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
  readonly place: Place
}

/** A text after the body makes it no longer what its label says. */
const alsoMislabelled = ({ operation, place, also = [] }: Leak): readonly string[] =>
  place === 'text' ? [...also, `${operation}/transport/label`] : also

/** Replies that hold the credentials of the request. */
export const leaksToken = (leaks: readonly Leak[]): readonly Row[] =>
  leaks.map((leak) => {
    const { operation, when, place, ...row } = leak
    return derived('leak', {
      ...row,
      also: alsoMislabelled(leak),
      requirement: `${operation}/security/no-secret-echo`,
      hooks: leaking(when, place, { of: (authorization) => authorization ?? '', after: ' ' }),
    })
  })

/** Replies that hold a stack trace. */
export const leaksTrace = (trace: string, leaks: readonly Leak[]): readonly Row[] =>
  leaks.map((leak) => {
    const { operation, when, place, ...row } = leak
    return derived('leak', {
      ...row,
      also: alsoMislabelled(leak),
      requirement: `${operation}/security/no-stack-trace`,
      hooks: leaking(when, place, { of: () => trace, after: '\n' }),
    })
  })

type Secret = {
  readonly of: (authorization: string | null) => string
  /** What stands between a text and it. */
  readonly after: string
}

const leaking = (when: When, place: Place, secret: Secret): Pick<Hooks, 'answers'> => {
  if (place === 'header')
    return withHeader(when, 'x-request-authorization', ({ headers }) => secret.of(headers.get('authorization')))
  if (place === 'text')
    return answersWith(when, (answer, { headers }) => ({
      ...answer,
      text: textOf(answer) + secret.after + secret.of(headers.get('authorization')),
    }))
  return bodyWith(when, (body, _, { headers }) => withIn(body, place.member, secret.of(headers.get('authorization'))))
}

/** The body with a member that may lie in objects that are not there yet. */
const withIn = (body: Json, [step, ...rest]: readonly string[], value: string): Json => {
  if (step === undefined) return value
  const object = objectOf(body)
  return { ...object, [step]: withIn(object[step] ?? {}, rest, value) }
}
