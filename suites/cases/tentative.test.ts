import { describe, expect, test } from 'vitest'
import { isObject } from '../../core/json.ts'
import { type AskedJson, judgedJson, takingDocument } from '../../test/judged-json.ts'

const unsure = { 'x-assay-fair': { not: {} } }

const document = takingDocument('order', {
  type: 'object',
  required: ['lines'],
  properties: {
    trial: { type: 'boolean', ...unsure },
    checked: { type: 'boolean', ...unsure },
    price: { type: 'number', ...unsure },
    cycle: { enum: [1, 2, 3, 4], 'x-assay-fair': { enum: [1] } },
    region: { type: 'string', ...unsure },
    note: { type: ['string', 'null'] },
    due: {
      type: ['string', 'null'],
      format: 'date-time',
      'x-assay-spellings': ['Due'],
      ...unsure,
    },
    paid: {
      type: 'string',
      format: 'date-time',
      'x-assay-fixture': 'paid',
      'x-assay-spellings': ['Paid'],
      ...unsure,
    },
    start: {
      type: 'string',
      format: 'iso-date-time',
      'x-assay-strict': [{ ambiguity: 1, format: 'date-time' }],
      ...unsure,
    },
    end: {
      type: 'string',
      format: 'iso-date-time',
      'x-assay-strict': [{ ambiguity: 1, format: 'date-time' }],
      ...unsure,
    },
    code: { type: 'string', 'x-assay-sample': 'AB-12' },
    known: {
      type: 'array',
      items: { type: 'object', properties: { why: { type: 'string' } } },
      'x-assay-fair': { maxItems: 0 },
    },
    parts: {
      type: 'array',
      'x-assay-unique-by': 'place',
      items: {
        type: 'object',
        required: ['place'],
        properties: { place: { type: 'integer', minimum: 1, maximum: 200 } },
      },
    },
    rows: {
      type: 'array',
      items: { type: 'object', properties: { why: { type: 'string' } } },
      'x-assay-fair': { minItems: 1, maxItems: 1 },
    },
    lines: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', properties: { quantity: { type: 'integer', minimum: 1 } } },
      'x-assay-fair': { maxItems: 1 },
    },
  },
})

type Body = { readonly [member: string]: unknown }
type Answer = (body: Body) => number

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0

/** What is told of a server that answers so, and what it was asked. */
const resultOf = async (answer: Answer, fixtures: Readonly<Record<string, string>> = {}) => {
  const asked: Body[] = []
  const answered = ({ body }: AskedJson) => {
    if (!isObject(body) || !Array.isArray(body['lines']) || !body['lines'].every(isObject)) return { status: 400 }
    asked.push(body)
    return { status: answer(body) }
  }
  const { requirements, errors } = await judgedJson(document, answered, {
    fixtures,
    only: ['till/order/response.204/status'],
  })
  return {
    asked,
    errors,
    at: (verdict: string) =>
      requirements
        .filter((one) => one.verdict === verdict)
        .map(({ id, findings: [first] }) => [id.replace('till/order/', ''), first?.message]),
  }
}

