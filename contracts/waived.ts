import type { Violation } from './schema/judge.ts'
import { nodeAt, type SchemaNode } from './schema/node.ts'

/** Without the members that a schema requires of replies only, or of requests only, where it is the other that is judged. */
export const demanded = (root: SchemaNode, violations: readonly Violation[]): readonly Violation[] =>
  violations.filter(
    ({ path, keyword }) =>
      keyword !== 'required' || !nodeAt(root, path.slice(0, -1))?.waived.includes(String(path.at(-1))),
  )
