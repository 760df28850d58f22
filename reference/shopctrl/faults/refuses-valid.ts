import { at } from '../../../core/json.ts'
import { type Call, contentOf, sentAs } from '../../engine/call.ts'
import {
  isAbsent,
  isBeyondAscii,
  isOfLength,
  refuses,
  refusesValues,
  type ValueRow,
} from '../../engine/families/refuses.ts'
import { type Switch, switchesOf } from '../../engine/switch.ts'
import { limits } from '../rules.ts'
import { contract, operation } from '../service.ts'

const refusal = { status: 400, at: 'payment', message: 'This is not taken.' } as const

const values: readonly ValueRow[] = [
  ...limits.map(
    ([name, most]): ValueRow => [
      `refuses-${name}-of-${most}`,
      `Refuses a ${name} of exactly ${most} characters`,
      [name],
      'maxLength',
      isOfLength(most),
    ],
  ),
  ...['Note', 'TransactionId', 'CurrencyCode', 'ShopId', 'PaymentAllocations'].map(
    (name): ValueRow => [`requires-${name}`, `Refuses a payment without ${name}`, [name], 'optional', isAbsent],
  ),
  [
    'refuses-nothing-allocated',
    'Refuses an allocation of 0',
    ['PaymentAllocations', '[]', 'AllocatedAmount'],
    'type',
    (value) => value === 0,
  ],
  // Disputed: a target that reads the document so refuses them fairly, and is warned of it.
  ...[['Id'], ['PaymentDate'], ['PaymentAllocations', '[]', 'AllocatedAmount']].map(
    (place): ValueRow => [
      `requires-${place.at(-1)}`,
      `Refuses a payment without ${place.at(-1)}`,
      place,
      'optional',
      isAbsent,
    ],
  ),
  [
    'refuses-other-scripts',
    'Refuses an AccountName with letters beyond ASCII',
    ['AccountName'],
    'type',
    isBeyondAscii,
    [`${operation}/request/AccountName/maxLength`],
  ],
]

const form = (id: string, title: string, facet: string, when: (call: Call) => boolean) => ({
  id,
  title,
  requirement: `${operation}/${facet}`,
  when,
})

const labelOf = ({ headers }: Call): string => headers.get('content-type') ?? ''
const hasCharset = (call: Call): boolean =>
  labelOf(call).startsWith('application/json') && labelOf(call).trim().toLowerCase() !== sentAs(call)

const forms = [
  {
    ...form('refuses-charset', 'Takes application/json only without a charset', 'flow/charset', hasCharset),
    also: [`${operation}/protocol/json-forms`],
  },
  {
    // Disputed, like the members above.
    ...form('refuses-amounts-below-zero', 'Refuses an Amount below zero', 'flow/negative-amount', (call) =>
      isBelowZero(at(contentOf(call), ['Amount'])),
    ),
    also: [`${operation}/request/Amount/type`, `${operation}/request/PaymentAllocations[]/AllocatedAmount/type`],
  },
  form('refuses-a-label-in-another-case', 'Takes a label in lower case only', 'protocol/message-forms', (call) =>
    /[A-Z]/.test(labelOf(call).split(';')[0] ?? ''),
  ),
  form('refuses-charset-of-text-xml', 'Takes text/xml only without a charset', 'protocol/message-forms', (call) =>
    /^text\/xml\s*;/.test(labelOf(call)),
  ),
  form(
    'refuses-accept-of-texts',
    'Refuses what accepts any kind of text',
    'protocol/message-forms',
    ({ headers }) => headers.get('accept') === 'text/*',
  ),
  form(
    'refuses-weights',
    'Refuses what accepts media types with weights',
    'protocol/message-forms',
    ({ headers }) => headers.get('accept')?.includes(';q=') === true,
  ),
  form(
    'refuses-a-scheme-in-small-letters',
    'Takes credentials of the scheme Bearer only where it begins with a capital',
    'protocol/message-forms',
    ({ headers }) => headers.get('authorization')?.startsWith('bearer') === true,
  ),
  form('refuses-white-space', 'Refuses JSON with white space', 'protocol/json-forms', ({ text }) =>
    /^\s\s*\{/.test(text),
  ),
  form('refuses-references', 'Refuses XML with references in hexadecimal digits', 'protocol/xml-forms', ({ text }) =>
    text.includes('&#x'),
  ),
  form('refuses-nil-as-a-digit', 'Refuses null in XML that is written as 1', 'protocol/xml-forms', ({ text }) =>
    text.includes(':nil="1"'),
  ),
]

const isBelowZero = (value: unknown): boolean => Number(value) < 0

/** What could not be read is remembered until the next payment. */
const upset = () => {
  let isUpset = false
  const when = ({ body }: Call): boolean => {
    const wasUpset = isUpset
    isUpset = body.kind === 'malformed' || body.kind === 'truncated'
    return wasUpset && !isUpset
  }
  const title = 'Refuses a payment that follows one that could not be read'
  // The next payment may be any other case's.
  return { ...form('refuses-the-next-payment', title, 'flow/again', when), also: [`${operation}/response.200/status`] }
}

/** Valid payments that are refused, in good form. */
export const refusesValidFaults: readonly Switch[] = switchesOf(contract, 'refuses-valid', [
  ...refusesValues({ contract, operation, contentOf, refusal: () => refusal }, values),
  ...refuses(contract, refusal, [...forms, upset()]),
])
