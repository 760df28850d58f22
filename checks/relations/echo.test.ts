import { describe, expect, test } from 'vitest'
import type { Echo, Member } from '../../contracts/relations/relation.ts'
import type { Json } from '../../core/json.ts'
import { echo } from './echo.ts'
import type { Side } from './side.ts'

const side = (request: Json | undefined, reply: Json | undefined, contentType = 'application/json'): Side => ({
  exchange: {
    id: 'case#1',
    operation: 'make',
    request: { method: 'POST', path: '/things/7', headers: { 'User-Id': '93' } },
    outcome: { kind: 'reply', reply: { status: 200, headers: { 'content-type': contentType }, body: '', ms: 1 } },
    at: '2024-02-29T10:00:00.000Z',
  },
  request,
  reply,
  path: { id: '7' },
})

const member = (name: string, parts: Partial<Member> = {}): Member => ({
  facet: `trip/${name}`,
  name,
  sent: { kind: 'member', steps: [name] },
  received: [name],
  compare: { as: 'equal' },
  wide: [],
  absent: { kind: 'broken' },
  ...parts,
})

const relation = (members: readonly Member[], parts: Partial<Echo> = {}): Echo => ({
  kind: 'echo',
  id: 'trip',
  request: { operation: 'make', at: [] },
  reply: { operation: 'make', at: [], when: [] },
  with: [],
  without: [],
  removedBy: [],
  members,
  ...parts,
})

const judge = (of: Echo, request: Json, reply: Json | undefined, before: readonly string[] = [], media?: string) =>
  echo(of, { written: side(request, reply), shown: side(request, reply, media), before: new Set(before) })

const kinds = (...args: Parameters<typeof judge>) => judge(...args).map(({ kind, facet }) => `${kind} ${facet}`)

describe('a member', () => {
  const one = relation([member('note')])

  test('that comes back is kept', () => {
    expect(kinds(one, { note: 'a' }, { note: 'a' })).toEqual(['passed trip/note'])
  })

  test('that comes back otherwise is broken, and both values are told', () => {
    expect(judge(one, { note: 'a' }, { note: 'b' })).toEqual([
      {
        kind: 'failed',
        facet: 'trip/note',
        finding: { message: 'note does not come back as it was sent', at: '/note', expected: '"a"', received: '"b"' },
      },
    ])
  })

  test.each([{}, { note: null }, { note: '' }])('that is empty may come back as none: %j', (reply) => {
    expect(kinds(one, { note: '' }, reply)).toEqual(['untested trip/note'])
  })

  test('that is empty may not come back as another one', () => {
    expect(kinds(one, { note: '' }, { note: 'null' })).toEqual(['failed trip/note'])
  })

  test('that loses the blanks around it is bent, and broken where more is lost', () => {
    const bent = { kind: 'warned', ambiguities: [], finding: { expected: 'the text with the blanks around it' } }
    expect(judge(one, { note: ' a b ' }, { note: 'a b' })).toMatchObject([bent])
    expect(kinds(one, { note: ' a b ' }, { note: ' a b ' })).toEqual(['passed trip/note'])
    expect(kinds(one, { note: ' a b ' }, { note: 'ab' })).toEqual(['failed trip/note'])
    expect(kinds(one, { note: ' a ' }, { note: '' })).toEqual(['failed trip/note'])
    const address = relation([member('address', { compare: { as: 'members' } })])
    const [city] = judge(address, { address: { city: ' Berlin ' } }, { address: { city: 'Berlin' } })
    expect(city).toMatchObject({ ...bent, finding: { at: '/address/city', received: '"Berlin"' } })
    expect(kinds(address, { address: { city: ' Berlin ' } }, { address: { city: 'Bern' } })).toEqual([
      'failed trip/address',
    ])
  })

  test('whose letters and marks are composed is bent, and broken where a mark is lost', () => {
    const kept = { kind: 'warned', ambiguities: [], finding: { expected: expect.stringMatching(/^letters and marks/) } }
    expect(judge(one, { note: 'Cafe\u0301' }, { note: 'Caf\u00e9' })).toMatchObject([kept])
    expect(kinds(one, { note: 'Cafe\u0301' }, { note: 'Cafe' })).toEqual(['failed trip/note'])
  })

  test('that was not sent, or sent as null, says nothing', () => {
    expect([kinds(one, {}, { note: 'b' }), kinds(one, { note: null }, { note: 'b' })]).toEqual([[], []])
  })

  test.each<[Partial<Member>, string]>([
    [{ absent: { kind: 'broken' } }, 'failed trip/note'],
    [{ absent: { kind: 'wide', ambiguity: 26 } }, 'warned trip/note'],
    [{ absent: { kind: 'open', reason: 'not shown' } }, 'untested trip/note'],
  ])('that is absent is never kept: %j', (parts, expected) => {
    expect(kinds(relation([member('note', parts)]), { note: 'a' }, {})).toEqual([expected])
  })

  test('that only a wide reading allows is bent, in its media type', () => {
    const wide = [{ ambiguity: 7, as: 'anything' as const, media: 'xml' }]
    const xml = relation([member('note', { wide })])
    expect(kinds(xml, { note: 'a' }, { note: 'b' }, [], 'application/xml')).toEqual(['warned trip/note'])
    expect(kinds(xml, { note: 'a' }, { note: 'b' }, [], 'application/json')).toEqual(['failed trip/note'])
  })

  test('that was left out counts as its default', () => {
    const fee = relation([member('fee', { leftOut: 0, compare: { as: 'decimal' } })])
    expect(kinds(fee, {}, { fee: 0 })).toEqual(['passed trip/fee'])
    expect(kinds(fee, {}, { fee: 5 })).toEqual(['failed trip/fee'])
    expect(kinds(fee, { fee: 3 }, { fee: 5 })).toEqual([])
  })

  test('with nothing in it proves nothing', () => {
    const address = relation([member('address', { compare: { as: 'members' } })])
    expect(kinds(address, { address: {} }, { address: {} })).toEqual(['untested trip/address'])
    expect(kinds(address, { address: { city: 'Berlin' } }, { address: {} })).toEqual(['failed trip/address'])
    expect(judge(address, { address: { city: 'Berlin' } }, { address: {} })[0]).toMatchObject({
      finding: { at: '/address/city', received: 'nothing' },
    })
  })

  test('may stand in a header, in the reply itself, in the moment or in the document', () => {
    const of = relation([
      member('user', { sent: { kind: 'place', place: { in: 'header', steps: ['user-id'] } } }),
      member('id', { sent: { kind: 'place', place: { in: 'reply', steps: ['name'] } } }),
      member('currency', { sent: { kind: 'constant', value: 'USD' } }),
      member('made', { sent: { kind: 'moment' }, compare: { as: 'about' } }),
    ])
    const right = { user: '93', id: 'n', name: 'n', currency: 'USD', made: '2024-02-29T09:59:00Z' }
    expect(kinds(of, {}, right)).toEqual([
      'passed trip/user',
      'passed trip/id',
      'passed trip/currency',
      'passed trip/made',
    ])
    expect(kinds(of, {}, { user: '1', id: 'x', name: 'n', currency: 'EUR', made: '1970-01-01T00:00:00Z' })).toEqual([
      'failed trip/user',
      'failed trip/id',
      'failed trip/currency',
      'failed trip/made',
    ])
  })
})

