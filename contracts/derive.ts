import { placeOf } from '../core/place.ts'
import { levelOfSource, type Requirement, type Source, type TestedBy } from '../core/requirement.ts'
import type { BodyForm } from './answers.ts'
import { xmlAmbiguities, xmlRulesOf } from './codec/xml-rules.ts'
import type { EventSpec, Operation, Parameter, ReplySpec } from './contract.ts'
import { hiddenNodes } from './hidden.ts'
import { placedIn } from './relative-source.ts'
import { keywordsOf, whyUnjudged } from './schema/keywords.ts'
import { isNeverDrawn } from './schema/never-drawn.ts'
import { levelOf, nodesOf, type SchemaNode, sourceOf } from './schema/node.ts'
import { typesOf } from './schema/schema.ts'
import { uniqueMembersOf } from './schema/unique-members.ts'
import { standards } from './standards.ts'

/** Every promise that an operation's schemas, statuses and headers make, so that the list is complete by construction. */
export const deriveOperation = (contract: string, operation: Operation): readonly Requirement[] => {
  const at = (facet: string): string => `${contract}/${operation.id}/${facet}`
  return [
    ...operation.parameters.flatMap((parameter) => parameterRequirements(at, operation, parameter)),
    ...(operation.body ? bodyRequirements(at, operation, operation.body.node) : []),
    ...formRequirements(at, operation),
    ...operation.replies.flatMap((reply) => replyRequirements(at, operation, reply)),
    ...errorRequirements(at, operation),
    ...authRequirements(at, operation),
    ...protocolRequirements(at, operation),
    ...everyReply(at, operation),
  ].map((one) => ({ ...one, source: placedIn(operation.source, one.source) }))
}

export const deriveEvent = (contract: string, event: EventSpec): readonly Requirement[] =>
  nodesOf(event.node).flatMap((node) =>
    schemaRequirements(node, {
      id: (facet) => `${contract}/${event.id}/event/${facet}`,
      operation: event.id,
      testedBy: { kind: 'reply', how: 'checks each event that arrives at --webhook-port' },
      fixtures: ['webhook'],
    }),
  )

type At = (facet: string) => string

/** The id of a place and keyword: `referenceId/maxLength`, `body/type` for the root. */
export const facetOf = (path: readonly string[], keyword: string): string =>
  `${placeOf(path) || 'body'}/${keyword.replace(/^x-assay-/, '')}`

/** What a parameter is called in requirement ids. */
export const parameterPlace = ({ in: where, name }: Pick<Parameter, 'in' | 'name'>): string => `${where}.${name}`

const parameterRequirements = (at: At, operation: Operation, { name, in: where, node }: Parameter) =>
  schemaRequirements(
    node,
    {
      id: (facet) => at(`request/${facet}`),
      operation: operation.id,
      testedBy: { kind: 'violation', how: `sends ${where} parameter ${name} broken in this one way` },
      fixtures: [],
    },
    // A parameter is text on the wire: it cannot be anything but a string.
  )
    .filter(({ id }) => !(id.endsWith('/type') && [typesOf(node.schemas.strict)].flat().join() === 'string'))
    .map((requirement) => (where === 'path' ? withoutEmptyPath(requirement) : requirement))

/** An empty segment of a path is another path: what answers it is another operation, or none. */
const withoutEmptyPath = (requirement: Requirement): Requirement =>
  requirement.id.endsWith('/required') || requirement.id.endsWith('/minLength')
    ? { ...requirement, testedBy: { kind: 'nothing', how: 'a path without it leads to another resource' } }
    : requirement

const bodyRequirements = (at: At, operation: Operation, root: SchemaNode) =>
  nodesOf(root).flatMap((node) =>
    schemaRequirements(node, {
      id: (facet) => at(`request/${facet}`),
      operation: operation.id,
      testedBy: {
        kind: 'violation',
        how: 'sends a body broken in this one way; a valid one that holds the member must have been accepted',
      },
      fixtures: [],
    }).map((requirement) => (isNeverDrawn(root, node) ? neverLeftOut(requirement) : requirement)),
  )

