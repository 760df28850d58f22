import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isFreeText, vocabulary, type WordKind, wordKindOf } from './vocabulary.ts'

const all = (kind: WordKind) =>
  fc.sample(fc.integer(), { seed: 1, numRuns: 50 }).flatMap((seed) => vocabulary(seed)[kind])

describe('words are of ranges reserved for examples, whatever the seed', () => {
  test.each<[WordKind, RegExp]>([
    ['phone', /^202-555-01\d\d$/],
    ['email', /^[^@\s]+@example\.com$/],
    ['url', /^https:\/\/example\.com\//],
  ])('%s', (kind, range) => {
    expect(all(kind).filter((word) => !range.test(word))).toEqual([])
  })
})

test('the same seed has the same words, another seed others', () => {
  expect(vocabulary(1)).toEqual(vocabulary(1))
  expect(vocabulary(1)).not.toEqual(vocabulary(2))
})

test('the first word of each kind is the plainest, since values shrink towards it', () => {
  const first = Object.entries(vocabulary(1)).map(([kind, words]) => [kind, words[0]])
  expect(Object.fromEntries(first)).toEqual({
    firstName: 'John',
    lastName: 'Doe',
    fullName: 'John Doe',
    company: 'Example',
    phone: '202-555-0100',
    postalCode: '10001',
    country: 'US',
    currency: 'USD',
    state: 'NY',
    city: 'New York',
    street: '1 Main St',
    email: 'john@example.com',
    url: 'https://example.com/',
    product: 'Window',
    sentence: 'None',
    code: 'A1',
    digits: '1',
  })
})

test('no word is blank or has blanks at its ends', () => {
  const words = fc
    .sample(fc.integer(), { seed: 1, numRuns: 50 })
    .flatMap((seed) => Object.values(vocabulary(seed)).flat())
  expect(words.filter((word) => word.trim() === '' || word !== word.trim())).toEqual([])
})

test.each<[WordKind, readonly string[]]>([
  ['firstName', ['firstName', 'first_name', 'givenName']],
  ['lastName', ['lastName', 'family_name', 'surname']],
  ['fullName', ['fullName', 'card_holder', 'User-Name', 'accountName']],
  ['company', ['company', 'companyName']],
  ['phone', ['phone', 'altPhone', 'fax', 'mobile']],
  ['postalCode', ['zip', 'postal_code', 'postalCode']],
  ['country', ['country', 'countryCode']],
  ['currency', ['currency']],
  ['state', ['state', 'province']],
  ['city', ['city', 'town']],
  ['street', ['address1', 'street']],
  ['email', ['email', 'e_mail', 'EMail']],
  ['url', ['url', 'productUrl', 'link']],
  ['product', ['itemName', 'title']],
  ['sentence', ['customerNotes', 'comment', 'description', 'message']],
  ['digits', ['id', 'customerId', 'poNumber']],
  ['code', ['mpn', 'sku', 'anything']],
])('%s are drawn for members called %j', (kind, members) => {
  expect(members.map((member) => [member, wordKindOf(member)])).toEqual(members.map((member) => [member, kind]))
})

test('people write in any script where they write for people, but not in codes', () => {
  const kinds = Object.keys(vocabulary(1)) as WordKind[]
  expect(kinds.filter(isFreeText)).toEqual([
    'firstName',
    'lastName',
    'fullName',
    'company',
    'city',
    'street',
    'product',
    'sentence',
  ])
})
