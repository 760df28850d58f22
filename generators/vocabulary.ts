import { base, en, Faker } from '@faker-js/faker'

/** Lists of plausible values by kind, the plainest first: arbitraries shrink towards it. */
export type Vocabulary = Readonly<Record<WordKind, readonly string[]>>

export type WordKind =
  | 'firstName'
  | 'lastName'
  | 'fullName'
  | 'company'
  | 'phone'
  | 'postalCode'
  | 'country'
  | 'currency'
  | 'state'
  | 'city'
  | 'street'
  | 'email'
  | 'url'
  | 'product'
  | 'sentence'
  | 'code'
  | 'digits'

const size = 12

/** Words for one run. Phones, mails and hosts are of the ranges reserved for examples. */
export const vocabulary = (seed: number): Vocabulary => {
  const faker = new Faker({ locale: [en, base], seed })
  const some = (plainest: string, make: () => string): readonly string[] => [
    plainest,
    ...Array.from({ length: size }, make),
  ]
  const number = (length: number) => faker.string.numeric({ length, allowLeadingZeros: false })
  return {
    firstName: some('John', () => faker.person.firstName()),
    lastName: some('Doe', () => faker.person.lastName()),
    fullName: some('John Doe', () => `${faker.person.firstName()} ${faker.person.lastName()}`),
    company: some('Example', () => faker.company.name()),
    phone: some('202-555-0100', () => `202-555-01${number(2)}`),
    postalCode: some('10001', () => faker.location.zipCode('#####')),
    country: ['US'],
    currency: ['USD'],
    state: some('NY', () => faker.location.state({ abbreviated: true })),
    city: some('New York', () => faker.location.city()),
    street: some('1 Main St', () => faker.location.streetAddress()),
    email: some('john@example.com', () => `${faker.person.firstName().toLowerCase()}.${number(3)}@example.com`),
    url: some('https://example.com/', () => `https://example.com/${faker.lorem.slug(2)}`),
    product: some('Window', () => faker.commerce.productName()),
    sentence: some('None', () => faker.lorem.sentence()),
    code: some('A1', () => faker.string.alphanumeric({ length: 8, casing: 'upper' })),
    digits: some('1', () => number(6)),
  }
}

/** Places whose text people write for people: any script is at home there. */
const free: readonly WordKind[] = [
  'firstName',
  'lastName',
  'fullName',
  'company',
  'city',
  'street',
  'product',
  'sentence',
]

export const isFreeText = (kind: WordKind): boolean => free.includes(kind)

const kinds: readonly (readonly [RegExp, WordKind])[] = [
  [/^(?:first|given|second|middle)_?name$/i, 'firstName'],
  [/^(?:last|family|sur)_?name$/i, 'lastName'],
  [/e_?-?mail/i, 'email'],
  [/phone|fax|mobile/i, 'phone'],
  [/zip|postal_?code/i, 'postalCode'],
  [/country/i, 'country'],
  [/currency/i, 'currency'],
  [/^state|province|region/i, 'state'],
  [/city|town/i, 'city'],
  [/^(?:address|street)/i, 'street'],
  [/ur[il]$|link$/i, 'url'],
  [/company/i, 'company'],
  [/(?:^|_)(?:full_?name|holder|recipient|person)|user-?name|accountname/i, 'fullName'],
  [/note|comment|description|message|text|remark|subject/i, 'sentence'],
  [/^(?:department|project|cost_?center|owner|custom)$/i, 'product'],
  [/(?:^|[a-z_])(?:name|title)$/i, 'product'],
  [/id$|number$|^id$/i, 'digits'],
]

/** What kind of word a member of this name holds. */
export const wordKindOf = (member: string): WordKind => kinds.find(([pattern]) => pattern.test(member))?.[1] ?? 'code'
