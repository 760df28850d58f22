import { placeOf } from '../../core/place.ts'
import type { Requirement, Source, TestedBy } from '../../core/requirement.ts'
import { xmlAmbiguities, xmlRulesOf } from '../codec/xml-rules.ts'
import type { Operation, ReplySpec } from '../contract.ts'
import { hiddenNodes } from '../hidden.ts'
import { nodesOf } from '../schema/node.ts'
import { levelOf, sourceOf } from '../schema/provenance.ts'
import { uniqueMembersOf } from '../schema/unique-members.ts'
import { standards } from '../standards.ts'
import { type At, plain, resting } from './facets.ts'
import { schemaRequirements } from './of-schema.ts'

export const replyRequirements = (at: At, operation: Operation, reply: ReplySpec): readonly Requirement[] => {
  const facet = `response.${reply.status}`
  const observable = isObservable(operation, reply)
  const fixtures = fixturesFor(operation, reply)
  const testedBy: TestedBy = observable
    ? { kind: 'reply', how: `checks each reply with status ${reply.status}` }
    : { kind: 'nothing', how: reasonOf(operation, reply) }
  const plain = (id: string, title: string, source: Source = reply.source): Requirement => ({
    id: at(`${facet}/${id}`),
    operation: operation.id,
    level: levelOf(reply.node?.levels ?? {}, id, source),
    title,
    source,
    ambiguities: [],
    testedBy,
    fixtures,
  })
  const hasSuccess = operation.replies.some(({ status }) => status.startsWith('2'))
  const isSuccess = reply.status.startsWith('2') || (reply.status === 'default' && !hasSuccess)
  return [
    ...(isSuccess
      ? [
          {
            ...plain(
              'status',
              reply.status === 'default'
                ? 'A valid request is accepted'
                : `A valid request is answered ${reply.status}`,
            ),
            ambiguities: reply.also.map(({ ambiguity }) => ambiguity),
            testedBy: { kind: 'acceptance', how: 'sends valid requests of every kind' } as const,
          },
        ]
      : []),
    ...(reply.empty
      ? [
          {
            ...plain('empty', `Replies ${reply.status} have no body`),
            ambiguities: [reply.empty.ambiguity ?? []].flat(),
          },
        ]
      : []),
    ...(reply.mediaTypes.length > 0
      ? [
          {
            ...plain('content-type', `Replies ${reply.status} are labelled ${reply.mediaTypes.join(' or ')}`),
            ambiguities: reply.alsoMedia.map(({ ambiguity }) => ambiguity),
          },
          plain('parses', `Replies ${reply.status} are well-formed`),
        ]
      : []),
    ...xmlRulesOf(reply).map((one) => ({
      ...plain(`xml/${one.rule}`, one.title, one.source),
      ambiguities: reply.node ? xmlAmbiguities(reply.node, one) : [],
    })),
    ...(reply.node ? nodesOf(reply.node) : []).flatMap((node) =>
      schemaRequirements(node, {
        id: (place) => at(`${facet}/${place}`),
        operation: operation.id,
        testedBy,
        fixtures,
      }),
    ),
  ]
}

/** A reply that no request can bring about from outside is judged when it is seen, and else stays untested. */
const isObservable = ({ errors }: Operation, { status }: ReplySpec): boolean =>
  !errors.some((error) => String(error.status) === status && error.provoke === 'nothing')

/** What must exist at the target for a reply to be seen, where every way that leads to it needs something. */
const fixturesFor = ({ errors }: Operation, { status }: ReplySpec): readonly string[] => {
  const ways = errors.filter((error) => String(error.status) === status)
  const isFree = ways.some(({ provoke, fixtures = [] }) => provoke === 'violation' || fixtures.length === 0)
  return isFree ? [] : [...new Set(ways.flatMap(({ fixtures = [] }) => fixtures))]
}

const reasonOf = ({ errors }: Operation, { status }: ReplySpec): string =>
  errors.find((error) => String(error.status) === status)?.reason ?? 'cannot be caused from outside'

/** What is looked at in every reply: standards say it, whatever the documents do. */
export const everyReply = (at: At, operation: Operation): readonly Requirement[] => [
  resting(standards.message, {
    ...plain(operation, at('transport/complete-reply'), 'Every request is answered by one complete reply'),
    testedBy: { kind: 'reply', how: 'checks every exchange for resets, stalls and replies cut short' },
  }),
  resting(standards.label, {
    ...plain(operation, at('transport/label'), 'What a reply is labelled as JSON or XML is that, documented or not'),
    testedBy: { kind: 'reply', how: 'reads each reply that the documents do not describe as its label says' },
  }),
  resting(standards.secrets, {
    ...plain(operation, at('security/no-secret-echo'), 'No reply holds the credentials it was asked with'),
    testedBy: { kind: 'reply', how: 'looks for the token in every reply' },
  }),
  ...(operation.body && uniqueMembersOf(operation.body.node).length > 0
    ? [
        resting(standards.others, {
          ...plain(operation, at('security/no-foreign-echo'), 'No refusal holds what another request was sent with'),
          testedBy: { kind: 'reply', how: 'looks in every refusal for values that only other requests hold' },
        }),
      ]
    : []),
  ...hiddenNodes(operation).map((node): Requirement => {
    const source = sourceOf(node, 'x-assay-hidden')
    return {
      ...plain(operation, at(`security/hidden/${placeOf(node.path)}`), `No reply holds the ${placeOf(node.path)} sent`),
      source,
      level: levelOf(node.levels, 'x-assay-hidden', source),
      ambiguities: node.ambiguities,
      testedBy: { kind: 'reply', how: 'looks for the value in every reply to a request that holds it' },
    }
  }),
  resting(standards.failures, {
    ...plain(operation, at('security/no-stack-trace'), 'No reply holds a stack trace'),
    testedBy: { kind: 'reply', how: 'looks for stack traces in every reply' },
  }),
]
