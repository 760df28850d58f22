import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { isList, isObject, type Json, type JsonObject, objectOf } from '../../core/json.ts'
import type { Body } from '../engine/body-text.ts'
import { numeric } from './rules.ts'
import { xmlFlaw } from './xml-flaw.ts'

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  isArray: (_, path) => path === `${root}.${list}.${list}`,
})

export const root = 'PaymentChanges'
const list = 'PaymentAllocations'

/** A payment in XML and the name of its root. Document types are for the caller to refuse. */
export const readXml = (text: string): { readonly body: Body; readonly root?: string } => {
  if (text.trim() === '') return { body: { kind: 'empty' } }
  const plain = text.replace(/<!DOCTYPE[^[>]*(?:\[[^\]]*\])?[^>]*>/, '')
  if (XMLValidator.validate(plain) !== true)
    return { body: { kind: /<\/\w+>\s*$/.test(plain) && !isCut(plain) ? 'malformed' : 'truncated' } }
  if (xmlFlaw(text) !== undefined) return { body: { kind: 'malformed' } }
  const [name = '', content] = Object.entries<unknown>(parser.parse(plain)).find(([key]) => !key.startsWith('?')) ?? []
  return { body: { kind: 'value', value: elementValue(content, '') }, root: name }
}

/** More elements are opened than closed. */
const isCut = (text: string): boolean =>
  (text.match(/<\w[^>]*[^/>]>|<\w>/g) ?? []).length > (text.match(/<\/\w+>/g) ?? []).length

const elementValue = (content: unknown, name: string): Json => {
  if (!isObject(content)) return textValue(String(content), name)
  if (content['@xsi:nil'] === 'true' || content['@xsi:nil'] === '1') return null
  const inner = Object.entries(content).filter(([key]) => !key.startsWith('@') && key !== '#text')
  if (inner.length === 0) return textValue(String(content['#text'] ?? ''), name)
  if (name === list) {
    const elements = content[list]
    return isList(elements) ? elements.map((element) => elementValue(element, '')) : []
  }
  return Object.fromEntries(inner.map(([key, value]) => [key, elementValue(value, key)]))
}

const textValue = (raw: string, name: string): Json => {
  const text = unescaped(raw)
  if (name === list && text.trim() === '') return []
  if (numeric.includes(name) && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(text)) return Number(text)
  return text
}

const named: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&apos;': "'" }

const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|\w+);/gi, (entity, decimal, hex) => {
    if (decimal === undefined && hex === undefined) return named[entity] ?? entity
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal))
  })

const namespaces = 'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

/** As the sample writes it; what is null is left out. */
export const writeXml = (payment: JsonObject): string => `<Payment ${namespaces}>${elements(payment)}</Payment>`

const elements = (value: JsonObject): string =>
  Object.entries(value)
    .filter(([, one]) => one !== null)
    .map(([name, one]) => `<${name}>${inside(name, one)}</${name}>`)
    .join('')

const inside = (name: string, value: Json): string => {
  if (isList(value)) return value.map((one) => `<${name}>${elements(objectOf(one))}</${name}>`).join('')
  return String(value).replace(/[&<>\r]/g, (character) => `&#${character.charCodeAt(0)};`)
}
