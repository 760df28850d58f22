import type { Json } from '../../../core/json.ts'
import { textOf } from '../../engine/answer.ts'
import { mediaTypeOf } from '../../engine/call.ts'
import { becomes, gone, is, type MemberRow, members } from '../../engine/families/body.ts'
import { garbles, mislabels } from '../../engine/families/label.ts'
import { answersStatus } from '../../engine/families/status.ts'
import { answersWith, replies, type When, written } from '../../engine/shape.ts'
import { type Row, type Switch, switchesOf } from '../../engine/switch.ts'
import { contract, isXml, mediaTypes, operation } from '../service.ts'
import { saying } from './saying.ts'

const taken = replies(operation, 200)
const isJsonAnswer: When = (answer, call) =>
  taken(answer, call) && !isXml(mediaTypeOf(answer.headers['content-type'] ?? null))
const isXmlAnswer: When = (answer, call) =>
  taken(answer, call) && isXml(mediaTypeOf(answer.headers['content-type'] ?? null))
const shape = (facet: string): string => `${operation}/response.200/${facet}`
const trip = (member: string): string => `flow/round-trip/${member}`
const forms = ['flow/forms/request', 'flow/forms/reply']

const xmlText = (change: (text: string) => string): Row['hooks'] =>
  written(isXmlAnswer, (answer) => change(textOf(answer)))

const dropped = ['ShopOwnerId', 'Amount', 'CurrencyId', 'CreationDate'].map(
  (name): MemberRow => [`drops-${name}`, `The reply holds no ${name}`, name, 'required', gone, [trip(name)]],
)

const otherTypes: readonly (readonly [string, Json])[] = [
  ['ShopId', 1.5],
  ['ShopOwnerId', [2]],
  ['Amount', true],
  ['CurrencyId', 4.5],
  ['CurrencyCode', false],
  ['PaymentDate', 20_240_229],
  ['PaymentTypeId', {}],
]

const mistyped = otherTypes.map(
  ([name, value]): MemberRow => [
    `${name}-of-another-type`,
    `The ${name} of the reply is ${JSON.stringify(value)}`,
    name,
    'type',
    is(value),
    // In XML all is text, so that another type is another format.
    [...(name === 'CurrencyCode' ? [] : [shape(`${name}/format`)]), trip(name), ...forms],
  ],
)

/** Replies to payments that were taken and are not of the documented form. */
export const replyFaults: readonly Switch[] = [
  ...switchesOf(contract, 'reply', [
    ...members(saying(`${operation}/response.200`), [
      ...dropped,
      ...mistyped,
      [
        'CreationDate-no-date',
        'The CreationDate of the reply is not a date',
        'CreationDate',
        'format',
        is('just now'),
        [trip('CreationDate')],
      ],
      [
        'PaymentDate-with-a-blank',
        'The PaymentDate of the reply has a blank where its T belongs',
        'PaymentDate',
        'format',
        becomes((value) => String(value).replace('T', ' ')),
      ],
      [
        'Id-below-zero',
        'The Id of the reply is -1',
        'Id',
        'minimum',
        is(-1),
        [shape('Id/const'), `${operation}/flow/own-id`],
      ],
      [
        'Id-of-letters',
        'The Id of the reply is text',
        'Id',
        'format',
        is('new'),
        [shape('Id/type'), shape('Id/const'), `${operation}/flow/own-id`],
      ],
    ]),
    {
      id: 'answers-list',
      title: 'The reply in JSON is wrapped in a list',
      requirement: shape('body/type'),
      also: ['flow/forms/reply'],
      hooks: answersWith(isJsonAnswer, (answer) => ({ ...answer, text: `[${textOf(answer)}]` })),
    },
    ...mislabels([
      {
        id: 'answers-html',
        title: 'The reply is labelled text/html',
        shape: `${operation}/response.200`,
        when: taken,
        type: 'text/html',
        also: [...mediaTypes.map((one) => `${operation}/flow/answers/${one.replace('/', '-')}`), shape('parses')],
      },
    ]),
    ...garbles([
      {
        id: 'answers-no-json',
        title: 'The reply in JSON has a comma too many',
        shape: `${operation}/response.200`,
        when: isJsonAnswer,
        text: (text) => text.replace(/}$/, ',}'),
      },
      {
        id: 'answers-no-xml',
        title: 'The reply in XML ends too early',
        shape: `${operation}/response.200`,
        when: isXmlAnswer,
        text: (text) => text.replace(/<\/Payment>$/, ''),
      },
    ]),
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
    ...answersStatus([
      {
        id: 'answers-202',
        title: 'A payment that was taken is answered 202',
        requirement: shape('status'),
        when: taken,
        status: 202,
      },
    ]),
    {
      id: 'answers-204',
      title: 'A payment that was taken is answered 204',
      requirement: shape('status'),
      hooks: answersWith(taken, () => ({ status: 204, headers: {}, body: null, text: '' })),
    },
  ]),
]
