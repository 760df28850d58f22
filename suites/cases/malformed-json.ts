import type { Refusal } from '../../contracts/answers.ts'
import type { Operation } from '../../contracts/contract.ts'
import { inconclusive } from '../../core/finding.ts'
import { at, isObject, isText, type Json, withAt } from '../../core/json.ts'
import { oncePer } from '../../core/once-per.ts'
import { firstAt } from '../../core/place.ts'
import { drawWith } from '../../generators/draw.ts'
import type { MalformedForm } from '../../generators/malformed/form.ts'
import { malformedJson } from '../../generators/malformed/json.ts'
import { type StrayBytes, strayBytes } from '../../generators/malformed/stray-bytes.ts'
import { extraName } from '../../generators/valid/extras.ts'
import { soundSample } from '../../generators/valid/sound.ts'
import type { Conversation } from '../conversation.ts'
import { dealt } from '../dealt.ts'
import { judgeRefusal, statusFacet } from '../refusal.ts'
import type { Call } from '../request.ts'
import type { Session } from '../session.ts'
import { baselineRequests, type Case, type CaseContext, talk } from './case.ts'
import { scriptNodes } from './edges.ts'
import { takenLabels } from './taken-labels.ts'

/** Bodies that are no JSON, beyond the plain ones that each operation is sent. */
export const malformedJsonCases = (context: CaseContext): readonly Case[] => [
  malformedCase(context),
  strayCase(context),
]

/** The forms that are no JSON, dealt out so that each is tried at two operations and in each media type that is JSON. */
const malformedCase = (context: CaseContext): Case =>
  talk(context, {
    kind: 'protocol',
    facet: 'protocol/malformed-json/further',
    title: 'a body that is not JSON, in other ways',
    about: ['protocol/malformed-json'],
    run: async (conversation) => {
      const { session, operation } = context
      const requirement = session.id(`${operation.id}/protocol/malformed-json`)
      const { accepted, reason, full } = await baselineRequests(context)
      if (!accepted) return conversation.note(inconclusive(requirement, reason))
      const { call } = full.accepted ? full : accepted
      const refusal = operation.refusals.syntax
      const labels = await labelsOf(context, conversation)
      const takes = (one: Operation, { change, isNothing }: MalformedForm) =>
        change(bodyText(session)(one)) !== undefined && (!isNothing || one.body?.required === true)
      for (const { form, label } of shareOf(context, { labels, forms: malformedJson, takes })) {
        if (form.change(JSON.stringify(call.body)) === undefined) continue
        const rewrite = (text: string): string => form.change(text) ?? text
        const exchange = await conversation.send({ ...call, rewrite, ...label }, { soft: true, wantsRefusal: true })
        // A further try that the budget does not reach leaves standing what the first one showed.
        if (exchange.outcome.kind === 'withheld') return
        // Who takes an extension is warned of: the standard leaves parsers free to, and no document says that it does.
        const isFree = form.extension === true && !isSyntaxStated(refusal)
        conversation.note(
          ...judgeRefusal(conversation, exchange, {
            requirement,
            what: `A body that is not JSON (${form.what})`,
            refusal,
            isStated: isSyntaxStated(refusal),
            ...statusOf(context, refusal),
            ...(isFree ? { open: [] } : {}),
          }),
        )
      }
    },
  })

type Dealt<Form> = {
  readonly labels: readonly string[]
  readonly forms: readonly Form[]
  readonly takes?: (one: Operation, form: Form) => boolean
}

/** The forms that fall to an operation, each with a media type of its body that the target takes. */
const shareOf = <Form>({ session, operation }: CaseContext, { labels, forms, takes }: Dealt<Form>) => {
  const takers = session.contract.operations.filter(({ body }) => body?.mediaType.endsWith('json') === true)
  return dealt(forms, { taker: operation, takers, ...(takes && { takes }) }).map(([form, place]) => ({
    form,
    label: labels.length > 1 ? { contentType: labels[place % labels.length] ?? '' } : {},
  }))
}

const labelsOf = async (context: CaseContext, conversation: Conversation): Promise<readonly string[]> => {
  const { body } = context.operation
  return body ? takenLabels(context, conversation, body) : []
}

/** Where none can be drawn, each form is tried. */
const anyBody = '{"text":"one two","list":[1,2]}'

/** What a body of an operation is like: one without numbers takes no malformed number. */
const bodyText = oncePer((session: Session) =>
  oncePer(({ body }: Operation): string => {
    const draw = drawWith(session.words, { optional: 'all' })
    const { judge } = session.contract
    const drawn = body && soundSample(body.node, draw, { judge, schema: body.schema, seed: session.seed('malformed') })
    return drawn?.kind === 'value' ? JSON.stringify(drawn.value) : anyBody
  }),
)

/** JSON is UTF-8 between systems; many a decoder puts a mark in place of what is not, and says nothing of it. */
const strayCase = (context: CaseContext): Case =>
  talk(context, {
    kind: 'protocol',
    facet: 'protocol/malformed-json/bytes',
    title: 'a body that is not UTF-8',
    about: ['protocol/malformed-json'],
    run: async (conversation) => {
      const { session, operation } = context
      const requirement = session.id(`${operation.id}/protocol/malformed-json`)
      const { accepted, full } = await baselineRequests(context)
      const known = full.accepted ? full : accepted
      if (!known) return
      const labels = await labelsOf(context, conversation)
      for (const { form, label } of shareOf(context, { labels, forms: strayBytes })) {
        const call = withStray(context, known.call, form)
        if (!call) return
        const exchange = await conversation.send({ ...call, ...label }, { soft: true, wantsRefusal: true })
        if (exchange.outcome.kind === 'withheld') return
        const { syntax: refusal } = operation.refusals
        const what = `A body that is not UTF-8 (${form.what} in a text)`
        conversation.note(...judgeRefusal(conversation, exchange, { requirement, what, refusal, open: [] }))
      }
    },
  })

/** Stands in a text until it is written: JSON would write bytes as escapes. */
const mark = '\ue000'

/** Three characters at most come of the bytes: free text stays as short as it was. */
const mostOf = 3

/** A call with bytes that are no UTF-8 in a text; undefined where its body holds none. */
const withStray = (context: CaseContext, { body = null, ...call }: Call, { text: bytes }: StrayBytes) => {
  const marked = withMark(context, body)
  return marked === undefined
    ? undefined
    : { ...call, body: marked, rewrite: (text: string): string => text.replace(mark, bytes) }
}

/** At the end of a free text; where there is none, in a member that the contract leaves to who sends it. */
const withMark = (context: CaseContext, body: Json): Json | undefined => {
  const { session, operation } = context
  for (const { path } of scriptNodes(context)) {
    const text = at(body, firstAt(path))
    if (isText(text) && text.length > mostOf) return withAt(body, firstAt(path), text.slice(0, -mostOf) + mark)
  }
  const name = isObject(body) && operation.body ? extraName(operation.body.node, session.seed(operation.id)) : undefined
  return name === undefined ? undefined : withAt(body, [name], `text${mark}`)
}
/** Where the document says how what is malformed is refused, the status is that of its row of errors. */
export const statusOf = ({ session, operation }: CaseContext, refusal: Refusal): { readonly status?: string } => {
  const facet = isSyntaxStated(refusal) ? statusFacet(operation) : undefined
  return facet === undefined ? {} : { status: session.id(`${operation.id}/${facet}`) }
}

/** The document says how what is malformed is refused, rather than that it is. */
export const isSyntaxStated = ({ must = [] }: Refusal): boolean => must.includes('malformed-json')