describe('values that the documents allow and no valid request has', () => {
  test('are taken by a server that takes all, and then drawn together and in longer lists', async () => {
    const { asked, errors, at } = await resultOf(() => 204)
    expect(errors).toEqual([])
    expect([...at('fail'), ...at('warn')]).toEqual([])
    const isDrawn = (name: string, value: unknown) => asked.some((body) => body[name] === value)
    expect([isDrawn('cycle', 4), isDrawn('price', 12.5), isDrawn('due', null), isDrawn('trial', false)]).toEqual([
      true,
      true,
      true,
      true,
    ])
    const bodies = new Set(asked.map(({ lines: _, ...body }) => JSON.stringify(body)))
    expect(bodies.size).toBeGreaterThan(12)
    const lengths = new Set(asked.map(({ lines }) => (lines as readonly unknown[]).length))
    expect([...lengths]).toEqual(expect.arrayContaining([1, 2, 4, 12]))
  })

  test.each<[string, Answer, readonly unknown[]]>([
    [
      'null is refused of a member that plain requests hold',
      ({ note }) => (note === null ? 400 : 204),
      ['request/note/type', 'note, null, while other values of it are taken, is refused'],
    ],
    [
      'one value of an enum is refused while the others are taken',
      ({ cycle }) => (cycle === 3 ? 400 : 204),
      ['request/cycle/enum', 'cycle, 3, while other values of it are taken, is refused'],
    ],
    [
      'null is refused while values are taken',
      ({ due }) => (due === null ? 400 : 204),
      ['request/due/type', 'due, null, while other values of it are taken, is refused'],
    ],
    [
      'a long list is refused',
      ({ lines }) => ((lines as readonly unknown[]).length > 9 ? 400 : 204),
      ['request/lines/type', 'lines, 12 elements, while other values of it are taken, is refused'],
    ],
    [
      'a list that may be left out may not be empty',
      ({ parts }) => (Array.isArray(parts) && parts.length === 0 ? 400 : 204),
      ['request/parts/type', 'parts, 0 elements, while other values of it are taken, is refused'],
    ],
    [
      'more than two decimals are refused',
      ({ price }) => ((Number(price ?? 0) * 100) % 1 === 0 ? 204 : 400),
      ['request/price/type', 'price, three decimals, while other values of it are taken, is refused'],
    ],
    [
      'a fraction of more than three digits is refused',
      ({ due }) => (/\.\d{4}/.test(String(due)) ? 400 : 204),
      [
        'request/due/format',
        'due, a moment with a fraction of six digits, while other values of it are taken, is refused',
      ],
    ],
    [
      'a way to write dates is taken at one place and not at another',
      ({ end }) => (String(end).includes(' ') ? 400 : 204),
      ['request/end/format', 'end, a moment to come, as the sample prints one, which is taken elsewhere, is refused'],
    ],
    [
      'a name that nobody has is taken, and another refused for its letters',
      ({ code }) => (/[a-z]/.test(String(code ?? '')) ? 400 : 204),
      ['request/code/type', 'code, small letters, while other values of it are taken, is refused'],
    ],
    [
      'a list that valid requests leave empty must be empty',
      ({ known }) => (Array.isArray(known) && known.length > 0 ? 400 : 204),
      ['request/known/type', 'known, 2 elements, while other values of it are taken, is refused'],
    ],
    [
      'a list may not be as long as the numbers of its elements let it be',
      ({ parts }) => (Array.isArray(parts) && parts.length > 60 ? 400 : 204),
      ['request/parts/type', 'parts, 100 elements, while other values of it are taken, is refused'],
    ],
    [
      'a member is read under one of its names only',
      (body) => ('Due' in body ? 400 : 204),
      ['request/due/type', 'due, spelled Due, while other values of it are taken, is refused'],
    ],
    [
      'two are refused together and not alone',
      ({ trial, checked }) => (trial === true && checked === true ? 400 : 204),
      [
        'response.204/status',
        'A request with trial (true) and checked (true) is refused, while each of them alone is taken',
      ],
    ],
  ])('are told of where %s', async (_, answer, expected) => {
    const { errors, at } = await resultOf(answer)
    expect(errors).toEqual([])
    expect(at('fail')).toEqual([])
    expect(at('warn')).toEqual([expected])
  })

  test('fail where every fraction is refused and whole numbers are taken', async () => {
    const { at } = await resultOf(({ price }) => (Number.isInteger(price ?? 0) ? 204 : 400))
    expect(at('fail')).toEqual([
      ['request/price/type', 'price, a fraction, while other values of it are taken, is refused'],
    ])
  })

  test.each<[string, (places: readonly unknown[]) => boolean]>([
    ['its last number is', (places) => places.includes(200)],
    ['a list of so many elements is', (places) => places.length >= 200],
  ])('are red at a bound that the document states, where one less is taken: %s refused', async (_, isRefused) => {
    const placesIn = ({ parts }: Body) =>
      Array.isArray(parts) ? parts.map((one) => isObject(one) && one['place']) : []
    const { at } = await resultOf((body) => (isRefused(placesIn(body)) ? 400 : 204))
    expect(at('fail')).toEqual([
      [
        'request/parts[]/place/maximum',
        'A list that meets the bound of parts[]/place, where a list of one element less is taken, is refused',
      ],
    ])
    expect(at('warn')).toEqual([])
  })

  test('say nothing of names that are all refused but the one of the sample: they may have to exist', async () => {
    const { at } = await resultOf(({ code }) => (code === undefined || code === 'AB-12' ? 204 : 400))
    expect([...at('fail'), ...at('warn')]).toEqual([])
  })

  test('say nothing where no value of a place is taken: it may have to exist', async () => {
    const { at } = await resultOf(({ region, trial }) => (region === undefined && trial === undefined ? 204 : 400))
    expect([...at('fail'), ...at('warn')]).toEqual([])
  })

  test('say nothing of null where the member is asked for: that is told of where it is left out', async () => {
    const { at } = await resultOf(({ note }) => (note === undefined || note === null ? 400 : 204))
    expect([...at('fail'), ...at('warn')].map(([id]) => id)).toEqual(['request/note/optional'])
  })

  test.each<[string, Answer, readonly unknown[]]>([
    ['is told of where it is refused', (body) => ('Paid' in body ? 400 : 204), ['paid, spelled Paid, while']],
    ['is told of no more where it is taken', () => 204, []],
  ])('another name of a member whose value was given %s', async (_, answer, expected) => {
    const { asked, at } = await resultOf(answer, { paid: '2039-12-31T12:00:00Z' })
    expect(asked.some((body) => 'Paid' in body && !('paid' in body))).toBe(true)
    expect(at('fail')).toEqual([])
    expect(at('warn').map(([, message]) => message?.split(' while')[0]?.concat(' while'))).toEqual(expected)
  })

  test.each<[string, Answer, readonly unknown[]]>([
    [
      'of a value',
      ({ region }) => (region === undefined ? 204 : 500),
      ['request/region/type', 'region, plain text, is answered 500'],
    ],
    ['of null', ({ note }) => (note === null ? 500 : 204), ['request/note/type', 'note, null, is answered 500']],
    [
      'of a list without elements, which valid requests have some of',
      ({ rows }) => (isEmpty(rows) ? 500 : 204),
      ['request/rows/type', 'rows, 0 elements, is answered 500'],
    ],
    [
      'of the last of all values',
      ({ cycle }) => (cycle === 4 ? 502 : 204),
      ['request/cycle/enum', 'cycle, 4, is answered 502'],
    ],
  ])('are red where the server breaks instead of refusing, because %s', async (_, answer, expected) => {
    const { errors, at } = await resultOf(answer)
    expect(errors).toEqual([])
    expect(at('fail')).toEqual([expected])
    expect(at('warn')).toEqual([])
  })

  test('say nothing of a list without elements that is refused, where valid requests have some', async () => {
    const { asked, at } = await resultOf(({ rows }) => (isEmpty(rows) ? 400 : 204))
    expect(asked.some(({ rows }) => isEmpty(rows))).toBe(true)
    expect([...at('fail'), ...at('warn')]).toEqual([])
  })

  const isLong = ({ region }: Body) => typeof region === 'string' && region.length > 1_000
  test.each<[string, number, readonly string[]]>([
    ['is told of where the server breaks', 500, ['region, a text of 5000 characters, is answered 500']],
    ['is no news where it is refused', 400, []],
    ['is no news where it is too much for the server', 413, []],
  ])('a very long text %s', async (_, status, expected) => {
    const { at } = await resultOf((body) => (isLong(body) ? status : 204))
    expect(at('fail')).toEqual([])
    expect(at('warn').map(([, message]) => message)).toEqual(expected)
  })

  test('hold a very long text no more often than it takes to see that it is taken', async () => {
    const { asked } = await resultOf(() => 204)
    expect(asked.filter(isLong).length).toBe(1)
    // Each of the six others once, and then in random requests.
    expect(asked.filter((body) => 'region' in body && !isLong(body)).length).toBeGreaterThan(6)
  })

  test('are red where one is taken in a way that nobody documented', async () => {
    const { at } = await resultOf(({ due }) => (typeof due === 'string' ? 202 : 204))
    expect(at('fail').map(([id]) => id)).toEqual(['response.204/status'])
  })
})
