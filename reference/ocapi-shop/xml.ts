import { parseXml } from '../../contracts/codec/xml-tree.ts'
import { isList, isObject, type Json } from '../../core/json.ts'

/** A document as XML: members become elements, elements of a list carry the list's name. The seed shows no other form. */
export const toXml = (name: string, value: Json): string => {
  if (isList(value)) return value.map((element) => toXml(name, element)).join('')
  const inner = isObject(value)
    ? Object.entries(value)
        .map(([member, one]) => toXml(member, one))
        .join('')
    : escaped(value === null ? '' : String(value))
  return `<${name}>${inner}</${name}>`
}

/** The content of the root element, every value a text; undefined where it is no XML of this kind. */
export const fromXml = (source: string): Json | undefined => {
  if ('why' in parseXml(source)) return undefined
  const text = source.replace(/<!--[\s\S]*?-->/g, '').replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, raw) => escaped(raw))
  const root = /^\s*(?:<\?xml[^>]*\?>\s*)?<([\w.-]+)(?:\s[^>]*)?(?:\/>|>([\s\S]*)<\/\1>)\s*$/.exec(text)
  if (!root) return undefined
  const content = contentOf(root[2] ?? '')
  return content === '' ? {} : content
}

const contentOf = (text: string): Json => {
  const members = [...text.matchAll(/<([\w.-]+)(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/\1>)/g)]
  return members.length === 0
    ? unescaped(text)
    : Object.fromEntries(members.map(([, name = '', inner = '']) => [name, contentOf(inner)]))
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (entity, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? entity
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal))
  })
