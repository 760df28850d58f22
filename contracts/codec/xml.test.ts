import { expect, test } from 'vitest'
import { isObject } from '../../core/json.ts'
import { flattenIn } from '../schema/flatten.ts'
import { nodeTree } from '../schema/node-tree.ts'
import type { Schema } from '../schema/schema.ts'
import { codecFor } from './codecs.ts'
import { xml } from './xml.ts'

const schema: Schema = {
  type: 'object',
  xml: { name: 'Box', 'x-assay-order': 9 },
  properties: {
    Size: { type: 'integer' },
    Weight: { type: ['number', 'null'] },
    Label: { type: 'string' },
    Parts: {
      type: 'array',
      items: {
        type: 'object',
        xml: { name: 'Part', 'x-assay-also': [{ name: 'Piece', ambiguity: 7 }] },
        properties: { No: { type: 'integer' } },
      },
    },
  },
}
const flatten = flattenIn(schema)
const node = nodeTree(
  { raw: { wide: schema, strict: schema, fair: schema }, source: { document: 'test', section: 'test' } },
  { flatten: { wide: flatten, strict: flatten, fair: flatten } },
)

const value = (text: string) => {
  const found = xml.decode(text, node)
  return found.kind === 'value' ? found.value : found.why
}
const oddities = (text: string) => {
  const found = xml.decode(text, node)
  return found.kind === 'value' ? found.oddities.map(({ kind, ambiguity }) => [kind, ambiguity]) : found.why
}

test('what is written reads the same, in the order of the schema', () => {
  const box = { Parts: [{ No: 1 }, { No: 2 }], Label: ' <a> & "b" \r\n 😀 ', Weight: null, Size: 3 }
  const text = xml.encode(box, node)
  expect(text).toMatch(/^<Box xmlns:xsd="[^"]*" xmlns:xsi="[^"]*"><Size>3<\/Size><Weight xsi:nil="true" \/><Label>/)
  expect(text).toContain('<Parts><Part><No>1</No></Part><Part><No>2</No></Part></Parts></Box>')
  expect(value(text)).toEqual(box)
  expect(oddities(text)).toEqual([])
})

test.each([
  ['<Box><Size> 3.0 </Size><Label>3</Label></Box>', { Size: 3, Label: '3' }],
  ['<?xml version="1.0"?>\n<!-- x -->\n<Box>\n  <Size>x</Size>\n</Box>', { Size: 'x' }],
  ['\uFEFF<Box><Label><![CDATA[&lt;]]>&#38;&#x3c;&amp;</Label></Box>', { Label: '&lt;&<&' }],
  ['<x:Box xmlns:x="urn:x"><x:Size>1</x:Size></x:Box>', { Size: 1 }],
  ['<Box><Parts /></Box>', { Parts: [] }],
  ['<Box><Label/></Box>', { Label: '' }],
  ['<Box/>', {}],
  ['<Box>text</Box>', 'text'],
])('%s is read by its schema', (text, expected) => {
  expect(value(text)).toEqual(expected)
})

test.each([
  ['<Crate/>', [['root', undefined]]],
  ['<Box><Label>a</Label><Size>1</Size></Box>', [['order', 9]]],
  ['<Box><Size>1</Size><Size>2</Size></Box>', [['repeated', undefined]]],
  ['<Box><Parts><Piece><No>1</No></Piece></Parts></Box>', [['item-name', 7]]],
  ['<Box><Parts><Bit><No>1</No></Bit></Parts></Box>', [['item-name', undefined]]],
  ['<!DOCTYPE Box><Box/>', [['doctype', undefined]]],
])('%s is odd', (text, expected) => {
  expect(oddities(text)).toEqual(expected)
})

test('a document type is told and what it declares is not looked at', () => {
  const bomb = '<!DOCTYPE Box [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Box><Label>&b;</Label></Box>'
  expect(value(bomb)).toEqual({ Label: '&b;' })
  expect(oddities(bomb)).toEqual([['doctype', undefined]])
  const file = '<!DOCTYPE Box [<!ENTITY f SYSTEM "file:///etc/passwd">]><Box><Label>&f;</Label></Box>'
  expect(value(file)).toEqual({ Label: '&f;' })
})

test.each(['', 'text', '<Box>', '<Box></Crate>', '<Box/><Box/>', '<Box>&nbsp;</Box>', '{"Size": 1}'])(
  '%j is no XML',
  (text) => {
    expect(xml.decode(text, node).kind).toBe('unreadable')
  },
)

test('a body that no member is like is written all the same', () => {
  for (const body of ['abc', [1, { a: null }], { Size: { a: [] } }, 1.5, true])
    expect(isObject(xml.decode(xml.encode(body, node), node))).toBe(true)
})

test('XML is read only where the contract offers it', () => {
  const offered = ['application/json', 'text/xml']
  expect(codecFor('text/xml; charset=utf-8', offered)).toBe(xml)
  for (const other of ['application/xml', 'application/json', 'text/plain', undefined])
    expect(codecFor(other, offered)).not.toBe(xml)
})
