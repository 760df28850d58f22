import type { Requirement } from '../../core/requirement.ts'
import { allOf, holdersOf } from './holders.ts'
import {
  type JoinedRow,
  type JoinedSection,
  joined,
  keyOf,
  placesBelow,
  placesOf,
  prefixesOf,
  type Register,
} from './join.ts'
import { operationGaps, operationsOf, promiseGaps } from './promise-gaps.ts'
import type { Skeleton } from './skeleton.ts'

/** Rows that neither a requirement nor a reason stands for, what they name that is not there, and what does not hold them. */
export const rowsWithout = (skeleton: Skeleton, register: Register): readonly string[] =>
  joined(skeleton, register).flatMap((section) => {
    const { section: name, rows, why } = section.section
    if (rows === undefined && why === undefined && section.cited.length === 0)
      return [`${skeleton.document}, ${name}: neither a row nor a reason`]
    const operations = operationsOf(skeleton, name)
    return section.rows.flatMap((one) =>
      gapsOf(one, { section, register, operations }).map((gap) => `${placeText(skeleton, section, one)}: ${gap}`),
    )
  })

const placeText = ({ document }: Skeleton, { section }: JoinedSection, { row }: JoinedRow): string =>
  `${document}, ${section.section}, row ${row.row}`

type Context = {
  readonly section: JoinedSection
  readonly register: Register
  readonly operations: readonly string[]
}

const gapsOf = (joinedRow: JoinedRow, context: Context): readonly string[] => {
  const { row, cited, held } = joinedRow
  const { section, register } = context
  if (row.why !== undefined) return beside(joinedRow)
  const below = (prefix: string) => prefixesOf(register).has(prefix)
  const operation = row.kind === 'operation' ? [row.operation ?? ''] : []
  const isHeld = cited.length > 0 || held.length > 0 || row.at !== undefined || operation.some(below)
  const places = placesBelow(section, row)
  if (!isHeld) return ['neither a requirement nor a reason']
  return [
    ...held.filter((one) => one.ids.length === 0).map(({ glob }) => `no requirement is called ${glob}`),
    ...operation.filter((one) => !below(one)).map((one) => `no operation ${one}`),
    ...places.filter((some) => !some.some(below)).map((some) => `no requirement below ${some.join(' or ')}`),
    ...(row.members ?? [])
      .filter((member) => member !== '' && !below(`${row.at}/${member}`))
      .map((member) => `no requirement for the member ${member} of the sample`),
    ...Object.entries(row.promises ?? {}).flatMap(([keyword, value]) =>
      places.flatMap((some) => promiseGap(some, { keyword, value, register })),
    ),
    ...(row.kind !== 'operation' && allOf(holdersOf(joinedRow, section, register)).length === 0
      ? ['no requirement stands beside it']
      : []),
    ...promiseGaps(joinedRow, context),
    ...operationGaps(joinedRow, context),
  ]
}

/** A reason why there is nothing to require contradicts a requirement. */
const beside = ({ row, cited, held }: JoinedRow): readonly string[] => {
  const ids = [...cited, ...held.flatMap(({ ids: found }) => found)]
  return [
    ...(ids.length > 0 ? [`it says why there is no requirement, beside ${ids.join(', ')}`] : []),
    ...(row.promise || row.elsewhere ? ['it says why there is no requirement, and promises something'] : []),
  ]
}

type Promised = { readonly keyword: string; readonly value: unknown; readonly register: Register }

/** A constraint must be a requirement of its own, which says its value. */
const promiseGap = (places: readonly string[], { keyword, value, register }: Promised): readonly string[] => {
  const ids = places.map((place) => `${place}/${keyword}`)
  const found = ids.flatMap((id) => register.get(id) ?? [])
  if (found.length === 0) return [`no requirement ${ids.join(' or ')}`]
  return [value]
    .flat()
    .filter((one) => one !== true && !found.some((requirement) => says(requirement, String(one))))
    .map((one) => `${ids.join(' or ')} does not say ${one}: ${found.map(({ title }) => title).join(' or ')}`)
}

/** The words for formats whose names nobody would say. */
const words: Readonly<Record<string, string>> = { 'utc-date-time': 'date and time in UTC' }

const says = ({ title }: Requirement, value: string): boolean =>
  title.toLowerCase().includes((words[value] ?? value).toLowerCase())

/** Requirements whose source is a place that the document does not have; standards are no documents of ours. */
export const sourcesWithout = (skeletons: readonly Skeleton[], register: Register): readonly string[] => {
  const known = new Set(
    skeletons.flatMap((skeleton) =>
      skeleton.sections.flatMap((section) =>
        placesOf(skeleton, section).flatMap((place) => [
          keyOf(place),
          ...(section.rows ?? []).map(({ row }) => keyOf({ ...place, row })),
        ]),
      ),
    ),
  )
  return [...register].flatMap(([id, { source }]) =>
    source.kind === 'standard' || known.has(keyOf(source))
      ? []
      : [`${id} cites ${keyOf(source).trim().replaceAll('\n', ', ')}`],
  )
}
