import { expect, test } from 'vitest'
import type { SchemaNode } from '../contracts/schema/node.ts'
import type { Json, JsonObject } from '../core/json.ts'
import { order, smallShop } from '../test/small-shop.ts'
import { changes } from './changes.ts'
import { edited } from './edit.ts'

const contract = await smallShop()
const root = contract.operations.find(({ id }) => id === 'getOrder')?.replies[0]?.node as SchemaNode

const body: JsonObject = {
  id: '1001',
  reference: order.reference,
  note: order.note,
  speed: 'slow',
  at: '2026-02-28T10:00:00+01:00',
  isOpen: true,
  lines: order.lines,
}

const { id: _, ...withoutId } = body

type Row = readonly [name: string, place: string, becomes: Json, same: string]

/** What a change makes of a body at a place, and a place where it leaves that body alone. */
const rows: readonly Row[] = [
  ['dropped', 'id', withoutId, ''],
  ['nulled', 'note', { ...body, note: null }, ''],
  ['retyped', 'id', { ...body, id: 1001 }, 'none'],
  ['wrapped', 'id', { ...body, id: { value: '1001' } }, ''],
  ['renamed', 'id', { Id: '1001', ...withoutId }, ''],
  ['emptied', 'lines', { ...body, lines: [] }, 'isOpen'],
  ['swapped', 'reference', { ...body, reference: order.note }, 'isOpen'],
  ['stale', 'id', { ...body, id: '1000' }, 'isOpen'],
  ['rounded', 'lines.[].price', { ...body, lines: priced(1, 2) }, 'isOpen'],
  ['off', 'lines.[].price', { ...body, lines: priced(1.26, 2.01) }, 'isOpen'],
  ['flipped', 'isOpen', { ...body, isOpen: false }, 'id'],
  ['cut', 'reference', { ...body, reference: 'order-of-tod' }, 'id'],
  ['overlong', 'reference', { ...body, reference: `${order.reference}xxxxxxx` }, ''],
  ['ascii', 'note', { ...body, note: "Gr??e <4 & 'more' ?" }, 'id'],
  ['reencoded', 'note', { ...body, note: Buffer.from(order.note).toString('latin1') }, 'id'],
  ['escaped', 'note', { ...body, note: 'Größe &#60;4 &#38; &#39;more&#39; 😀' }, 'id'],
  ['upper-case', 'reference', { ...body, reference: 'ORDER-OF-TODAY' }, 'id'],
  ['shifted', 'at', { ...body, at: '2026-03-01T10:00:00+01:00' }, 'id'],
  ['offset-lost', 'at', { ...body, at: '2026-02-28T10:00:00' }, 'id'],
  ['unlisted', 'speed', { ...body, speed: 'slow_other' }, 'none'],
  ['last-lost', 'lines', { ...body, lines: order.lines.slice(0, 1) }, 'id'],
  ['doubled', 'lines', { ...body, lines: [...order.lines, order.lines[1] as Json] }, 'id'],
  ['reordered', 'lines', { ...body, lines: order.lines.toReversed() }, 'id'],
  ['alike', 'lines', { ...body, lines: [order.lines[0] as Json, order.lines[0] as Json] }, 'id'],
]

function priced(...prices: readonly number[]): Json {
  return order.lines.map((line, index) => ({ ...line, price: prices[index] as number }))
}

const nodeAtPlace = (place: string): SchemaNode => {
  let node = root
  for (const step of place.split('.').filter((one) => one !== ''))
    node = (step === '[]' ? node.items : node.properties[step]) ?? { ...node, path: [step] }
  return node
}

test.each(rows)(
  '%s changes what stands at %s, and nothing where it has nothing to change',
  (name, place, becomes, same) => {
    const change = changes.find((one) => one.name === name)
    if (!change) throw new Error(`There is no change ${name}.`)
    const earlier = { ...body, id: '1000' }
    const apply = (at: string): Json => edited(body, { root, node: nodeAtPlace(at), earlier }, change)
    expect(change.appliesTo(nodeAtPlace(place))).toBe(true)
    expect(apply(place)).toEqual(becomes)
    // The very same body: that is how a mutant knows that it changed nothing.
    if (same !== '') expect(apply(same)).toBe(body)
    else expect(change.appliesTo(root)).toBe(false)
  },
)

test('every change has a row', () => {
  expect(rows.map(([name]) => name)).toEqual(changes.map(({ name }) => name))
})
