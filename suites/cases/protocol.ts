import { isAccepted } from '../../checks/answer.ts'
import type { Refusal } from '../../contracts/answers.ts'
import { isServerError, replyOf } from '../../core/exchange.ts'
import { inconclusive } from '../../core/finding.ts'
import { dealt } from '../dealt.ts'
import { judgeRefusal } from '../refusal.ts'
import type { Call } from '../request.ts'
import { baselineRequests, type Case, type CaseContext, talk } from './case.ts'
import { isSyntaxStated, malformedJsonCases, statusOf } from './malformed-json.ts'
import { otherMethod, readingCases } from './other-methods.ts'

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
    ...readingCases(context),
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
          ...malformedJsonCases(context),
          labelCase(context),
        ]
      : []),
  ]
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
      const { accepted, reason } = await baselineRequests(context)
      const requirement = context.session.id(`${context.operation.id}/protocol/${facet}`)
      if (!accepted) return conversation.note(inconclusive(requirement, reason))
      const exchange = await conversation.send(change(accepted.call), { soft: true, wantsRefusal: true })
      const isStated = isSyntaxStated(refusal)
      // Nothing at all is not plainly malformed; but what is wrong with it is wrong with the request.
      const isStatusPromised =
        facet === 'malformed-json' || facet === 'truncated-json' || isServerError(replyOf(exchange)?.status)
      const status = isStatusPromised ? statusOf(context, refusal) : {}
      conversation.note(...judgeRefusal(conversation, exchange, { requirement, what, refusal, isStated, ...status }))
      for (const contentType of labels) {
        const call = { ...change(accepted.call), contentType }
        const other = await conversation.send(call, { soft: true, wantsRefusal: true })
        if (other.outcome.kind === 'withheld') return
        const labelled = `${what}, labelled ${contentType},`
        conversation.note(...judgeRefusal(conversation, other, { requirement, what: labelled, refusal, isStated }))
      }
    },
  })

const formType = 'application/x-www-form-urlencoded'

/** Labels of what is no JSON; the last one begins as that of JSON does. */
const otherLabels = ['application/octet-stream', 'text/html', 'application/json-seq']

/**
 * JSON labelled as something else, plain text first: the documents leave open whether the label matters. What is no JSON
 * either is none of them.
 */
const labelCase = (context: CaseContext): Case =>
  talk(context, {
    kind: 'protocol',
    facet: 'protocol/wrong-content-type',
    title: 'JSON labelled as something else',
    about: ['protocol/wrong-content-type'],
    run: async (conversation) => {
      const { session, operation } = context
      const { accepted, reason } = await baselineRequests(context)
      const requirement = session.id(`${operation.id}/protocol/wrong-content-type`)
      if (!accepted) return conversation.note(inconclusive(requirement, reason))
      const refusal = operation.refusals.mediaType
      const fair = refusal.mayAccept === undefined ? [] : [refusal.mayAccept]
      const takers = session.contract.operations.filter(({ body }) => body?.mediaType.endsWith('json') === true)
      const others = otherLabels.filter((one) => operation.body?.mediaTypes.includes(one) !== true)
      const dealtOut = dealt(others, { taker: operation, takers }).map(([label]) => label)
      for (const contentType of ['text/plain', ...dealtOut]) {
        const exchange = await conversation.send({ ...accepted.call, contentType }, { soft: true, wantsRefusal: true })
        if (contentType !== 'text/plain' && exchange.outcome.kind === 'withheld') return
        const what = `JSON labelled ${contentType}`
        conversation.note(...judgeRefusal(conversation, exchange, { requirement, what, refusal, open: fair }))
        // Who looks at no label has been told so.
        if (isAccepted(exchange)) break
      }
      if (operation.body?.mediaTypes.some((one) => one === formType || one.startsWith('*'))) return
      const form = await conversation.send(
        { ...accepted.call, contentType: formType, rawBody: 'assay=assay' },
        { soft: true, wantsRefusal: true },
      )
      if (isAccepted(form))
        conversation.note(
          ...judgeRefusal(conversation, form, { requirement, what: 'A form in place of JSON', refusal, open: [] }),
        )
    },
  })
