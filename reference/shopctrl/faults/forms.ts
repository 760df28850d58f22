import type { Json } from '../../../core/json.ts'
import { textOf } from '../../engine/answer.ts'
import type { Call } from '../../engine/call.ts'
import { mediaTypeOf } from '../../engine/call.ts'
import type { Changed } from '../../engine/hooks.ts'
import { answersWith, replies } from '../../engine/shape.ts'
import { type Row, type Switch, switchesOf } from '../../engine/switch.ts'
import { contract, isXml, mediaTypes, operation } from '../service.ts'
import { writeXml } from '../xml.ts'

const sentAs = ({ headers }: Call): string => mediaTypeOf(headers.get('content-type'))
const wantedAs = ({ headers }: Call): string => mediaTypeOf(headers.get('accept'))

const unsupported = (mediaType: string): Row => {
  const slug = mediaType.replace('/', '-')
  const requirement = `${operation}/flow/takes/${slug}`
  return {
    id: `refuses-${slug}`,
    title: `A payment in ${mediaType} is not taken`,
    requirement,
    hooks: {
      finds: (call) =>
        sentAs(call) === mediaType
          ? [{ requirement: `${contract}/${requirement}`, status: 415, at: 'Content-Type', message: 'Not supported.' }]
          : [],
    },
  }
}

/** Media types that are not what they are said to be, and forms that do not say the same. */
export const formFaults: readonly Switch[] = switchesOf(contract, 'reply', [
  ...mediaTypes.slice(1).map(unsupported),
  {
    id: 'text-json-answered-in-xml',
    title: 'Who accepts text/json is answered in XML',
    requirement: `${operation}/flow/answers/text-json`,
    hooks: answersWith(
      (answer, call) => replies(operation, 200)(answer, call) && wantedAs(call) === 'text/json',
      inXml('application/xml'),
    ),
  },
  {
    id: 'xml-loses-note',
    title: 'The Note of a payment that is sent in XML is lost',
    requirement: 'flow/forms/request',
    also: ['flow/round-trip/Note'],
    hooks: { says: (payment, call) => (isXml(sentAs(call)) ? { ...payment, Note: null } : payment) },
  },
  {
    id: 'xml-loses-allocation',
    title: 'Of the allocations of a payment that is sent in XML one is lost',
    requirement: 'flow/forms/request',
    also: ['flow/round-trip/PaymentAllocations'],
    hooks: {
      says: (payment, call) => {
        const list = payment.PaymentAllocations
        return isXml(sentAs(call)) && Array.isArray(list) ? { ...payment, PaymentAllocations: list.slice(1) } : payment
      },
    },
  },
  {
    id: 'xml-rounds-amount',
    title: 'The reply in XML holds the Amount without its decimals, and one more',
    requirement: 'flow/forms/reply',
    also: ['flow/round-trip/Amount'],
    hooks: {
      says: (payment, call) =>
        isXml(wantedAs(call)) ? { ...payment, Amount: Math.floor(Number(payment.Amount)) + 1 } : payment,
    },
  },
  {
    id: 'text-json-loses-currency',
    title: 'The reply in text/json has no CurrencyCode',
    requirement: 'flow/forms/reply-in-text-json',
    also: ['flow/round-trip/CurrencyCode'],
    hooks: {
      says: (payment, call) => (wantedAs(call) === 'text/json' ? { ...payment, CurrencyCode: null } : payment),
    },
  },
  {
    id: 'text-json-writes-quotes-bare',
    title: 'The quotes of a text are not escaped in text/json',
    requirement: `${operation}/response.200/parses`,
    hooks: answersWith(
      (answer, call) => replies(operation, 200)(answer, call) && wantedAs(call) === 'text/json',
      (answer) => ({ ...answer, text: textOf(answer).replaceAll('\\"', '"') }),
    ),
  },
  {
    id: 'xml-invents-allocation',
    title: 'The reply in XML shows an allocation of a payment that has none',
    requirement: 'flow/forms/reply',
    hooks: {
      says: (payment, call) => {
        const list = payment.PaymentAllocations
        const isEmpty = Array.isArray(list) && list.length === 0
        const invented = { OrderId: 1, InvoiceId: null, AllocatedAmount: 1 }
        return isXml(wantedAs(call)) && isEmpty ? { ...payment, PaymentAllocations: [invented] } : payment
      },
    },
  },
  {
    id: 'one-id-for-all',
    title: 'Each payment is given the same Id',
    requirement: `${operation}/flow/own-id`,
    also: [`${operation}/response.200/Id/const`],
    hooks: { says: (payment) => ({ ...payment, Id: 7 }) },
  },
  {
    id: 'note-of-another-payment',
    title: 'A payment without a Note is answered with the Note of the one before it',
    requirement: `${operation}/flow/own-reply`,
    hooks: keeping('Note'),
  },
  {
    id: 'currency-of-another-payment',
    title: 'A payment without a CurrencyCode is answered with the CurrencyCode of the one before it',
    requirement: `${operation}/flow/own-reply`,
    hooks: keeping('CurrencyCode'),
  },
  {
    id: 'anything-answered-in-xml',
    title: 'Who accepts anything is answered in XML',
    requirement: `${operation}/flow/any-accept`,
    hooks: answersWith(
      (answer, call) => replies(operation, 200)(answer, call) && wantedAs(call) === '*/*',
      inXml('text/xml'),
    ),
  },
])

/** The text of one payment is kept for those that have none. */
function keeping(member: 'Note' | 'CurrencyCode'): Row['hooks'] {
  let kept: Json = null
  return {
    says: (payment) => {
      if (payment[member] === null) return { ...payment, [member]: kept }
      kept = payment[member] ?? null
      return payment
    },
  }
}

/** The same payment, written otherwise. */
function inXml(mediaType: string): (answer: Changed) => Changed {
  return (answer) => ({ ...answer, headers: { 'content-type': mediaType }, text: writeXml(JSON.parse(textOf(answer))) })
}
