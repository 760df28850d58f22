import { isAccepted } from '../../checks/answer.ts'
import { nodesOf } from '../../contracts/schema/node.ts'
import type { Placement } from '../../core/auth.ts'
import type { Exchange } from '../../core/exchange.ts'
import { inconclusive, passed, warned } from '../../core/finding.ts'
import type { Path } from '../../core/json.ts'
import { isJsonType, isXmlType } from '../../core/media-type.ts'
import { answerText, refusedValid } from '../baseline-requests.ts'
import type { Conversation } from '../conversation.ts'
import { dealt } from '../dealt.ts'
import { noteMade } from '../kit/read-back-cases.ts'
import type { Call } from '../request.ts'
import { baselineRequests, type Case, type CaseContext, talk } from './case.ts'
import { scriptNodes } from './edges.ts'
import { isOfAnyKind } from './other-numbers.ts'
import {
  acceptForms,
  astralReferences,
  jsonForms,
  labelForms,
  largeJson,
  messageForms,
  rangeForms,
  schemeForms,
  turnedNumbers,
  type WireForm,
  xmlForms,
} from './wire-forms.ts'

/** The same request, written in the other ways that standards allow: all at once, one by one where that is refused. */
export const formCases = (context: CaseContext): readonly Case[] => {
  const { body } = context.operation
  if (!body) return []
  const mediaTypes = body.mediaTypes
  const json = mediaTypes.find(isJsonType)
  const xml = mediaTypes.find(isXmlType)
  return [
    formCase(context, {
      facet: 'message-forms',
      forms: messageForms,
      alternatives: [
        ...shareOf(context, [...acceptForms, ...rangeForms(mediaTypes)]),
        ...labelForms(mediaTypes.filter((one) => one !== json && one !== xml)),
      ],
      withCredentials: (own) => shareOf(context, schemeForms(own)),
    }),
    ...(json === undefined
      ? []
      : [
          formCase(context, {
            facet: 'json-forms',
            forms: jsonForms,
            mediaType: json,
            alternatives: hasNumbers(context) ? [turnedNumbers] : [],
            large: largeJson,
          }),
        ]),
    ...(xml === undefined
      ? []
      : [
          formCase(context, {
            facet: 'xml-forms',
            forms: xmlForms,
            mediaType: xml,
            alternatives: proseIn(context).map((path) => astralReferences(path)),
          }),
        ]),
  ]
}

/** Whether several numbers with a fraction may stand in a body. */
const hasNumbers = ({ operation: { body } }: CaseContext): boolean =>
  (body ? nodesOf(body.node) : []).filter(isOfAnyKind).length > 1

/** A place of free text at the top of a body that is an object; none where it has none. */
const proseIn = (context: CaseContext): readonly Path[] =>
  scriptNodes(context)
    .map(({ path }) => path)
    .filter((path) => path.length === 1)
    .slice(0, 1)

type Group = {
  readonly facet: string
  readonly forms: readonly WireForm[]
  readonly mediaType?: string
  /** Ways that exclude each other. */
  readonly alternatives?: readonly WireForm[]
  /** Ways to write the credentials of the run. */
  readonly withCredentials?: (own: Placement) => readonly WireForm[]
  /** Larger than any server is sure to take: it may be refused, but not left without a whole reply. */
  readonly large?: WireForm
}

const shareOf = ({ session, operation }: CaseContext, forms: readonly WireForm[]): readonly WireForm[] => {
  const takers = session.contract.operations.filter(({ body }) => body !== undefined)
  return dealt(forms, { taker: operation, takers }).map(([form]) => form)
}

const formCase = (
  context: CaseContext,
  { facet, forms, mediaType, alternatives = [], withCredentials, large }: Group,
): Case =>
  talk(context, {
    kind: 'valid',
    facet: `protocol/${facet}`,
    title: [...forms, ...alternatives].map(({ what }) => what).join(', '),
    about: [`protocol/${facet}`],
    run: async (conversation) => {
      const { full, accepted, reason } = await baselineRequests(context)
      const requirement = context.session.id(`${context.operation.id}/protocol/${facet}`)
      const known = full.accepted ? full : accepted
      if (!known) return conversation.note(inconclusive(requirement, reason))
      const isDefault = mediaType === undefined || mediaType === context.operation.body?.mediaType
      const call = isDefault ? known.call : { ...known.call, contentType: mediaType }
      const together = await conversation.send(forms.reduce((so, { change }) => change(so), call))
      if (isAccepted(together)) {
        conversation.note(passed(requirement, together.id))
        await noteMade(context.session, together)
      } else await oneByOne(conversation, { requirement, forms, call, together })
      const own = withCredentials ? withCredentials(await context.session.credentials.current()) : []
      for (const { what, change, plain } of [...alternatives, ...own]) {
        const exchange = await conversation.send(change(call))
        // Where the label is not taken at all, other cases tell so.
        if (plain && !isAccepted(exchange) && !isAccepted(await conversation.send(plain(call)))) continue
        conversation.note(
          isAccepted(exchange)
            ? passed(requirement, exchange.id)
            : refusedValid(conversation, {
                exchange,
                requirement,
                what: `A valid request with ${what}`,
                isKnown: true,
              }),
        )
      }
      if (!large) return
      const exchange = await conversation.send(large.change(call))
      if (!isAccepted(exchange)) {
        const what = `A valid request with ${large.what}`
        const { finding } = refusedValid(conversation, { exchange, requirement, what, isKnown: true })
        if (finding) conversation.note(warned(requirement, finding))
      }
    },
  })

type Alone = {
  readonly requirement: string
  readonly forms: readonly WireForm[]
  readonly call: Call
  /** All forms at once, refused. */
  readonly together: Exchange
}

/** A form is to blame where it alone is refused and the plain request is not; else those that may not be together. */
const oneByOne = async (conversation: Conversation, { requirement, forms, call, together }: Alone): Promise<void> => {
  const plain = await conversation.send(call)
  if (!isAccepted(plain))
    return conversation.note(inconclusive(requirement, `the plain request is not taken either: ${answerText(plain)}`))
  let refused = 0
  for (const { what, change } of forms) {
    const exchange = await conversation.send(change(call))
    if (isAccepted(exchange)) continue
    refused += 1
    conversation.note(
      refusedValid(conversation, { exchange, requirement, what: `A valid request with ${what}`, isKnown: true }),
    )
  }
  if (refused > 0) return
  const needed: string[] = []
  for (const { what, change } of forms) {
    const others = forms.filter((one) => one.change !== change)
    if (isAccepted(await conversation.send(others.reduce((so, other) => other.change(so), call)))) needed.push(what)
  }
  const what = `A valid request with ${needed.join(' and ')} at once`
  conversation.note(
    needed.length > 0
      ? refusedValid(conversation, { exchange: together, requirement, what, isKnown: true })
      : inconclusive(requirement, 'these ways to write it are refused together, but not one by one'),
  )
}
