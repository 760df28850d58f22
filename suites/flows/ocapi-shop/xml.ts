import { fixturesOf } from '../../../contracts/fixtures.ts'
import { type Exchange, replyOf, type WireReply } from '../../../core/exchange.ts'
import { brief, isList, isObject, type Json } from '../../../core/json.ts'
import type { Case } from '../../cases/case.ts'
import { fixtureValues } from '../../fixtures.ts'
import type { Session } from '../../session.ts'
import { validCall } from '../../valid-call.ts'
import { openAll, story } from '../story.ts'
import { claim } from './claim.ts'
import { providers } from './providers.ts'

/** XML is offered on every call and shown nowhere: it is asked for as linked pages say, and what comes is reported. */
export const xmlCases = (session: Session): readonly Case[] =>
  session.contract.operations.map((operation) =>
    story(session, {
      id: `xml/${operation.id}`,
      title: `${operation.id} asked for in XML`,
      about: [`${operation.id}/format/xml`],
      run: async (conversation) => {
        const requirement = `${operation.id}/format/xml`
        const call = await validCall(session, operation, {
          recipe: { seed: session.seed('xml', operation.id), numbers: 'plain' },
          providers,
        })
        const values = await fixtureValues(session, operation, providers)
        const missing = fixturesOf(operation).filter((name) => !(name in values) && name !== 'paymentMethodId')
        if (missing.length > 0) return openAll(conversation, [requirement], `needs ${missing.join(' and ')}`)
        const path = { ...operation, path: `${operation.path}${operation.body ? '' : '?format=xml'}` }
        const { supplies } = session
        const basket = isObject(call.body) && 'basket_id' in call.body && supplies.has('basketId')
        const drawn = basket ? await supplies.draw('basketId', conversation.caseId) : undefined
        if (drawn && 'reason' in drawn) return openAll(conversation, [requirement], drawn.reason)
        const body = drawn ? { basket_id: drawn.value } : call.body
        const exchange = await conversation.sendUnjudged({
          ...call,
          operation: path,
          ...(body === undefined
            ? {}
            : { rawBody: element(rootOf(operation.id), body), contentType: 'application/xml' }),
        })
        const reply = replyOf(exchange)
        if (!reply) return openAll(conversation, [requirement], 'it was not answered')
        const type = reply.headers['content-type'] ?? ''
        conversation.note(
          claim(conversation, exchange, {
            requirement,
            holds:
              reply.status < 300 && (isXml(exchange, reply) || (reply.status === 204 && operation.method === 'DELETE')),
            message:
              reply.status < 300 ? `The reply is labelled ${type || 'nothing'}` : `XML is answered ${reply.status}`,
            at: reply.status < 300 ? 'header content-type' : 'status',
            expected: 'a reply in XML',
            received: `${reply.status} ${type} ${brief(reply.body, 120)}`,
            ambiguities: [128],
          }),
        )
      },
    }),
  )

/** Labelled so, and not merely what was sent. */
const isXml = ({ request }: Exchange, { headers, body }: WireReply): boolean =>
  /[/+]xml\b/.test(headers['content-type'] ?? '') && body !== request.body

const rootOf = (operation: string): string => {
  if (operation.startsWith('submit')) return 'basket'
  if (operation === 'updateOrder') return 'order'
  return operation === 'addNote' ? 'note' : 'order_payment_instrument_request'
}

const element = (name: string, value: Json): string => {
  if (isList(value)) return value.map((one) => element(name, one)).join('')
  const inner = isObject(value)
    ? Object.entries(value)
        .map(([member, one]) => element(member, one))
        .join('')
    : String(value ?? '').replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<${name}>${inner}</${name}>`
}