describe('a list', () => {
  const items = relation([member('items', { pairs: { by: 'line', members: [member('price'), member('line')] } })])
  const sent = {
    items: [
      { line: 1, price: 10 },
      { line: 2, price: 20 },
    ],
  }

  test('comes back with every member of every element, in any order', () => {
    const back = { items: [sent.items[1] as Json, sent.items[0] as Json] }
    expect(new Set(kinds(items, sent, back))).toEqual(
      new Set(['passed trip/items', 'passed trip/price', 'passed trip/line']),
    )
  })

  test('of another length is broken, and its elements are not compared', () => {
    expect(kinds(items, sent, { items: [sent.items[0] as Json] })).toEqual(['failed trip/items'])
  })

  test('with another second element is broken there', () => {
    const back = { items: [sent.items[0] as Json, { line: 2, price: 21 }] }
    expect(judge(items, sent, back).filter(({ kind }) => kind === 'failed')).toMatchObject([
      { finding: { at: '/items/1/price' } },
    ])
  })
})

describe('a member of elements that need not be shown', () => {
  const absent = { kind: 'open', reason: 'not shown' } as const
  const extras = member('extras', { absent, pairs: { members: [member('code')] } })
  const items = relation([member('items', { pairs: { by: 'line', members: [extras, member('note', { absent })] } })])
  const item = (line: number) => ({ line, extras: [{ code: 'A' }], note: 'n' })
  const of = (facet: string, ...back: readonly Json[]) =>
    kinds(items, { items: [item(1), item(2)] }, { items: back }).filter((one) => one.endsWith(facet))

  test('says nothing where none of them shows it', () => {
    expect(of('extras', { line: 1 }, { line: 2 })).toEqual(['untested trip/extras', 'untested trip/extras'])
    expect(of('note', { line: 1 }, { line: 2 })).toEqual(['untested trip/note', 'untested trip/note'])
  })

  test('may be left out where it says nothing', () => {
    const fees = relation([member('items', { pairs: { by: 'line', members: [member('fee', { absent })] } })])
    const sent = {
      items: [
        { line: 1, fee: 5 },
        { line: 2, fee: 0 },
      ],
    }
    const back = { items: [{ line: 1, fee: 5 }, { line: 2 }] }
    expect(kinds(fees, sent, back)).toEqual(['passed trip/items', 'passed trip/fee', 'untested trip/fee'])
  })

  test('is lost where another one shows it', () => {
    const { extras, note } = item(1)
    expect(of('extras', { line: 1, extras }, { line: 2 })).toEqual(['passed trip/extras', 'failed trip/extras'])
    expect(of('note', { line: 1 }, { line: 2, note })).toEqual(['failed trip/note', 'passed trip/note'])
    expect(of('note', { line: 1, note }, { line: 2, note })).toEqual(['passed trip/note', 'passed trip/note'])
  })
})

