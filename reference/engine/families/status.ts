import { type When, withStatus } from '../shape.ts'
import type { Row } from '../switch.ts'
import { derived } from './derived.ts'

type Case = Omit<Row, 'hooks' | 'family'> & { readonly when: When; readonly status: number }

/** Answers that are right but for their status. */
export const answersStatus = (cases: readonly Case[]): readonly Row[] =>
  cases.map(({ when, status, ...row }) => derived('status', { ...row, hooks: withStatus(when, status) }))
