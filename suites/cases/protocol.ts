import type { Refusal } from '../../contracts/answers.ts'
import type { Operation } from '../../contracts/contract.ts'
import { open } from '../../core/finding.ts'
import { oncePer } from '../../core/once-per.ts'
import { drawWith } from '../../generators/draw.ts'
import type { MalformedForm } from '../../generators/malformed/form.ts'
import { malformedJson } from '../../generators/malformed/json.ts'
import { soundSample } from '../../generators/valid/sound.ts'
import { dealt } from '../dealt.ts'
import { judgeRefusal, statusFacet } from '../refusal.ts'
import type { Call } from '../request.ts'
import type { Session } from '../session.ts'
import { anchor, type Case, type CaseContext, talk } from './case.ts'

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
      for (const { form, label } of formsFor(context)) {
        const rawBody = form.change(JSON.stringify(call.body))
        if (rawBody === undefined) continue
        const exchange = await conversation.send({ ...call, rawBody, ...label }, { soft: true, wantsRefusal: true })
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

const formsFor = ({ session, operation }: CaseContext) => {
  const isJson = (mediaType: string) => mediaType.endsWith('json')
  const takers = session.contract.operations.filter(({ body }) => body !== undefined && isJson(body.mediaType))
  const labels = (operation.body?.mediaTypes ?? []).filter(isJson)
  const takes = (one: Operation, { change }: MalformedForm): boolean => change(bodyText(session)(one)) !== undefined
  return dealt(malformedJson, { taker: operation, takers, takes }).map(([form, place]) => ({
    form,
    label: labels.length > 1 ? { contentType: labels[place % labels.length] ?? '' } : {},
  }))
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
