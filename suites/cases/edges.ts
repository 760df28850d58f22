import { isAccepted, successFacet } from '../../checks/answer.ts'
import { isNeverDrawn } from '../../contracts/schema/never-drawn.ts'
import { nodesOf } from '../../contracts/schema/node.ts'
import type { Exchange } from '../../core/exchange.ts'
import { type Evidence, inconclusive, passed } from '../../core/finding.ts'
import { at, isSameText, type Json, withAt, without } from '../../core/json.ts'
import { firstAt, pathOf, placeOf } from '../../core/place.ts'
import { drawn } from '../../generators/drawn.ts'
import { type Edge, edgesOf, packed, staggered } from '../../generators/edges.ts'
import { valid } from '../../generators/valid/valid.ts'
import { isFreeText, wordKindOf } from '../../generators/vocabulary.ts'
import { refusedValid, takenAt } from '../baseline-requests.ts'
import type { Conversation } from '../conversation.ts'
import { noteMade } from '../kit/read-back-cases.ts'
import type { Call } from '../request.ts'
import { drawFor, validCall } from '../valid-call.ts'
import { baselineRequests, type Case, type CaseContext, talk } from './case.ts'
import { asType, slug, takenAs } from './other-types.ts'
import { withinGiven } from './within-given.ts'

/** Bounds met exactly, enum values, text of other scripts: many in one request, bisected when it is refused. */
export const edgeCases = (context: CaseContext): readonly Case[] => {
  const { body } = context.operation
  if (!body) return []
  const rows = packed(staggered(edgesOf(body.node)))
  const others = body.mediaTypes.filter((one) => one !== body.mediaType)
  return [
    ...rows.flatMap((row, index) =>
      [undefined, ...others].map((form) =>
        edgeCase(context, {
          facet: `edges/${index + 1}${form === undefined ? '' : `/as/${slug(form)}`}`,
          title: `values at their bounds${form === undefined ? '' : `, as ${form}`}`,
          edges: () => Promise.resolve(row),
          about: row,
          form,
        }),
      ),
    ),
    ...(scriptPlaces(context).length > 0
      ? [
          edgeCase(context, {
            facet: 'edges/scripts',
            title: 'text of many scripts',
            edges: () => scriptEdges(context),
            about: scriptPlaces(context).map((place) => ({ place, keyword: 'type' })),
          }),
        ]
      : []),
  ]
}

type EdgeRow = {
  readonly facet: string
  readonly title: string
  readonly edges: () => Promise<readonly Edge[]>
  readonly about: readonly Pick<Edge, 'place' | 'keyword'>[]
  readonly form?: string | undefined
}

const edgeCase = (context: CaseContext, { facet, title, edges, about, form }: EdgeRow): Case =>
  talk(context, {
    kind: 'edges',
    facet,
    title,
    about: about.map(({ place, keyword }) => `request/${place}/${keyword}`),
    run: async (conversation) => {
      const { accepted, full, reason } = await baselineRequests(context)
      const row = await edges()
      if (!accepted) {
        conversation.note(...row.map((edge) => inconclusive(requirementOf(context, edge), reason)))
        return
      }
      // What refuses the form refuses no value: the case of the forms tells.
      if (form !== undefined && (await takenAs(context, form)).taken === 'neither') return
      await tryRow(context, conversation, { row, optional: full.accepted ? 'all' : 'none', form })
    },
  })

type Row = {
  readonly row: readonly Edge[]
  readonly optional: 'all' | 'none'
  /** The media type, where it is not the first that is documented. */
  readonly form?: string | undefined
  /** Optional places that hold a value all the same. */
  readonly present?: ReadonlySet<string>
  /** The values stand in what the user gave whole, too: nothing that must be taken is asked for so. */
  readonly isWithinGiven?: true
}

/** Sends all edges of a row at once; where that is refused, each half, down to the one that is to blame. */
export const tryRow = async (
  context: CaseContext,
  conversation: Conversation,
  { row, optional, form }: Row,
): Promise<boolean> => {
  const call = await callWith(context, conversation.caseId, { row, optional, form })
  const met = row.filter(({ place, value }) => isSameText(at(call.body, firstAt(pathOf(place))), value))
  const exchange = await conversation.send(call)
  if (isAccepted(exchange)) {
    // That a value is taken shows a bound, and nothing of the rule that refuses values of another type.
    const bounds = met.filter(({ keyword }) => keyword !== 'type')
    conversation.note(...bounds.map((edge) => passed(requirementOf(context, edge), exchange.id)))
    await noteMade(context.session, exchange)
    return true
  }
  const [only] = row
  if (row.length === 1 && only) return judgeAlone(context, conversation, { edge: only, optional, exchange, form })
  const middle = Math.ceil(row.length / 2)
  const halves = [row.slice(0, middle), row.slice(middle)]
  const results: boolean[] = []
  for (const half of halves)
    results.push(
      await tryRow(context, conversation, { row: half, optional: row.length <= 4 ? 'none' : optional, form }),
    )
  if (!results.every(Boolean)) return false
  const again = await conversation.send(call)
  // What is refused once only is refused by chance, and what is refused without these values for another one.
  if (!isAccepted(again) && (await isTakenWithOthers(context, conversation, { row, call })))
    conversation.note(...onlyTogether(context, conversation, again))
  return true
}

