import { levelOfSource, type Requirement, type Source } from '../../core/requirement.ts'
import { placeOf } from './place-of.ts'
import { isolatedOf, isolatedRequirements } from './read-isolated.ts'
import { onceOf, onceRequirements } from './read-once.ts'
import { conditionsOf, keyOf, stepsOf } from './read-parts.ts'
import { settlesOf, settlesRequirements } from './read-settles.ts'
import { transitionsOf, transitionsRequirements } from './read-transitions.ts'
import { uniqueOf, uniqueRequirements } from './read-unique.ts'
import type { Absent, Echo, Member, ReadsBack, Relation, Sent } from './relation.ts'
import { requirementOf, sorted } from './requirement-of.ts'
import type {
  Written,
  WrittenAbsent,
  WrittenEcho,
  WrittenMember,
  WrittenReadsBack,
  WrittenRelation,
  WrittenRequirement,
} from './written.ts'

export type Relations = { readonly relations: readonly Relation[]; readonly requirements: readonly Requirement[] }

/** The relations of a contract, and the requirements that they are. */
export const readRelations = (contract: string, { relations }: Written): Relations => ({
  relations: relations.map(relationOf),
  requirements: relations.flatMap((one) => requirementsOf(contract, one)),
})

const relationOf = (one: WrittenRelation): Relation => {
  switch (one.kind) {
    case 'echo':
      return echoOf(one)
    case 'readsBack':
      return readsBackOf(one)
    case 'unique':
      return uniqueOf(one)
    case 'once':
      return onceOf(one)
    case 'isolated':
      return isolatedOf(one)
    case 'settles':
      return settlesOf(one)
    case 'transitions':
      return transitionsOf(one)
  }
}

const requirementsOf = (contract: string, one: WrittenRelation): readonly Requirement[] => {
  switch (one.kind) {
    case 'echo':
      return echoRequirements(contract, one)
    case 'readsBack':
      return readsBackRequirements(contract, one)
    case 'unique':
      return uniqueRequirements(contract, one)
    case 'once':
      return onceRequirements(contract, one)
    case 'isolated':
      return isolatedRequirements(contract, one)
    case 'settles':
      return settlesRequirements(contract, one)
    case 'transitions':
      return transitionsRequirements(contract, one)
  }
}

const echoOf = (one: WrittenEcho): Echo => ({
  kind: 'echo',
  id: one.id,
  request: { operation: one.request.operation, at: stepsOf(one.request.at ?? '') },
  reply: {
    operation: one.reply.operation,
    at: stepsOf(one.reply.at ?? ''),
    ...(one.reply.key ? { key: keyOf(one.reply.key) } : {}),
    when: conditionsOf(one.reply.when),
  },
  ...(one.element
    ? { element: { ids: one.element.ids, ...(one.element.named ? { named: placeOf(one.element.named) } : {}) } }
    : {}),
  with: one.with ?? [],
  without: one.without ?? [],
  removedBy: one.removedBy ?? [],
  ...(one.removed === undefined ? {} : { removed: placeOf(one.removed) }),
  members: one.members.map((member) => memberOf(member, { base: one.id, absent: one.absent })),
})

type Above = { readonly base: string; readonly absent: WrittenAbsent }

const memberOf = (one: WrittenMember, { base, absent }: Above): Member => {
  const facet = facetOf(one, base)
  return {
    facet,
    name: one.member,
    sent: sentOf(one),
    received: stepsOf(one.received ?? one.member),
    compare: { as: one.as ?? 'equal', ...(one.places === undefined ? {} : { places: one.places }) },
    wide: one.wide ?? [],
    absent: absentOf(one.absent ?? absent),
    ...(one.leftOut === undefined ? {} : { leftOut: one.leftOut }),
    ...(one.pairs
      ? {
          pairs: {
            ...(one.pairs.by === undefined ? {} : { by: one.pairs.by }),
            members: one.pairs.members.map((inner) =>
              memberOf(one.pairs?.id === undefined ? inner : { id: one.pairs.id, ...inner }, {
                base: one.pairs?.id === undefined ? `${facet}[]` : base,
                absent,
              }),
            ),
          },
        }
      : {}),
  }
}

