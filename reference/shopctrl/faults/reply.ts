import type { Json } from '../../../core/json.ts'
import { textOf } from '../../engine/answer.ts'
import { mediaTypeOf } from '../../engine/call.ts'
import { answersWith, replies, type When, withStatus, written } from '../../engine/shape.ts'
import { type Row, type Switch, switchesOf } from '../../engine/switch.ts'
import { contract, isXml, operation } from '../service.ts'

const taken = replies(operation, 200)
const isJsonAnswer: When = (answer, call) =>
  taken(answer, call) && !isXml(mediaTypeOf(answer.headers['content-type'] ?? null))
const isXmlAnswer: When = (answer, call) =>
  taken(answer, call) && isXml(mediaTypeOf(answer.headers['content-type'] ?? null))
const shape = (facet: string): string => `${operation}/response.200/${facet}`
const trip = (member: string): string => `flow/round-trip/${member}`
const forms = ['flow/forms/request', 'flow/forms/reply']

const says = (member: string, value: Json): Row['hooks'] => ({ says: (payment) => ({ ...payment, [member]: value }) })

const drops = (member: string): Row['hooks'] => ({
  says: ({ [member]: _, ...payment }) => payment,
})

const xmlText = (change: (text: string) => string): Row['hooks'] =>
  written(isXmlAnswer, (answer) => change(textOf(answer)))

const dropped = ['ShopOwnerId', 'Amount', 'CurrencyId', 'CreationDate'].map(
  (member): Row => ({
    id: `drops-${member}`,
    title: `The reply holds no ${member}`,
    requirement: shape(`${member}/required`),
    also: [trip(member)],
    hooks: drops(member),
  }),
)

const mistyped: readonly (readonly [string, Json])[] = [
  ['ShopId', 1.5],
  ['ShopOwnerId', [2]],
  ['Amount', true],
  ['CurrencyId', 4.5],
  ['CurrencyCode', false],
  ['PaymentDate', 20_240_229],
  ['PaymentTypeId', {}],
]

/** Replies to payments that were taken and are not of the documented form. */
export const replyFaults: readonly Switch[] = [
  ...switchesOf(contract, 'reply', [
    ...dropped,
    ...mistyped.map(
      ([member, value]): Row => ({
        id: `${member}-of-another-type`,
        title: `The ${member} of the reply is ${JSON.stringify(value)}`,
        requirement: shape(`${member}/type`),
        // In XML all is text, so that another type is another format.
        also: [...(member === 'CurrencyCode' ? [] : [shape(`${member}/format`)]), trip(member), ...forms],
        hooks: says(member, value),
      }),
    ),
    {
      id: 'CreationDate-no-date',
      title: 'The CreationDate of the reply is not a date',
      requirement: shape('CreationDate/format'),
      also: [trip('CreationDate')],
      hooks: says('CreationDate', 'just now'),
    },
    {
      id: 'Id-of-letters',
      title: 'The Id of the reply is text',
      requirement: shape('Id/format'),
      also: [shape('Id/type'), shape('Id/const')],
      hooks: says('Id', 'new'),
    },
    {
      id: 'answers-list',
      title: 'The reply in JSON is wrapped in a list',
      requirement: shape('body/type'),
      hooks: answersWith(isJsonAnswer, (answer) => ({ ...answer, text: `[${textOf(answer)}]` })),
    },
    {
      id: 'answers-html',
      title: 'The reply is labelled text/html',
      requirement: shape('content-type'),
      also: [
        ...['application-json', 'text-json', 'application-xml', 'text-xml'].map(
          (one) => `${operation}/flow/answers/${one}`,
        ),
        shape('parses'),
      ],
      hooks: answersWith(taken, (answer) => ({ ...answer, headers: { 'content-type': 'text/html' } })),
    },
    {
      id: 'answers-no-json',
      title: 'The reply in JSON has a comma too many',
      requirement: shape('parses'),
      hooks: answersWith(isJsonAnswer, (answer) => ({ ...answer, text: textOf(answer).replace(/}$/, ',}') })),
    },
    {
      id: 'answers-no-xml',
      title: 'The reply in XML ends too early',
      requirement: shape('parses'),
      hooks: xmlText((text) => text.replace(/<\/Payment>$/, '')),
    },
    {
      id: 'xml-of-another-root',
      title: 'The root of the reply is PaymentChanges',
      requirement: shape('xml/root'),
      hooks: xmlText((text) => text.replaceAll(/(<\/?)Payment(?=[ >])/g, '$1PaymentChanges')),
    },
    {
      id: 'xml-in-another-order',
      title: 'The reply in XML begins with the CurrencyId',
      requirement: shape('xml/order'),
      hooks: xmlText((text) => text.replace(/(<Id>.*?)(<CurrencyId>.*?<\/CurrencyId>)/, '$2$1')),
    },
    {
      id: 'xml-member-twice',
      title: 'The reply in XML holds the Amount twice',
      requirement: shape('xml/once'),
      hooks: xmlText((text) => text.replace(/<Amount>.*?<\/Amount>/, '$&$&')),
    },
    {
      id: 'xml-items-of-another-name',
      title: 'The allocations of the reply in XML are called Item',
      requirement: shape('xml/items'),
      hooks: xmlText((text) =>
        text
          .replaceAll('<PaymentAllocations><OrderId>', '<Item><OrderId>')
          .replaceAll('</AllocatedAmount></PaymentAllocations>', '</AllocatedAmount></Item>'),
      ),
    },
    {
      id: 'xml-with-doctype',
      title: 'The reply in XML brings a document type with an entity',
      requirement: shape('xml/no-doctype'),
      hooks: xmlText((text) => `<!DOCTYPE Payment [<!ENTITY a "a"><!ENTITY b SYSTEM "file:///etc/hostname">]>${text}`),
    },
  ]),
  ...switchesOf(contract, 'status', [
    {
      id: 'answers-202',
      title: 'A payment that was taken is answered 202',
      requirement: shape('status'),
      hooks: withStatus(taken, 202),
    },
    {
      id: 'answers-204',
      title: 'A payment that was taken is answered 204',
      requirement: shape('status'),
      hooks: answersWith(taken, () => ({ status: 204, headers: {}, body: null, text: '' })),
    },
  ]),
]
