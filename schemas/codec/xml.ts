import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { isObject, type Json, type JsonObject, type Path } from '../../core/json.ts'
import type { SchemaNode } from '../node.ts'
import { typesOf } from '../schema.ts'
import type { Codec, Decoded, Oddity } from './codec.ts'
import { type XmlNames, xmlOf } from './xml-rules.ts'

/**
 * XML as the OpenAPI `xml` object names it: an element for each member, in the schema's order; a list is an element
 * that holds one for each of its elements. Attributes of the content are not supported.
 */
export const xml: Codec = {
  covers: (mediaType) => /[/+]xml$/.test(mediaType),
  encode: (body, node) => {
    const root = nameOf(node) ?? 'root'
    return written(root, body, node).replace(`<${root}`, `<${root} ${namespaces}`)
  },
  decode: (text, node) => decoded(text, node),
}

const namespaces = 'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

const written = (name: string, value: Json, node: SchemaNode | undefined): string => {
  if (value === null) return `<${name} xsi:nil="true" />`
  const content = Array.isArray(value)
    ? value.map((element) => written(nameOf(node?.items) ?? name, element as Json, node?.items))
    : isObject(value)
      ? inOrder(value as JsonObject, node).map(([member, one]) => written(member, one, node?.properties[member]))
      : [escaped(String(value))]
  return `<${name}>${content.join('')}</${name}>`
}

/** Members in the schema's order, then those it does not know. */
const inOrder = (value: JsonObject, node: SchemaNode | undefined): readonly (readonly [string, Json])[] => {
  const known = Object.keys(node?.properties ?? {}).filter((name) => name in value)
  const others = Object.keys(value).filter((name) => !known.includes(name))
  return [...known, ...others].map((name) => [name, value[name] as Json])
}

const escaped = (text: string): string => text.replace(/[&<>\r]/g, (character) => `&#${character.charCodeAt(0)};`)

const namesOf = (node: SchemaNode | undefined): XmlNames => xmlOf(node?.schemas.strict) ?? {}

const nameOf = (node: SchemaNode | undefined): string | undefined => namesOf(node).name

type Element = {
  readonly name: string
  readonly isNil: boolean
  readonly text: string
  readonly children: readonly Element[]
}

const decoded = (raw: string, node: SchemaNode | undefined): Decoded => {
  const { text, doctype } = withoutDoctype(raw.replace(/^\uFEFF/, ''))
  const validity = XMLValidator.validate(text)
  if (validity !== true)
    return {
      kind: 'unreadable',
      why: `The body is not well-formed XML: ${validity.err.msg} (line ${validity.err.line})`,
    }
  // What a document type declares is not looked at; without one, an entity that XML does not have is an error.
  const foreign = doctype === undefined ? foreignEntity(text) : undefined
  if (foreign !== undefined)
    return { kind: 'unreadable', why: `The body is not well-formed XML: the entity ${foreign} is not declared` }
  const elements = parse(text)
  const [root] = elements
  if (!root || elements.length > 1)
    return { kind: 'unreadable', why: `The body is not well-formed XML: it has ${elements.length} root elements` }
  const oddities: Oddity[] = doctype === undefined ? [] : [doctypeOddity(doctype)]
  const expected = nameOf(node)
  if (expected !== undefined && root.name !== expected)
    oddities.push({ kind: 'root', path: [], expected: `<${expected}>`, received: `<${root.name}>` })
  return { kind: 'value', value: read(root, node, { path: [], oddities }), oddities }
}

/** Nothing is expanded and nothing is turned into numbers on the way. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: '#cdata',
})

/** Empty where the elements are nested deeper than any body that is documented. */
const parse = (text: string): readonly Element[] => {
  try {
    return (parser.parse(text) as readonly RawElement[]).flatMap(elementOf)
  } catch {
    return []
  }
}

type RawElement = { readonly [key: string]: unknown }

const elementOf = (raw: RawElement): readonly Element[] => {
  const name = Object.keys(raw).find((key) => key !== ':@' && !key.startsWith('#'))
  if (name === undefined) return []
  const inside = raw[name] as readonly RawElement[]
  const attributes = Object.entries((raw[':@'] ?? {}) as Readonly<Record<string, string>>)
  return [
    {
      name: localName(name),
      isNil: attributes.some(([key, value]) => localName(key) === 'nil' && /^(?:true|1)$/.test(value)),
      text: inside.map(textOf).join(''),
      children: inside.flatMap(elementOf),
    },
  ]
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const textOf = (raw: RawElement): string => {
  if ('#text' in raw) return unescaped(String(raw['#text']))
  return Array.isArray(raw['#cdata']) ? raw['#cdata'].map((part) => String(part['#text'] ?? '')).join('') : ''
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (reference, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] as string) : reference
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : reference
  })

const foreignEntity = (text: string): string | undefined => {
  const plain = text.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, '')
  return [...plain.matchAll(/&([A-Za-z_][\w.-]*);/g)]
    .map(([, name]) => name)
    .find((name) => name !== undefined && !Object.hasOwn(named, name))
}

/** The text without its document type declaration, which is never read. */
const withoutDoctype = (text: string): { readonly text: string; readonly doctype?: string } => {
  const found = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*(<!DOCTYPE(?:[^[>]|\[[\s\S]*?\]\s*(?=>))*>)/i.exec(text)
  const doctype = found?.[1]
  return doctype === undefined ? { text } : { text: text.replace(doctype, ''), doctype }
}

const doctypeOddity = (doctype: string): Oddity => ({
  kind: 'doctype',
  path: [],
  expected: 'no document type declaration',
  received: doctype.slice(0, 120),
})

type Reading = { readonly path: Path; readonly oddities: Oddity[] }

const read = (element: Element, node: SchemaNode | undefined, reading: Reading): unknown => {
  if (element.isNil) return null
  const types = (node && typesOf(node.schemas.strict)) ?? []
  if (types.includes('array')) return readList(element, node, reading)
  if (element.children.length > 0 || (types.includes('object') && element.text.trim() === ''))
    return readObject(element, node, reading)
  return scalar(element.text, types)
}

const readList = ({ children, text }: Element, node: SchemaNode | undefined, { path, oddities }: Reading): unknown => {
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

const readObject = ({ children }: Element, node: SchemaNode | undefined, { path, oddities }: Reading): unknown => {
  const names = children.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined)
    oddities.push({ kind: 'repeated', path, expected: `one <${twice}>`, received: `more than one <${twice}>` })
  const wanted = Object.keys(node?.properties ?? {}).filter((name) => names.includes(name))
  const order = names.filter((name) => wanted.includes(name))
  const ambiguity = namesOf(node).order
  if (twice === undefined && ambiguity !== undefined && order.join() !== wanted.join())
    oddities.push({ kind: 'order', path, expected: wanted.join(', '), received: order.join(', '), ambiguity })
  return Object.fromEntries(
    children.map((child) => [
      child.name,
      read(child, node?.properties[child.name], { path: [...path, child.name], oddities }),
    ]),
  )
}

/** Text that reads as the wanted type is one of it; anything else stays text, for the schema to judge. */
const scalar = (text: string, types: readonly string[]): unknown => {
  const trimmed = text.trim()
  const isNumeric = types.includes('number') || types.includes('integer')
  if (isNumeric && /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed)) return Number(trimmed)
  if (types.includes('boolean') && /^(?:true|false|1|0)$/.test(trimmed)) return trimmed === 'true' || trimmed === '1'
  return text
}
