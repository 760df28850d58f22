import { type Call, contentOf, mediaTypeOf } from '../../engine/call.ts'
import { spotsOf } from '../../engine/spots.ts'
import { type Row, type Switch, switchesOf } from '../../engine/switch.ts'
import { contract, operation } from '../service.ts'

type Refused = {
  readonly id: string
  readonly title: string
  readonly facet: string
  readonly when: (call: Call) => boolean
  /** What is rightly told of besides, where it is. */
  readonly also?: readonly string[]
}

const holds =
  (place: readonly string[], when: (value: unknown) => boolean) =>
  (call: Call): boolean =>
    spotsOf(place, contentOf(call)).some(({ value }) => when(value))

const isAbsent = (value: unknown): boolean => value === undefined || value === null
const isOfLength =
  (length: number) =>
  (value: unknown): boolean =>
    typeof value === 'string' && value.length === length

const limits = [
  ['Note', 1000],
  ['AccountNumber', 50],
  ['AccountName', 100],
  ['TransactionId', 100],
  ['ImportSource', 50],
] as const

const refused: readonly Refused[] = [
  ...limits.map(
    ([name, most]): Refused => ({
      id: `refuses-${name}-of-${most}`,
      title: `Refuses a ${name} of exactly ${most} characters`,
      facet: `request/${name}/maxLength`,
      when: holds([name], isOfLength(most)),
    }),
  ),
  ...['Note', 'TransactionId', 'CurrencyCode', 'ShopId', 'PaymentAllocations'].map(
    (name): Refused => ({
      id: `requires-${name}`,
      title: `Refuses a payment without ${name}`,
      facet: `request/${name}/optional`,
      when: holds([name], isAbsent),
    }),
  ),
  {
    id: 'refuses-other-scripts',
    title: 'Refuses an AccountName with letters beyond ASCII',
    facet: 'request/AccountName/type',
    when: holds(
      ['AccountName'],
      (value) => typeof value === 'string' && [...value].some((letter) => letter > '\u007f'),
    ),
  },
  {
    id: 'refuses-charset',
    title: 'Takes application/json only without a charset',
    facet: 'flow/charset',
    when: ({ headers }) => {
      const label = headers.get('content-type') ?? ''
      return label.startsWith('application/json') && label.trim().toLowerCase() !== mediaTypeOf(label)
    },
  },
  {
    id: 'refuses-a-label-in-another-case',
    title: 'Takes a media type in lower case only',
    facet: 'protocol/message-forms',
    when: ({ headers }) => /[A-Z]/.test((headers.get('content-type') ?? '').split(';')[0] ?? ''),
  },
  {
    id: 'refuses-white-space',
    title: 'Refuses JSON with white space',
    facet: 'protocol/json-forms',
    when: ({ text }) => /^\s/.test(text) && text.trim().startsWith('{'),
  },
  {
    id: 'refuses-references',
    title: 'Refuses XML with references in hexadecimal digits',
    facet: 'protocol/xml-forms',
    when: ({ text }) => text.includes('&#x'),
  },
]

const refusing = ({ id, title, facet, when, also = [] }: Refused): Row => {
  const requirement = `${operation}/${facet}`
  const problem = {
    requirement: `${contract}/${requirement}`,
    status: 400,
    at: 'payment',
    message: 'This is not taken.',
  }
  return {
    id,
    title,
    requirement,
    ...(also.length > 0 ? { also: also.map((one) => `${operation}/${one}`) } : {}),
    hooks: { finds: (call) => (when(call) ? [problem] : []) },
  }
}

/** What could not be read is remembered until the next payment. */
const upset = (): Refused => {
  let isUpset = false
  return {
    id: 'refuses-the-next-payment',
    title: 'Refuses a payment that follows one that could not be read',
    facet: 'flow/again',
    // The next payment may be any other case's.
    also: ['response.200/status'],
    when: ({ body }) => {
      const wasUpset = isUpset
      isUpset = body.kind === 'malformed' || body.kind === 'truncated'
      return wasUpset && !isUpset
    },
  }
}

/** Valid payments that are refused, in good form. */
export const refusesValidFaults: readonly Switch[] = switchesOf(
  contract,
  'refuses-valid',
  [...refused, upset()].map(refusing),
)
