import { levelOfSource, type Requirement } from '../../core/requirement.ts'
import type { WrittenRequirement } from './written.ts'

/** The requirement that a relation writes down, with the numbers of all readings that it allows. */
export const requirementOf = (
  contract: string,
  written: WrittenRequirement,
  { operation, numbers = [] }: { readonly operation: string; readonly numbers?: readonly number[] },
): Requirement => ({
  id: `${contract}/${written.id}`,
  operation: written.operation ?? operation,
  level: levelOfSource(written.source),
  title: written.title,
  source: written.source,
  ambiguities: sorted([...(written.ambiguities ?? []), ...numbers]),
  testedBy: { kind: 'flow', how: written.how },
  fixtures: [],
})

export const sorted = (numbers: readonly number[]): readonly number[] =>
  [...new Set(numbers)].sort((one, other) => one - other)
