import { allOf, type Holders, holdersOf } from './holders.ts'
import type { JoinedRow, JoinedSection, Register } from './join.ts'
import { type PromiseKind, promiseOf, promiseOfKeyword } from './promise.ts'
import type { Row, Skeleton } from './skeleton.ts'

type Context = { readonly section: JoinedSection; readonly register: Register }

/** Where what a row promises is another thing than what its requirements try. */
export const promiseGaps = (joinedRow: JoinedRow, { section, register }: Context): readonly string[] => {
  const { row } = joinedRow
  const holders = holdersOf(joinedRow, section, register)
  const named = row.promise ?? []
  if (named.length === 0) return mustName(row, holders) ? ['it names no promise'] : strangers(holders, register, named)
  const kept = new Set(allOf(holders).map((id) => kindOf(register, id)))
  return [
    ...named
      .filter((kind) => !kept.has(kind))
      .map((kind) => `it promises ${kind}, which none of its requirements is about`),
    ...strangers(holders, register, named),
  ]
}

/** A constraint of a member says by itself what it promises. */
const mustName = ({ kind, at, promises }: Row, { others }: Holders): boolean =>
  others.length > 0 || !(kind === 'operation' || kind === 'field' || (at !== undefined && promises !== undefined))

/** Requirements that are about something that the row does not promise. */
const strangers = (
  { own, members, others }: Holders,
  register: Register,
  named: readonly PromiseKind[],
): readonly string[] => {
  const isNamed = (id: string) => named.includes(kindOf(register, id))
  const isConstraint = (id: string) => kindOf(register, id) === promiseOfKeyword(id)
  return [
    ...others.filter((id) => !isNamed(id)),
    ...[...own, ...members].filter((id) => !isNamed(id) && !isConstraint(id)),
  ].map((id) => `${id} is about ${kindOf(register, id)}, which it does not promise`)
}

const kindOf = (register: Register, id: string): PromiseKind => {
  const requirement = register.get(id)
  if (!requirement) throw new Error(`There is no requirement ${id}.`)
  return promiseOf(requirement)
}

/** Where a row that is about an operation is held by requirements of others only. */
export const operationGaps = (
  joinedRow: JoinedRow,
  { section, register, operations }: Context & { readonly operations: readonly string[] },
): readonly string[] => {
  const { row } = joinedRow
  const holding = allOf(holdersOf(joinedRow, section, register))
  const isForeign =
    operations.length > 0 &&
    holding.length > 0 &&
    !holding.some((id) => operations.includes(register.get(id)?.operation ?? ''))
  if (isForeign && row.elsewhere === undefined)
    return [`no requirement of ${operations.join(' or ')} holds it, and it does not say why`]
  if (!isForeign && row.elsewhere !== undefined) return ['it says why it is held elsewhere, and is not']
  return []
}

/**
 * The operations that a section is about: those that stand under the same first heading, or, where these are several,
 * that of the last heading which stands as a first one too.
 */
export const operationsOf = ({ sections }: Skeleton, section: string): readonly string[] => {
  const under = (heading: string) => [
    ...new Set(
      sections
        .filter((one) => isUnder(one.section, heading))
        .flatMap(({ rows = [] }) => rows.flatMap(({ operation, kind }) => (kind === 'operation' && operation) || [])),
    ),
  ]
  const headings = section.split(' / ')
  const own = headings.slice(1).findLast((heading) => under(heading).length === 1)
  return under(own ?? headings[0] ?? '')
}

const isUnder = (section: string, heading: string): boolean =>
  section === heading || section.startsWith(`${heading} / `)
