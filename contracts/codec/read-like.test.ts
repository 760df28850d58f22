import { expect, test } from 'vitest'
import type { Json } from '../../core/json.ts'
import { readLike } from './read-like.ts'
import { parseXml } from './xml-tree.ts'

const read = (text: string, model: Json) => {
  const document = parseXml(text)
  if ('why' in document) throw new Error(document.why)
  return readLike(document.root, model)
}

const order = { no: '007', total: 1.5, paid: true, note: null, items: [{ id: 'a' }, { id: 'b' }], tags: ['x', 'y'] }

const inside = (items: string) =>
  `<order><no>007</no><total>1.50</total><paid>true</paid><note/>${items}<tags>x</tags><tags>y</tags></order>`

test.each([
  ['elements of the name of the list', '<items><id>a</id></items><items><id>b</id></items>'],
  ['elements within one of that name', '<items><item><id>a</id></item><item><id>b</id></item></items>'],
  ['elements of that name within one of it', '<items><items><id>a</id></items><items><id>b</id></items></items>'],
  ['attributes', '<items><item id="a"/><item id="b"/></items>'],
])('a list is read from %s', (_, items) => {
  expect(read(inside(items), order)).toEqual({ value: order, remarks: [] })
})

test('a list of one is told from what holds a list', () => {
  expect(read('<o><items><id>a</id></items></o>', { items: [{ id: 'a' }] }).value).toEqual({ items: [{ id: 'a' }] })
  expect(read('<o><items/></o>', { items: [{ id: 'a' }] }).value).toEqual({ items: [] })
  expect(read('<o><items><id>a</id></items></o>', { items: [{ id: 'a' }, { id: 'b' }] }).value).toEqual({
    items: [{ id: 'a' }],
  })
})

test('what is no value of the type stays text, and what the model does not know is there too', () => {
  const model = { total: 1.5, paid: true, note: null }
  expect(read('<o><total>1,5</total><paid>1</paid><note>null</note><more><a>1</a></more></o>', model).value).toEqual({
    total: '1,5',
    paid: '1',
    note: 'null',
    more: { a: '1' },
  })
})

test('names that differ in case and signs are read, with a word', () => {
  expect(read('<o><OrderNo>7</OrderNo></o>', { order_no: '7' })).toEqual({
    value: { order_no: '7' },
    remarks: [{ kind: 'spelling', path: ['order_no'], expected: '<order_no>', received: '<OrderNo>' }],
  })
})

test.each([
  ['<o><total xsi:type="xs:string">1.5</total></o>', { total: 1.5 }, 'xsi:type="xs:string"'],
  ['<o><no type="number">7</no></o>', { no: '7' }, 'type="number"'],
])('%s says that its value is of another type', (text, model, received) => {
  expect(read(text, model).remarks).toMatchObject([{ kind: 'type', received }])
})

test.each([
  ['<o><total xsi:type="xs:decimal">1.5</total></o>', { total: 1.5 }],
  ['<o><on xsi:type="xs:dateTime">2020-01-01T00:00:00Z</on></o>', { on: '2020-01-01T00:00:00Z' }],
  ['<o><card type="Visa">7</card></o>', { card: '7' }],
])('%s says nothing amiss', (text, model) => {
  expect(read(text, model).remarks).toEqual([])
})
