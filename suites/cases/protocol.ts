import type { Refusal } from '../../contracts/answers.ts'
import { open } from '../../core/finding.ts'
import { at, isObject, isText, type Json, withAt } from '../../core/json.ts'
import { firstAt } from '../../core/place.ts'
import { malformedJson } from '../../generators/malformed/json.ts'
import { type StrayBytes, strayBytes } from '../../generators/malformed/stray-bytes.ts'
import { extraName } from '../../generators/valid/extras.ts'
import { dealt } from '../dealt.ts'
import { judgeRefusal, statusFacet } from '../refusal.ts'
import type { Call } from '../request.ts'
import { anchor, type Case, type CaseContext, talk } from './case.ts'
import { scriptNodes } from './edges.ts'

/** Violations below the schema: the method, the body as text, its label. */
export const protocolCases = (context: CaseContext): readonly Case[] => {
  const { operation } = context
  const { body, refusals } = operation
  const isJson = body?.mediaType.endsWith('json') === true
  const text = (call: Call): string => JSON.stringify(call.body)
  return [
    protocolCase(context, 'wrong-method', {
      what: 'The path with another method',
      refusal: refusals.method,
      change: (call) => ({ ...call, method: otherMethod(context) }),
    }),
    ...(body?.required
      ? [
          protocolCase(context, 'empty-body', {
            what: 'An empty body',
            refusal: refusals.syntax,
            change: (call) => ({ ...call, rawBody: '' }),
            labels: body.mediaTypes.filter((one) => one !== body.mediaType),
          }),
        ]
      : []),
    ...(isJson
      ? [
          protocolCase(context, 'malformed-json', {
            what: 'A body that is not JSON',
            refusal: refusals.syntax,
            change: (call) => ({ ...call, rawBody: `{"${'x'.repeat(8)}": }` }),
          }),
          protocolCase(context, 'truncated-json', {
            what: 'A body that ends too early',
            refusal: refusals.syntax,
            change: (call) => ({ ...call, rawBody: text(call).slice(0, Math.floor(text(call).length / 2)) }),
          }),
          malformedCase(context),
          strayCase(context),
          labelCase(context),
        ]
      : []),
  ]
}

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
      const { accepted, reason, full } = await anchor(context)
      if (!accepted) return conversation.note(open(requirement, reason))
      const { call } = full.accepted ? full : accepted
      const refusal = operation.refusals.syntax
      for (const { form, label } of shareOf(context, malformedJson)) {
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

const shareOf = <Form>({ session, operation }: CaseContext, forms: readonly Form[]) => {
  const isJson = (mediaType: string) => mediaType.endsWith('json')
  const takers = session.contract.operations.filter(({ body }) => body !== undefined && isJson(body.mediaType))
  const labels = (operation.body?.mediaTypes ?? []).filter(isJson)
  return dealt(forms, { taker: operation, takers }).map(([form, place]) => ({
    form,
    label: labels.length > 1 ? { contentType: labels[place % labels.length] ?? '' } : {},
  }))
}

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
      const { accepted, full } = await anchor(context)
      const known = full.accepted ? full : accepted
      if (!known) return
      for (const { form, label } of shareOf(context, strayBytes)) {
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

type Broken = {
  readonly what: string
  readonly refusal: Refusal
  readonly change: (call: Call) => Call
  /** Other labels of the body to try it under. */
  readonly labels?: readonly string[]
}

const protocolCase = (context: CaseContext, facet: string, { what, refusal, change, labels = [] }: Broken): Case =>
  talk(context, {
    kind: 'protocol',
    facet: `protocol/${facet}`,
    title: what.toLowerCase(),
    about: [`protocol/${facet}`],
    run: async (conversation) => {
      const { accepted, reason } = await anchor(context)
      const requirement = context.session.id(`${context.operation.id}/protocol/${facet}`)
      if (!accepted) return conversation.note(open(requirement, reason))
      const exchange = await conversation.send(change(accepted.call), { soft: true, wantsRefusal: true })
      const isStated = isSyntaxStated(refusal)
      // Nothing at all is not plainly malformed.
      const status = facet === 'malformed-json' || facet === 'truncated-json' ? statusOf(context, refusal) : {}
      conversation.note(...judgeRefusal(conversation, exchange, { requirement, what, refusal, isStated, ...status }))
      for (const contentType of labels) {
        const call = { ...change(accepted.call), contentType }
        const other = await conversation.send(call, { soft: true, wantsRefusal: true })
        if (other.outcome.kind === 'withheld') return
        const told = `${what}, labelled ${contentType},`
        conversation.note(...judgeRefusal(conversation, other, { requirement, what: told, refusal, isStated }))
      }
    },
  })

/** Where the document says how what is malformed is refused, the status is that of its row of errors. */
const statusOf = ({ session, operation }: CaseContext, refusal: Refusal): { readonly status?: string } => {
  const facet = isSyntaxStated(refusal) ? statusFacet(operation) : undefined
  return facet === undefined ? {} : { status: session.id(`${operation.id}/${facet}`) }
}

/** The document says how what is malformed is refused, rather than that it is. */
const isSyntaxStated = ({ must = [] }: Refusal): boolean => must.includes('malformed-json')

/** JSON labelled as plain text: the documents leave open whether the label matters. */
const labelCase = (context: CaseContext): Case =>
  talk(context, {
    kind: 'protocol',
    facet: 'protocol/wrong-content-type',
    title: 'JSON labelled as plain text',
    about: ['protocol/wrong-content-type'],
    run: async (conversation) => {
      const { session, operation } = context
      const { accepted, reason } = await anchor(context)
      const requirement = session.id(`${operation.id}/protocol/wrong-content-type`)
      if (!accepted) return conversation.note(open(requirement, reason))
      const refusal = operation.refusals.mediaType
      const exchange = await conversation.send(
        { ...accepted.call, contentType: 'text/plain' },
        { soft: true, wantsRefusal: true },
      )
      const fair = refusal.mayAccept === undefined ? [] : [refusal.mayAccept]
      conversation.note(
        ...judgeRefusal(conversation, exchange, { requirement, what: 'JSON labelled text/plain', refusal, open: fair }),
      )
    },
  })

/** A method that the contract documents for no operation at this path. */
const otherMethod = ({ session, operation }: CaseContext): string => {
  const taken = session.contract.operations.filter(({ path }) => path === operation.path).map(({ method }) => method)
  return ['PUT', 'DELETE', 'PATCH', 'POST'].find((method) => !taken.includes(method)) ?? 'PUT'
}
