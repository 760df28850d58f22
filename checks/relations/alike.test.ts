import { expect, test } from 'vitest'
import { parseXml } from '../../contracts/codec/xml-tree.ts'
import type { Alike, AlikeForm } from '../../contracts/relations/relation.ts'
import type { Json } from '../../core/json.ts'
import { alike, effect, type Shown, withoutBody } from './alike.ts'

const relation: Alike = {
  kind: 'alike',
  what: 'order',
  calls: [],
  changedBy: [],
  volatile: [{ at: 'state', why: 'it changes' }],
}

const form: AlikeForm = {
  id: 'xml',
  what: 'in XML',
  sent: { query: {}, headers: {} },
  open: [128],
  wide: [],
  reply: 'same',
}

const xml = (text: string): Shown => {
  const document = parseXml(text)
  if ('why' in document) throw new Error(document.why)
  return { kind: 'xml', root: document.root }
}

const plain: Json = {
  state: '1',
  no: '007',
  total: 100.1,
  memo: 'Zoë <&> "x"\r\n 😀',
  none: null,
  empty: [],
  bill: { city: 'Köln', gift: false },
  items: [
    { id: 'a', rate: 0.125 },
    { id: 'b', rate: 0.25 },
    { id: 'c', rate: 0.5 },
  ],
}

const memo = '<memo>Zoë &lt;&amp;&gt; "x"\n 😀</memo>'
const bill = '<bill><city>Köln</city><gift>false</gift></bill>'
const items = ['a 0.125', 'b 0.250', 'c 0.5'].map((one) => {
  const [id, rate] = one.split(' ')
  return `<items><id>${id}</id><rate>${rate}</rate></items>`
})
const whole = `<order><state>2</state><no>007</no><total>100.10</total>${memo}${bill}${items.join('')}</order>`

const judge = (text: string) => alike(relation, form, { plain, other: xml(text) })

test('what is the same but for how values are written, order and what is volatile is alike', () => {
  expect(judge(whole)).toEqual([{ kind: 'passed', facet: 'same' }])
  expect(judge(whole.replace(items.join(''), items.toReversed().join('')))).toEqual([{ kind: 'passed', facet: 'same' }])
})

test('a number that JSON writes as text is the number of XML, and of no other JSON', () => {
  const said = (as: 'xml' | 'json') =>
    alike(relation, { ...form, as }, { plain: { no: '7' }, other: { kind: 'value', value: { no: 7 } } })
  expect(said('xml')).toEqual([{ kind: 'passed', facet: 'same' }])
  expect(said('json')).toEqual([expect.objectContaining({ kind: 'failed' })])
})

test.each([
  ['a member that is dropped', whole.replace('<city>Köln</city>', ''), '/bill/city', '"Köln"', 'nothing'],
  ['a member that is renamed', whole.replaceAll('city>', 'town>'), '/bill/city', '"Köln"', 'nothing'],
  ['a number that is rounded', whole.replace('100.10', '100'), '/total', '100.1', '100'],
  ['a number that is none', whole.replace('100.10', '100,10'), '/total', '100.1', '"100,10"'],
  ['zeros that are lost', whole.replace('007', '7'), '/no', '"007"', '"7"'],
  ['a list of one', whole.replace(items.slice(1).join(''), ''), '/items', '"a list of 3"', '"a list of 1"'],
  ['a sign escaped twice', whole.replace('&amp;', '&amp;amp;'), '/memo', undefined, undefined],
  ['a sign that is lost', whole.replace('ë', '?'), '/memo', undefined, undefined],
  ['a word for null', whole.replace('<no>', '<none>null</none><no>'), '/none', 'null', '"null"'],
  ['a boolean in digits', whole.replace('>false<', '>0<'), '/bill/gift', 'false', '"0"'],
  ['a deep member that is dropped', whole.replace('<rate>0.5</rate>', ''), '/items/2/rate', '0.5', 'nothing'],
  ['nothing at all', '<order/>', '/no', '"007"', 'nothing'],
])('%s is not alike, and the place is told', (_, text, at, expected, received) => {
  const [one] = judge(text)
  expect(one).toMatchObject({ kind: 'failed', facet: 'same', finding: { at } })
  if (one?.kind === 'failed' && expected !== undefined) expect(one.finding).toMatchObject({ expected, received })
})

