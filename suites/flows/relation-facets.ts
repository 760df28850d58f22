import type { Session } from '../session.ts'

/** The requirements of the contract's relations below a facet, for stories that bring about what they are judged on. */
export const relationFacets = ({ contract }: Session, base: string): readonly string[] => {
  const all = contract.relations.flatMap((relation) =>
    relation.kind === 'echo'
      ? relation.members.flatMap(({ facet, pairs }) => [facet, ...(pairs?.members.map((inner) => inner.facet) ?? [])])
      : [
          relation.read.stable,
          ...(relation.refused === undefined ? [] : [relation.refused]),
          ...relation.writes.flatMap(({ facet, frame }) => [facet ?? [], frame ?? []].flat()),
        ],
  )
  return [...new Set(all)].filter((facet) => facet.startsWith(`${base}/`))
}