/** Whether the request is taken with values that were taken before in place of those of a row: it has others that were drawn. */
const isTakenWithOthers = async (
  context: CaseContext,
  conversation: Conversation,
  { row, call }: { readonly row: readonly Edge[]; readonly call: Call },
): Promise<boolean> => {
  const baseline = await baselineRequests(context)
  const body = row.reduce<Json>((so, { place }) => {
    const path = firstAt(pathOf(place))
    const value = takenAt(baseline, path)
    return value === undefined ? without(so, path) : withAt(so, path, value)
  }, call.body ?? null)
  return isAccepted(await conversation.send({ ...call, body }))
}

/** Each value is taken alone. What a document of others does not say of them together may be known to its readers. */
const onlyTogether = (
  { session, operation }: CaseContext,
  conversation: Conversation,
  exchange: Exchange,
): readonly Evidence[] => {
  const facet = successFacet(operation)
  if (facet === undefined) return []
  const requirement = session.id(`${operation.id}/${facet}`)
  const what = 'A request of values at their bounds, each of which is taken alone,'
  return [
    session.contract.isForeign
      ? inconclusive(requirement, 'values at their bounds are refused together, but not one by one')
      : refusedValid(conversation, { exchange, requirement, what }),
  ]
}

type Refused = Pick<Row, 'optional' | 'form'> & { readonly edge: Edge; readonly exchange: Exchange }

/** Blames a value only where the request is taken without it; else it is tried within the request that was taken first. */
const judgeAlone = async (
  context: CaseContext,
  conversation: Conversation,
  { edge, optional, exchange, form }: Refused,
): Promise<boolean> => {
  const last = (await isTakenWithout(context, conversation, { optional, form }))
    ? exchange
    : await onAccepted(context, conversation, { edge, form })
  const requirement = requirementOf(context, edge)
  conversation.note(
    isAccepted(last)
      ? passed(requirement, last.id)
      : refusedValid(conversation, {
          exchange: last,
          requirement,
          what: `A valid value at ${edge.place}${edge.name === undefined ? '' : `, ${edge.name},`}${form === undefined ? '' : `, as ${form},`}`,
          blames: { place: edge.place, because: 'present' },
        }),
  )
  return isAccepted(last)
}

/** Whether the request that a case makes is taken where no value of a row stands in it. */
export const isTakenWithout = async (
  context: CaseContext,
  conversation: Conversation,
  { optional, form }: Pick<Row, 'optional' | 'form'>,
): Promise<boolean> =>
  isAccepted(await conversation.send(await callWith(context, conversation.caseId, { row: [], optional, form })))

const onAccepted = async (
  context: CaseContext,
  conversation: Conversation,
  { edge, form }: Pick<Refused, 'edge' | 'form'>,
): Promise<Exchange> => {
  const { minimal, full } = await baselineRequests(context)
  const [optional, base] = minimal.accepted ? (['none', minimal] as const) : (['all', full] as const)
  return conversation.send(await callWith(context, base.result.id, { row: [edge], optional, form }))
}

/** The valid request that a seed gives, with the values of a row in place of its own. */
export const callWith = async (
  { session, operation, providers }: CaseContext,
  seedName: string,
  { row, optional, form, present = new Set(), isWithinGiven }: Row,
): Promise<Call> => {
  const set = new Map(row.map(({ place, value }) => [place, value]))
  const drawn = await validCall(session, operation, {
    recipe: { seed: session.seed(seedName), optional, present, set, numbers: 'plain' },
    providers,
  })
  const call = isWithinGiven ? withinGiven(drawn, row) : drawn
  return form === undefined ? call : asType(call, form)
}

export const requirementOf = (
  { session, operation }: CaseContext,
  { place, keyword }: Pick<Edge, 'place' | 'keyword'>,
): string => session.id(`${operation.id}/request/${place}/${keyword}`)

/** Places of free text: people's names, notes and the like, without a format or pattern. */
export const scriptNodes = ({ operation: { body } }: CaseContext) =>
  (body ? nodesOf(body.node).filter((node) => !isNeverDrawn(body.node, node)) : []).filter(
    ({ path, schemas: { fair, strict } }) => {
      const isPlain = !['pattern', 'format', 'enum', 'const', 'x-assay-fixture', 'x-assay-sample'].some(
        (keyword) => keyword in fair,
      )
      return (
        isPlain &&
        !path.includes('*') &&
        [strict['type']].flat().includes('string') &&
        isFreeText(wordKindOf(path.findLast((step) => step !== '[]') ?? ''))
      )
    },
  )

const scriptPlaces = (context: CaseContext): readonly string[] => scriptNodes(context).map(({ path }) => placeOf(path))

const scriptEdges = async (context: CaseContext): Promise<readonly Edge[]> => {
  const { session, operation, providers } = context
  const seed = session.seed(operation.id, 'scripts')
  const draw = await drawFor(session, operation, { recipe: { seed, text: 'unicode' }, providers })
  return scriptNodes(context).map((node) => ({
    place: placeOf(node.path),
    keyword: 'type',
    value: drawn(valid(node, draw), seed),
  }))
}
