import type { Hooks } from '../hooks.ts'
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
  | 'leak'
  | 'wire'
  | 'reads back'

type Draft<Thing> = Omit<Row<Thing>, 'also' | 'family' | 'hooks'> & {
  readonly also?: readonly string[] | undefined
  readonly hooks: Partial<Hooks<Thing>>
}

/** A row of a family. What is broken besides is left out where it is nothing. */
export const derived = <Thing = never>(family: Family, { also = [], ...row }: Draft<NoInfer<Thing>>): Row<Thing> => ({
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
