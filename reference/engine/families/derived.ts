import type { Row } from '../switch.ts'

/** The ways in which faults are derived. */
export type Family =
  | 'accepts'
  | 'ignores'
  | 'credentials'
  | 'refuses'
  | 'status'
  | 'body'
  | 'label'
  | 'errors'
  | 'leak'
  | 'wire'
  | 'reads back'

type Draft = Omit<Row, 'also' | 'family'> & {
  readonly also?: readonly string[] | undefined
}

/** A row of a family. What is broken besides is left out where it is nothing. */
export const derived = (family: Family, { also = [], ...row }: Draft): Row => ({
  ...row,
  family,
  ...(also.length > 0 ? { also } : {}),
})

/** The operations that a family speaks about. */
export type Subject = {
  readonly contract: string
  readonly operations: readonly string[]
  /** How ids name the operation. @defaultValue `-at-` and its id */
  readonly at?: (operation: string) => string
}

export const usualAt = (operation: string): string => `-at-${operation}`
