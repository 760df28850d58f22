import { placeOf } from '../../core/place.ts'
import type { Requirement, TestedBy } from '../../core/requirement.ts'
import { keywordsOf, whyUnjudged } from '../schema/keywords.ts'
import type { SchemaNode } from '../schema/node.ts'
import { levelOf, sourceOf } from '../schema/provenance.ts'
import { facetOf } from './facets.ts'

type Slot = {
  readonly id: (facet: string) => string
  readonly operation: string
  readonly testedBy: TestedBy
  readonly fixtures: readonly string[]
}

export const schemaRequirements = (node: SchemaNode, slot: Slot): readonly Requirement[] => {
  const place = placeOf(node.path) || 'the body'
  const of = (keyword: string, title: string, ambiguities: readonly number[]): Requirement => ({
    id: slot.id(facetOf(node.path, keyword)),
    operation: slot.operation,
    level: levelOf(node.levels, keyword, sourceOf(node, keyword)),
    title,
    source: sourceOf(node, keyword),
    ambiguities: [...new Set([...ambiguities, ...node.ambiguities])],
    testedBy: slot.testedBy,
    fixtures: slot.fixtures,
  })
  const known = keywordsOf(node).map((keyword) => {
    const { name, says } = keyword
    const title = `${place} ${says(node.schemas.strict[name] ?? node.schemas.wide[name] ?? null)}`
    const unjudged = whyUnjudged(node, keyword)
    const requirement = of(name, title, ambiguitiesOf(node, name))
    return unjudged === undefined
      ? requirement
      : { ...requirement, testedBy: { kind: 'nothing', how: unjudged } as const }
  })
  const present = presence(node, place, of)
  return [...(slot.testedBy.kind === 'violation' ? present.map(takenWithout) : present.filter(isDemand)), ...known]
}

/** A request without what may be left out breaks nothing: it must be taken. */
const takenWithout = (requirement: Requirement): Requirement =>
  isDemand(requirement)
    ? requirement
    : { ...requirement, testedBy: { kind: 'acceptance', how: 'sends a valid request that leaves it out' } }

/** That a member may be left out is a promise to those who send it, not to those who read it. */
const isDemand = ({ id }: Requirement): boolean => id.endsWith('/required')

const presence = (
  node: SchemaNode,
  place: string,
  of: (keyword: string, title: string, ambiguities: readonly number[]) => Requirement,
): readonly Requirement[] => {
  const last = node.path.at(-1)
  if (last === undefined || last === '[]' || last === '*') return []
  const ambiguities = node.requiredAmbiguity === undefined ? [] : [node.requiredAmbiguity]
  // Whether it may be left out depends on other values or on the target's state: stories try that.
  if (!node.required.strict && 'x-assay-drawn' in node.schemas.strict) return []
  return node.required.strict
    ? [of('required', `${place} is present`, ambiguities)]
    : [of('optional', `${place} may be left out`, ambiguities)]
}

/** The contradictions that make a keyword of a node narrower under one reading than under the other. */
export const ambiguitiesOf = ({ fragments }: SchemaNode, keyword: string): readonly number[] =>
  fragments.filter((fragment) => keyword in fragment).map(({ ambiguity }) => ambiguity)