test('what XML Schema calls another type is broken; what only its writer knows the meaning of is warned of', () => {
  expect(judge(whole.replace('<total>', '<total xsi:type="xs:string">'))).toMatchObject([
    { kind: 'failed', finding: { at: '/total', received: 'xsi:type="xs:string"' } },
  ])
  expect(judge(whole.replace('<total>', '<total type="string">'))).toMatchObject([
    { kind: 'warned', ambiguities: [128] },
  ])
  expect(judge(whole.replace('<no>', '<more>1</more><no>'))).toMatchObject([
    { kind: 'warned', ambiguities: [128], finding: { at: '/more' } },
  ])
})

test('a form that is not known is warned of as long as it says the same', () => {
  const pairs = ['007', '100.1', 'Köln', 'false', 'a', '0.125', 'b', '0.25', 'c', '0.5'].map((one) => `<v>${one}</v>`)
  expect(judge(`<order>${pairs.join('')}</order>`)).toMatchObject([{ kind: 'warned', ambiguities: [128] }])
})

const lined: AlikeForm = { ...form, wide: [{ at: ['lines'], as: 'anything', ambiguity: 192 }] }

test('a difference that a reading allows is of that reading, and values are compared as they are', () => {
  const other = (lines: Json): Shown => ({ kind: 'value', value: { no: '1', lines } })
  expect(alike(relation, lined, { plain: { no: '1', lines: [{ a: 1 }] }, other: other([{ b: 1 }]) })).toMatchObject([
    { kind: 'warned', ambiguities: [192] },
  ])
  const lost: AlikeForm = { ...form, wide: [{ at: ['lines'], as: 'null', ambiguity: 192 }] }
  const two = { no: '1', lines: [{ a: 1 }, { a: 2 }] }
  expect(alike(relation, lost, { plain: two, other: other([]) })).toMatchObject([{ kind: 'warned' }])
  expect(alike(relation, lost, { plain: two, other: other([{ a: 1 }]) })).toMatchObject([
    { kind: 'failed', finding: { at: '/lines' } },
  ])
  expect(
    alike(relation, form, { plain: { no: '1' }, other: { kind: 'value', value: { no: '1', x: 2 } } }),
  ).toMatchObject([{ kind: 'failed', finding: { at: '/x', expected: 'nothing', received: '2' } }])
})

test('nothing to compare is not kept', () => {
  expect(alike(relation, form, { plain: { state: 'x' }, other: xml('<o/>') })).toMatchObject([{ kind: 'untested' }])
})

const sent = { facet: 'done', at: ['notes'], hidden: ['secret'], body: {} }
const note = { text: 'a < b', amount: '0.07', secret: '1', deep: { on: 'true' } }
const shows = (notes: Json) => effect(sent, 'in XML', { sent: note, shown: { notes } })

test('what was sent is looked for in each element, and is said by value', () => {
  expect(shows([{ text: 'x' }, { text: 'a < b', amount: 0.07, deep: { on: true }, id: 1 }])).toEqual([
    { kind: 'passed', facet: 'done' },
  ])
})

test.each([
  ['a member that was overlooked', [{ text: 'a < b', amount: 0.07 }], '/notes/0/deep/on'],
  ['a text that was cut', [{ text: 'a', amount: 0.07, deep: { on: true } }], '/notes/0/text'],
  ['cents that were dropped', [{ text: 'a < b', amount: 0, deep: { on: true } }], '/notes/0/amount'],
  ['all of it that was overlooked', [{ text: 'x' }], '/notes'],
])('%s does not show', (_, notes, at) => {
  expect(shows(notes)).toMatchObject([{ kind: 'failed', facet: 'done', finding: { at } }])
})

test('where what reads does not tell, nothing was tried', () => {
  expect(effect(sent, 'in XML', { sent: note, shown: { no: 1 } })).toMatchObject([{ kind: 'untested' }])
})

test('a reply without a body is another one, where the plain one says something', () => {
  expect(withoutBody(form, { kind: 'value', value: plain })).toMatchObject([
    { kind: 'failed', facet: 'same', finding: { message: 'The reply in XML has no body' } },
  ])
  expect(withoutBody(form, { kind: 'value', value: {} })).toEqual([])
})
