import { placeOf } from '../../core/place.ts'
import { levelOfSource, type Requirement, type Source } from '../../core/requirement.ts'
import type { Parameter } from '../contract.ts'

/** The id of a place and keyword: `referenceId/maxLength`, `body/type` for the root. */
export const facetOf = (path: readonly string[], keyword: string): string =>
  `${placeOf(path) || 'body'}/${keyword.replace(/^x-assay-/, '')}`

/** What a parameter is called in requirement ids. */
export const parameterPlace = ({ in: where, name }: Pick<Parameter, 'in' | 'name'>): string => `${where}.${name}`

export type At = (facet: string) => string

export const plain = (
  { id: operation, source }: { readonly id: string; readonly source: Source },
  id: string,
  title: string,
) =>
  ({
    id,
    operation,
    level: 'must',
    title,
    source,
    ambiguities: [],
    fixtures: [],
  }) as const

/** As binding as what it rests on. */
export const resting = (source: Source, requirement: Requirement): Requirement => ({
  ...requirement,
  source,
  level: levelOfSource(source),
})
