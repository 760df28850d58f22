import { textOf } from '../answer.ts'
import { labelled, type When, withHeader, written } from '../shape.ts'
import type { Row } from '../switch.ts'
import { derived } from './derived.ts'

type Case = Omit<Row, 'hooks' | 'family' | 'requirement'> & {
  /** The beginning of the requirement: `createOrder/response.200`. */
  readonly shape: string
  readonly when: When
}

/** Replies with the label of another media type. */
export const mislabels = (cases: readonly (Case & { readonly type: string })[]): readonly Row[] =>
  cases.map(({ shape, when, type, ...row }) =>
    derived('label', { ...row, requirement: `${shape}/content-type`, hooks: labelled(when, type) }),
  )

/** Replies that are not of the form that their label names: the text itself, or what becomes of it. */
export const garbles = (
  cases: readonly (Case & { readonly text: string | ((text: string) => string) })[],
): readonly Row[] =>
  cases.map(({ shape, when, text, ...row }) =>
    derived('label', {
      ...row,
      requirement: `${shape}/parses`,
      hooks: written(when, (answer) => (typeof text === 'string' ? text : text(textOf(answer)))),
    }),
  )

/** Replies that caches may keep, though they must not. */
export const storable = (cases: readonly (Omit<Case, 'shape'> & { readonly operation: string })[]): readonly Row[] =>
  cases.map(({ operation, when, ...row }) =>
    derived('label', {
      ...row,
      requirement: `${operation}/headers/not-cached`,
      hooks: withHeader(when, 'cache-control', () => 'max-age=3600'),
    }),
  )
