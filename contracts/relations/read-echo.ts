import { levelOfSource, type Requirement, type Source } from '../../core/requirement.ts'
import { placeOf } from './place-of.ts'
import { conditionsOf, keyOf, stepsOf } from './read-parts.ts'
import type { Absent, Echo, Member, Sent } from './relation.ts'
import { sorted } from './requirement-of.ts'
import type { WrittenAbsent, WrittenEcho, WrittenMember } from './written.ts'

export const echoOf = (one: WrittenEcho): Echo => ({
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

export const echoRequirements = (contract: string, one: WrittenEcho): readonly Requirement[] =>
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

export const echoOperations = ({ request, reply, removedBy = [] }: WrittenEcho): readonly string[] => [
  request.operation,
  reply.operation,
  ...removedBy,
]
