import type { Relation } from '../../contracts/relations/relation.ts'
import type { Session } from '../session.ts'

/** The requirements of the contract's relations below a facet, for stories that bring about what they are judged on. */
export const relationFacets = ({ contract }: Session, base: string): readonly string[] =>
  [...new Set(contract.relations.flatMap(facetsOf))].filter((facet) => facet.startsWith(`${base}/`))

const facetsOf = (relation: Relation): readonly string[] => {
  switch (relation.kind) {
    case 'echo':
      return relation.members.flatMap(({ facet, pairs }) => [
        facet,
        ...(pairs?.members.map((inner) => inner.facet) ?? []),
      ])
    case 'readsBack':
      return [
        relation.read.stable,
        ...(relation.refused === undefined ? [] : [relation.refused]),
        ...relation.writes.flatMap(({ facet, frame }) => [facet ?? [], frame ?? []].flat()),
      ]
    case 'alike':
      return relation.calls.flatMap(({ forms }) =>
        forms.flatMap(({ reply, effect }) => [reply ?? [], effect?.facet ?? []].flat()),
      )
    case 'isolated':
      return [relation.facet]
    case 'settles':
      return [
        relation.known ?? [],
        relation.forward,
        relation.final.facet,
        relation.stable?.facet ?? [],
        ...relation.holds.map((one) => one.facet),
      ].flat()
    case 'transitions':
      return relation.cells.map(({ facet }) => facet)
    case 'once':
      return [relation.again?.facet ?? [], relation.says?.facet ?? [], relation.together ?? []].flat()
    case 'unique':
      return [relation.facet, ...(relation.repeated ? [relation.repeated.facet] : [])]
  }
}
