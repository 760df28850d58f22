import { isObject, type Json, type Path } from '../../core/json.ts'
import type { XmlElement } from './xml-tree.ts'

/** What an XML text says, and what about its writing is worth a word. */
export type ReadLike = { readonly value: Json; readonly remarks: readonly Remark[] }

export type Remark = {
  /** A member has its name in another spelling; or it says itself that it is of another type. */
  readonly kind: 'spelling' | 'type'
  readonly path: Path
  readonly expected: string
  readonly received: string
}

/**
 * An XML text whose form nobody documents, read by a value that it should say too: a member is an element or an
 * attribute of its name; a list is so many elements of its name, or one that holds an element for each.
 */
export const readLike = (root: XmlElement, model: Json): ReadLike => {
  const remarks: Remark[] = []
  const value = Array.isArray(model)
    ? listOf(root.children, model, { path: [], remarks })
    : one(root, model, { path: [], remarks })
  return { value, remarks }
}

/** What an element says by itself: its members, and a text for all else. */
export const plainOf = ({ children, attributes, text, isNil }: XmlElement): Json => {
  if (isNil) return null
  if (children.length === 0) return text
  const names = [...new Set(children.map(({ name }) => name))]
  return Object.fromEntries([
    ...attributes.map(({ name, value }) => [name, value]),
    ...names.map((name) => {
      const [first, ...others] = children.filter((child) => child.name === name).map(plainOf)
      return [name, others.length === 0 ? (first ?? null) : [first ?? null, ...others]]
    }),
  ])
}

type Reading = { readonly path: Path; readonly remarks: Remark[] }

const one = (element: XmlElement, model: Json, reading: Reading): Json => {
  noteType(element, model, reading)
  if (element.isNil) return null
  if (isObject(model)) return objectOf(element, model, reading)
  return element.children.length > 0 ? plainOf(element) : scalar(element.text, model)
}

const objectOf = (element: XmlElement, model: { readonly [name: string]: Json }, { path, remarks }: Reading): Json => {
  const names = Object.keys(model)
  const taken = new Set<XmlElement>()
  const said = names.flatMap((name): [string, Json][] => {
    const reading = { path: [...path, name], remarks }
    const wanted = model[name] ?? null
    const found = childrenOf(element, name, names)
    for (const child of found) taken.add(child)
    const [first] = found
    const attribute = element.attributes.find((other) => other.name === name)
    if (!first) return attribute ? [[name, scalar(attribute.value, wanted)]] : []
    if (first.name !== name)
      remarks.push({ kind: 'spelling', path: reading.path, expected: `<${name}>`, received: `<${first.name}>` })
    if (Array.isArray(wanted)) return [[name, listOf(elementsOf(found, wanted), wanted, reading)]]
    return [[name, found.length === 1 ? one(first, wanted, reading) : found.map(plainOf)]]
  })
  const others = element.children.filter((child) => !taken.has(child))
  const more = others.length > 0 ? plainOf({ ...element, attributes: [], children: others }) : {}
  return { ...(isObject(more) ? more : {}), ...Object.fromEntries(said) }
}

/** By its name, else by one that differs in case and signs only and is no other member's. */
const childrenOf = ({ children }: XmlElement, name: string, names: readonly string[]): readonly XmlElement[] => {
  const exact = children.filter((child) => child.name === name)
  if (exact.length > 0) return exact
  return children.filter((child) => letters(child.name) === letters(name) && !names.includes(child.name))
}

const letters = (name: string): string => name.replace(/[-_.]/g, '').toLowerCase()

/** The elements of a list: those that have its name, or those inside of the one that has it. */
const elementsOf = (found: readonly XmlElement[], model: readonly Json[]): readonly XmlElement[] => {
  const [first] = found
  if (!first || found.length > 1) return found
  const inside = new Set(first.children.map(({ name }) => name))
  const members = new Set(model.flatMap((element) => (isObject(element) ? Object.keys(element) : [])))
  const [only] = inside
  if (inside.size === 0) return first.text.trim() === '' ? [] : found
  const isWrapper = inside.size === 1 && only !== undefined && (only === first.name || !members.has(only))
  return isWrapper ? first.children : found
}

const listOf = (elements: readonly XmlElement[], model: readonly Json[], { path, remarks }: Reading): Json =>
  elements.map((element, index) => one(element, model[index] ?? model[0] ?? null, { path: [...path, index], remarks }))

/** In XML all is text: what reads as a value of the model's type is one. */
const scalar = (text: string, model: Json): Json => {
  const trimmed = text.trim()
  if (typeof model === 'number' && /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed))
    return Number(trimmed)
  if (typeof model === 'boolean' && /^(?:true|false)$/.test(trimmed)) return trimmed === 'true'
  return model === null && trimmed === '' ? null : text
}

const kinds: Readonly<Record<string, readonly string[]>> = {
  number: ['int', 'integer', 'long', 'short', 'decimal', 'double', 'float', 'number'],
  boolean: ['boolean', 'bool'],
  string: ['string', 'str', 'text', 'date', 'datetime', 'time', 'anyuri', 'token'],
  list: ['array', 'list'],
}

/** An attribute that names a type names that of the value. */
const noteType = ({ attributes }: XmlElement, model: Json, { path, remarks }: Reading): void => {
  const hint = attributes.find(({ name, value }) => name === 'type' && kindOf(value) !== undefined)
  const wanted = Array.isArray(model) ? 'list' : typeof model
  if (!hint || model === null || (wanted !== 'list' && !Object.hasOwn(kinds, wanted))) return
  if (kindOf(hint.value) === wanted) return
  remarks.push({ kind: 'type', path, expected: `a ${wanted}`, received: `${hint.full}="${hint.value}"` })
}

const kindOf = (written: string): string | undefined => {
  const name = written.slice(written.indexOf(':') + 1).toLowerCase()
  return Object.keys(kinds).find((kind) => kinds[kind]?.includes(name))
}