/** An id with a slash at its beginning stands by itself, below the contract. */
const facetOf = ({ id, member }: WrittenMember, base: string): string =>
  id?.startsWith('/') ? id.slice(1) : `${base}/${id ?? member}`

const sentOf = ({ member, from, constant }: WrittenMember): Sent => {
  if (from === 'moment') return { kind: 'moment' }
  if (from !== undefined) return { kind: 'place', place: placeOf(from) }
  if (constant !== undefined) return { kind: 'constant', value: constant }
  return { kind: 'member', steps: stepsOf(member) }
}

const absentOf = (absent: WrittenAbsent): Absent => {
  if (absent === 'broken') return { kind: 'broken' }
  return 'open' in absent ? { kind: 'open', reason: absent.open } : { kind: 'wide', ambiguity: absent.ambiguity }
}

const echoRequirements = (contract: string, one: WrittenEcho): readonly Requirement[] =>
  one.members.flatMap((member) =>
    memberRequirements(member, { contract, base: one.id, name: member.member, one, around: one.source }),
  )

type Below = {
  readonly contract: string
  readonly base: string
  readonly name: string
  readonly one: WrittenEcho
  readonly around: Source
}

const memberRequirements = (
  member: WrittenMember,
  { contract, base, name, one, around }: Below,
): readonly Requirement[] => {
  const facet = facetOf(member, base)
  const absent = member.absent ?? one.absent
  const numbers = [
    ...(member.ambiguities ?? one.ambiguities ?? []),
    ...(member.wide ?? []).map(({ ambiguity }) => ambiguity),
    ...(typeof absent === 'object' && 'ambiguity' in absent ? [absent.ambiguity] : []),
  ]
  const { pairs } = member
  const kind = member.kind ?? member.source?.kind ?? around.kind
  const source: Source = { ...(member.source ?? one.source), ...(kind === undefined ? {} : { kind }) }
  const own: Requirement = {
    id: `${contract}/${facet}`,
    operation: one.operation ?? one.reply.operation,
    level: levelOfSource(source),
    title: member.title ?? one.title.replaceAll('{member}', name),
    source,
    ambiguities: sorted(numbers),
    testedBy: { kind: 'flow', how: one.how },
    fixtures: one.fixtures ?? [],
  }
  if (!pairs) return [own]
  const inner = pairs.members.flatMap((each) =>
    memberRequirements(
      {
        title: `Each of ${name} keeps its ${each.member}`,
        ...(pairs.id ? { id: pairs.id } : {}),
        ...(pairs.title ? { title: pairs.title } : {}),
        ...each,
      },
      { contract, base: pairs.id ? base : `${facet}[]`, name: each.member, one, around: source },
    ),
  )
  return [own, ...inner]
}

const readsBackOf = (one: WrittenReadsBack): ReadsBack => ({
  kind: 'readsBack',
  thing: one.thing,
  name: stepsOf(one.name),
  read: { operation: one.read.operation, key: placeOf(one.read.key), stable: one.read.stable.id },
  writes: one.writes.map(({ operation, key, creates = false, changes = [], shows, frame }) => ({
    operation,
    key: placeOf(key),
    creates,
    changes,
    ...(shows ? { facet: shows.id } : {}),
    ...(frame ? { frame: frame.id } : {}),
  })),
  ...(one.refused ? { refused: one.refused.id } : {}),
  volatile: one.volatile,
  known: one.known ?? {},
  mayComeAndGo: one.mayComeAndGo ?? [],
  spellings: one.spellings ?? [],
  wide: one.wide ?? [],
  shown: one.shown,
})

const readsBackRequirements = (contract: string, one: WrittenReadsBack): readonly Requirement[] => {
  const fair = [...(one.spellings ?? []), ...(one.wide ?? [])].map(({ ambiguity }) => ambiguity)
  const requirement = (written: WrittenRequirement, operation: string): Requirement =>
    requirementOf(contract, written, { operation, numbers: fair })
  return [
    requirement(one.read.stable, one.read.operation),
    ...one.writes.flatMap(({ operation, shows, frame }) => [
      ...(shows ? [requirement(shows, one.read.operation)] : []),
      ...(frame ? [requirement(frame, operation)] : []),
    ]),
    ...(one.refused ? [requirement(one.refused, one.read.operation)] : []),
  ]
}
