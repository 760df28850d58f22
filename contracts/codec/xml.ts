import { isList, isObject, type Json, type JsonObject, type Path } from '../../core/json.ts'
import { isXmlType } from '../../core/media-type.ts'
import type { SchemaNode } from '../schema/node.ts'
import { typesOf } from '../schema/schema.ts'
import type { Codec, Decoded, Oddity } from './codec.ts'
import { type XmlNames, xmlOf } from './xml-rules.ts'
import { parseXml, type XmlElement } from './xml-tree.ts'

/**
 * XML as the OpenAPI `xml` object names it: an element for each member, in the schema's order; a list is an element
 * that holds one for each of its elements. Attributes of the content are not supported.
 */
export const xml: Codec = {
  covers: isXmlType,
  encode: (body, node) => {
    const root = nameOf(node) ?? 'root'
    return written(root, body, node).replace(`<${root}`, `<${root} ${namespaces}`)
  },
  decode: (text, node) => decoded(text, node),
}

/** A document under a root of some name, where no schema says how it is written. */
export const xmlUnder = (root: string, body: Json): string => written(root, body, undefined)

const namespaces = 'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

const written = (name: string, value: Json, node: SchemaNode | undefined): string => {
  if (value === null) return `<${name} xsi:nil="true" />`
  const content = isList(value)
    ? value.map((element) => written(nameOf(node?.items) ?? name, element, node?.items))
    : isObject(value)
      ? inOrder(value, node).map(([member, one]) => written(member, one, node?.properties[member]))
      : [escaped(String(value))]
  return `<${name}>${content.join('')}</${name}>`
}

/** Members in the schema's order, then those it does not know. */
const inOrder = (value: JsonObject, node: SchemaNode | undefined): readonly (readonly [string, Json])[] => {
  const known = Object.keys(node?.properties ?? {}).filter((name) => name in value)
  const others = Object.keys(value).filter((name) => !known.includes(name))
  return [...known, ...others].map((name) => [name, value[name] ?? null])
}

const escaped = (text: string): string => text.replace(/[&<>\r]/g, (character) => `&#${character.charCodeAt(0)};`)

const namesOf = (node: SchemaNode | undefined): XmlNames => xmlOf(node?.schemas.strict) ?? {}

const nameOf = (node: SchemaNode | undefined): string | undefined => namesOf(node).name

const decoded = (text: string, node: SchemaNode | undefined): Decoded => {
  const document = parseXml(text)
  if ('why' in document) return { kind: 'unreadable', why: document.why }
  const { root, namespace, doctype } = document
  const oddities: Oddity[] = doctype === undefined ? [] : [doctypeOddity(doctype)]
  const { name: expected, order: ambiguity } = namesOf(node)
  // Where the document shows how it is written, and shows none.
  if (namespace !== undefined && ambiguity !== undefined)
    oddities.push({
      kind: 'root',
      path: [],
      expected: 'a root of no namespace',
      received: `a root of ${namespace}`,
      ambiguity,
    })
  if (expected !== undefined && root.name !== expected)
    oddities.push({ kind: 'root', path: [], expected: `<${expected}>`, received: `<${root.name}>` })
  return { kind: 'value', value: read(root, node, { path: [], oddities }), oddities }
}

const doctypeOddity = (doctype: string): Oddity => ({
  kind: 'doctype',
  path: [],
  expected: 'no document type declaration',
  received: doctype.slice(0, 120),
})

type Reading = { readonly path: Path; readonly oddities: Oddity[] }

const read = (element: XmlElement, node: SchemaNode | undefined, reading: Reading): Json => {
  if (element.isNil) return null
  const types = (node && typesOf(node.schemas.strict)) ?? []
  if (types.includes('array')) return readList(element, node, reading)
  if (element.children.length > 0 || (types.includes('object') && element.text.trim() === ''))
    return readObject(element, node, reading)
  return scalar(element.text, types)
}

const readList = ({ children, text }: XmlElement, node: SchemaNode | undefined, { path, oddities }: Reading): Json => {
  if (children.length === 0 && text.trim() !== '') return text
  const { name = children[0]?.name ?? '', also = [] } = namesOf(node?.items)
  return children.map((child, index) => {
    const wide = also.find((other) => other.name === child.name)
    if (child.name !== name)
      oddities.push({
        kind: 'item-name',
        path: [...path, index],
        expected: `<${name}>`,
        received: `<${child.name}>`,
        ...(wide ? { ambiguity: wide.ambiguity } : {}),
      })
    return read(child, node?.items, { path: [...path, index], oddities })
  })
}

const readObject = ({ children }: XmlElement, node: SchemaNode | undefined, { path, oddities }: Reading): Json => {
  const names = children.map(({ name }) => name)
  const seen = new Set<string>()
  const twice = names.find((name) => seen.size === seen.add(name).size)
  if (twice !== undefined)
    oddities.push({ kind: 'repeated', path, expected: `one <${twice}>`, received: `more than one <${twice}>` })
  const known = node?.properties ?? {}
  const order = names.filter((name) => Object.hasOwn(known, name))
  const held = new Set(order)
  const wanted = Object.keys(known).filter((name) => held.has(name))
  const ambiguity = namesOf(node).order
  if (twice === undefined && ambiguity !== undefined && order.join() !== wanted.join())
    oddities.push({ kind: 'order', path, expected: wanted.join(', '), received: order.join(', '), ambiguity })
  return Object.fromEntries(
    children.map((child) => [
      child.name,
      read(child, Object.hasOwn(known, child.name) ? known[child.name] : undefined, {
        path: [...path, child.name],
        oddities,
      }),
    ]),
  )
}

/** Text that reads as the wanted type is one of it; anything else stays text, for the schema to judge. */
const scalar = (text: string, types: readonly string[]): Json => {
  const trimmed = text.trim()
  const isNumeric = types.includes('number') || types.includes('integer')
  if (isNumeric && /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed)) return Number(trimmed)
  if (types.includes('boolean') && /^(?:true|false|1|0)$/.test(trimmed)) return trimmed === 'true' || trimmed === '1'
  return text
}
