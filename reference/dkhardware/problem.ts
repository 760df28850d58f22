import { type OperationId, requirementId } from './operations.ts'

/** Something about a request that makes the service refuse it. */
export type Problem = {
  /** The requirement that says so. */
  readonly requirement: string
  readonly status: 400 | 401 | 405
  /** The field in question, as `errors` names it. */
  readonly key: string
  readonly message: string
}

/** A problem that has nothing to do with one member of the body. */
export const problemOf = (
  operation: OperationId,
  facet: string,
  { status, key, message }: Omit<Problem, 'requirement'>,
): Problem => ({ requirement: requirementId(`${operation}/${facet}`), status, key, message })