describe('an element of a list', () => {
  const base = { request: { operation: 'make', at: [] }, reply: { operation: 'make', at: ['all'], when: [] } }
  const fresh = relation([member('amount'), member('holder')], { ...base, element: { ids: ['id'] } })
  const named = relation([member('amount')], {
    ...base,
    element: { ids: ['id'], named: { in: 'path', steps: ['id'] } },
  })

  test('that is new and holds all that was sent is found among others', () => {
    const all = [
      { id: 'a', amount: 1, holder: 'x' },
      { id: 'b', amount: 2, holder: 'y' },
    ]
    expect(kinds(fresh, { amount: 2, holder: 'y' }, { all })).toEqual(['passed trip/amount', 'passed trip/holder'])
  })

  test('that was there before is not the one that was added', () => {
    const all = [
      { id: 'a', amount: 1, holder: 'x' },
      { id: 'b', amount: 77.77, holder: 'x' },
    ]
    expect(kinds(fresh, { amount: 1, holder: 'x' }, { all }, ['a'])).toEqual([
      'failed trip/amount',
      'passed trip/holder',
    ])
  })

  test('that was cut is told at the element that begins as it was sent', () => {
    const all = [{ holder: 'another one' }, { holder: 'the ho' }, { holder: 'a third' }]
    const only = relation([member('holder')], { ...base, element: { ids: ['id'] } })
    const results = echo(only, {
      written: side({ holder: 'the holder' }, {}),
      shown: side({}, { all }),
      before: new Set(),
    })
    expect(results.map((one) => one.kind === 'failed' && one.finding.at)).toEqual(['/all/1/holder'])
  })

  test('that has nothing of what was sent is another one, and told as none', () => {
    const all = [{ amount: 2, holder: 'Someone of a long name' }]
    const found = (sent: Json) => {
      const sides = { written: side(sent, {}), shown: side({}, { all }), before: new Set<string>() }
      return echo(fresh, sides).map((one) => (one.kind === 'failed' ? one.finding.at : one.kind))
    }
    expect(found({ amount: 1, holder: 'A holder' })).toEqual(['/all', '/all'])
    expect(found({ amount: 1, holder: 'Someone of a long' })).toEqual(['/all/0/amount', '/all/0/holder'])
    expect(found({})).toEqual([])
  })

  test('is the one that the request names', () => {
    const all = [
      { id: '6', amount: 1 },
      { id: '7', amount: 2 },
    ]
    expect(kinds(named, { amount: 1 }, { all })).toEqual(['failed trip/amount'])
    expect(kinds(named, { amount: 2 }, { all })).toEqual(['passed trip/amount'])
  })

  test('that is not there is broken; a reply without the list says nothing', () => {
    expect(kinds(named, { amount: 1 }, { all: [] })).toEqual(['failed trip/amount'])
    expect(kinds(named, { amount: 1 }, {})).toEqual(['untested trip/amount'])
  })
})

test('a reply that does not show it yet, or a request that nothing is promised about, says nothing', () => {
  const when = relation([member('note')], {
    reply: { operation: 'read', at: ['payload'], when: [{ at: ['status'], is: 'Succeeded' }] },
  })
  expect(kinds(when, { note: 'a' }, { status: 'Accepted', payload: null })).toEqual([])
  expect(kinds(when, { note: 'a' }, { status: 'Succeeded' })).toEqual(['untested trip/note'])
  expect(kinds(when, { note: 'a' }, { status: 'Succeeded', payload: [{ note: 'a' }] })).toEqual(['passed trip/note'])
  const stored = relation([member('note')], { without: ['stored'] })
  expect(kinds(stored, { note: 'a', stored: 'x' }, { note: 'b' })).toEqual([])
  expect(kinds(relation([member('note')], { with: ['stored'] }), { note: 'a' }, { note: 'b' })).toEqual([])
})