/** That it may be left out could only be seen where it, or the list around it, may be sent. */
const neverLeftOut = (requirement: Requirement): Requirement =>
  requirement.testedBy.kind === 'acceptance'
    ? { ...requirement, testedBy: { ...requirement.testedBy, unless: unsentReason } }
    : requirement

const unsentReason = 'valid requests hold nothing there, since nobody promises that it is taken'

/** Where the documents leave open what the body is wrapped in, the target holds one of the readings. */
const formRequirements = (at: At, operation: Operation): readonly Requirement[] => {
  const { forms = [], node } = operation.body ?? {}
  const [documented] = forms
  if (!documented || !node) return []
  return [
    {
      ...plain(operation, at('request/body/form'), `The body is ${formText(documented)}`),
      level: levelOf(node.levels, 'form', node.source),
      source: node.source,
      ambiguities: forms.flatMap(({ ambiguity }) => ambiguity ?? []),
      testedBy: { kind: 'acceptance', how: 'sends a valid body in each form that some reading has' },
    },
  ]
}

/** `the member order of an object`, or `as it stands`. */
export const formText = ({ member }: BodyForm): string =>
  member === undefined ? 'as it stands' : `the member ${member} of an object`

const replyRequirements = (at: At, operation: Operation, reply: ReplySpec): readonly Requirement[] => {
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
  errors.find((error) => String(error.status) === status)?.reason ?? 'cannot be brought about from outside'

type Slot = {
  readonly id: (facet: string) => string
  readonly operation: string
  readonly testedBy: TestedBy
  readonly fixtures: readonly string[]
}

const schemaRequirements = (node: SchemaNode, slot: Slot): readonly Requirement[] => {
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
    const title = `${place} ${says(node.schemas.strict[name] ?? node.schemas.wide[name])}`
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

const errorRequirements = (at: At, operation: Operation): readonly Requirement[] =>
  operation.errors.flatMap(({ id, status, code, provoke, reason, source, level = levelOfSource(source), ...error }) => {
    const testedBy: TestedBy =
      provoke === 'nothing'
        ? { kind: 'nothing', how: reason ?? 'cannot be brought about from outside' }
        : provoke === 'violation'
          ? { kind: provoke, how: 'breaks each documented rule' }
          : {
              kind: provoke,
              how: 'plays the story that leads to it',
              shows: status >= 500 ? 'reply' : 'refused',
            }
    const answered: Requirement = {
      id: at(`error.${status}/${id}`),
      operation: operation.id,
      level,
      title: `${provoke === 'violation' ? 'A request that breaks a rule' : `The case "${code}"`} is answered ${status}`,
      source,
      ambiguities: error.ambiguities ?? [],
      testedBy,
      fixtures: error.fixtures ?? [],
    }
    const culprit = operation.namesCulprit
    const names: Requirement = {
      ...answered,
      id: at(`error.${status}/names-the-field`),
      title: `A refusal names the field that is broken in ${culprit?.member}`,
      ambiguities: culprit ? [culprit.ambiguity] : [],
    }
    return provoke === 'violation' && culprit ? [answered, names] : [answered]
  })

/** What the documents do not say of credentials follows from HTTP. */
const authRequirements = (at: At, operation: Operation): readonly Requirement[] => {
  if (!operation.secured) return []
  const { mayAccept, wide, must = [] } = operation.refusals.credentials
  const ambiguities = [...(mayAccept === undefined ? [] : [mayAccept]), ...wide.map(({ ambiguity }) => ambiguity)]
  const credentials = operation.credentials ?? operation.source
  const refused = [
    ['missing', 'without credentials'],
    ['empty', 'with an empty token'],
    ['malformed', 'with credentials of another form'],
    ['unknown', 'with a token nobody issued'],
  ].map(([id = '', what]) => ({
    ...resting(must.includes(id) ? credentials : standards.credentials, {
      ...plain(operation, at(`auth/${id}`), `A call ${what} is refused`),
      testedBy: { kind: 'violation', how: `sends a valid request ${what}` } as const,
    }),
    ambiguities,
  }))
  const challenge = resting(standards.credentials, {
    ...plain(operation, at('protocol/challenge'), 'A reply 401 tells how to be let in'),
    testedBy: { kind: 'reply', how: 'looks for WWW-Authenticate in each reply 401' },
  })
  return [...refused, challenge]
}

/** As binding as what it rests on. */
const resting = (source: Source, requirement: Requirement): Requirement => ({
  ...requirement,
  source,
  level: levelOfSource(source),
})

const protocolRequirements = (at: At, operation: Operation): readonly Requirement[] => {
  const of = (id: string, title: string, how: string, source: Source = operation.source): Requirement =>
    resting(source, { ...plain(operation, at(`protocol/${id}`), title), testedBy: { kind: 'violation', how } })
  const { mediaType, method, syntax } = operation.refusals
  const open = (requirement: Requirement, ambiguities: readonly (number | undefined)[]): Requirement => ({
    ...requirement,
    ambiguities: [...new Set(ambiguities.filter((number) => number !== undefined))],
  })
  const isJson = operation.body?.mediaType.endsWith('json') === true
  const broken = [...syntax.wide.map(({ ambiguity }) => ambiguity), syntax.failureReply?.ambiguity]
  return [
    open(
      of('wrong-method', `Only ${operation.method} performs the operation`, 'sends another method', standards.method),
      method.wide.map(({ ambiguity }) => ambiguity),
    ),
    resting(standards.method, {
      ...plain(operation, at('protocol/allow'), 'A reply 405 tells which methods are taken'),
      testedBy: { kind: 'reply', how: 'looks for Allow in each reply 405' },
    }),
    ...formsOf(at, operation),
    ...(operation.body?.required ? [open(of('empty-body', 'An empty body is refused', 'sends no body'), broken)] : []),
    ...(isJson
      ? [
          open(of('malformed-json', 'A body that is not JSON is refused', 'sends a body that is not JSON'), broken),
          open(of('truncated-json', 'A body that ends too early is refused', 'sends the first half of a body'), broken),
          {
            ...open(
              of(
                'wrong-content-type',
                'A body labelled as something else is refused',
                'labels JSON as plain text',
                standards.label,
              ),
              [mediaType.mayAccept, ...mediaType.wide.map(({ ambiguity }) => ambiguity)],
            ),
            level: 'may' as const,
          },
        ]
      : []),
  ]
}

/** Standards let the same request be written in several ways; each is as good as the plain one. */
const formsOf = (at: At, operation: Operation): readonly Requirement[] => {
  const { body } = operation
  if (!body) return []
  const of = (id: string, source: Source, title: string, how: string): Requirement =>
    resting(source, { ...plain(operation, at(`protocol/${id}`), title), testedBy: { kind: 'acceptance', how } })
  const mediaTypes = body.mediaTypes.map((one) => one.toLowerCase())
  return [
    of(
      'message-forms',
      standards.fields,
      'The same message is taken however HTTP lets it be written',
      'writes header names and the media type in another case, a charset, several accepted types, any or none named, a body in chunks',
    ),
    ...(mediaTypes.some((one) => /[/+]json$/.test(one))
      ? [
          of(
            'json-forms',
            standards.json,
            'The same JSON is taken however it is written',
            'writes white space, members in another order and characters as escapes',
          ),
        ]
      : []),
    ...(mediaTypes.some((one) => /[/+]xml$/.test(one))
      ? [
          of(
            'xml-forms',
            standards.xml,
            'The same XML is taken however it is written',
            'writes a declaration, a comment, white space, character references and CDATA',
          ),
        ]
      : []),
  ]
}

/** What is looked at in every reply: standards say it, whatever the documents do. */
const everyReply = (at: At, operation: Operation): readonly Requirement[] => [
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

const plain = (
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
