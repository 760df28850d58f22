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
  /** How it is tried for a keyword, where not as all others are. */
  readonly testedAs?: (keyword: string) => TestedBy | undefined
  /** Keywords that nothing can break here. */
  readonly without?: (keyword: string) => boolean
}

export const schemaRequirements = (node: SchemaNode, slot: Slot): readonly Requirement[] => {
  const place = placeOf(node.path) || 'the body'
  const of = ({ keyword, title, ambiguities, testedBy = slot.testedBy }: Promised): Requirement => ({
    id: slot.id(facetOf(node.path, keyword)),
    operation: slot.operation,
    level: levelOf(node.levels, keyword, sourceOf(node, keyword)),
    title,
    source: sourceOf(node, keyword),
    ambiguities: [...new Set([...ambiguities, ...node.ambiguities])],
    testedBy: slot.testedAs?.(keyword) ?? testedBy,
    fixtures: slot.fixtures,
  })
  const known = keywordsOf(node).map((keyword): Promised => {
    const { name, says } = keyword
    const unjudged = whyUnjudged(node, keyword)
    return {
      keyword: name,
      title: `${place} ${says(node.schemas.strict[name] ?? node.schemas.wide[name] ?? null)}`,
      ambiguities: ambiguitiesOf(node, name),
      ...(unjudged === undefined ? {} : { testedBy: { kind: 'nothing', how: unjudged } }),
    }
  })
  return [...presence(node, place, slot), ...known].filter(({ keyword }) => slot.without?.(keyword) !== true).map(of)
}

type Promised = {
  readonly keyword: string
  readonly title: string
  readonly ambiguities: readonly number[]
  readonly testedBy?: TestedBy
}

const presence = (node: SchemaNode, place: string, slot: Slot): readonly Promised[] => {
  const last = node.path.at(-1)
  if (last === undefined || last === '[]' || last === '*') return []
  const ambiguities = node.requiredAmbiguity === undefined ? [] : [node.requiredAmbiguity]
  // Whether it may be left out depends on other values or on the target's state: stories try that.
  if (!node.required.strict && 'x-assay-drawn' in node.schemas.strict) return []
  if (node.required.strict) return [{ keyword: 'required', title: `${place} is present`, ambiguities }]
  // That a member may be left out is a promise to those who send it, not to those who read it.
  return slot.testedBy.kind === 'violation'
    ? [{ keyword: 'optional', title: `${place} may be left out`, ambiguities, testedBy: takenWithout }]
    : []
}

/** A request without what may be left out breaks nothing: it must be taken. */
const takenWithout: TestedBy = { kind: 'acceptance', how: 'sends a valid request that leaves it out' }

/** The contradictions that make a keyword of a node narrower under one reading than under the other. */
export const ambiguitiesOf = ({ fragments }: SchemaNode, keyword: string): readonly number[] =>
  fragments.filter((fragment) => keyword in fragment).map(({ ambiguity }) => ambiguity)
