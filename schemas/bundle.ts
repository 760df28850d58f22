import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { isObject, type Json, type JsonObject, pointer } from '../core/json.ts'
import { shownUrl } from '../core/shown-url.ts'
import { ContractError } from './contract-error.ts'
import { parseText } from './parse-text.ts'

/** A document and all files it refers to as one: the files stand under `x-files`, and every `$ref` starts with `#/`. */
export const bundle = async (location: string): Promise<JsonObject> => (await bundleOf(location)).document

export type Bundle = {
  readonly document: JsonObject
  /** Text and location of the document itself, by the empty name, and of each file under `x-files`. */
  readonly texts: ReadonlyMap<string, Text>
}

export type Text = { readonly location: string; readonly text: string }

/** The same, with the texts that it was made of. */
export const bundleOf = async (location: string): Promise<Bundle> => {
  const texts = new Map<string, Text>()
  const files = new Map<string, Json>()
  const names = new Map<string, string>()
  const home = isUrl(location) ? location : resolve(location)
  const root = await readDocument(home, '')
  const rewritten = await rewrite(root, home, [])
  // Files come in the order in which they were read; the contract's digest must not depend on that.
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1))
  return {
    document: { ...(rewritten as JsonObject), ...(sorted.length > 0 ? { 'x-files': Object.fromEntries(sorted) } : {}) },
    texts,
  }

  async function readDocument(place: string, name?: string): Promise<Json> {
    const text = await readText(place)
    if (name !== undefined) texts.set(name, { location: place, text })
    return parseText(text, place)
  }

  async function rewrite(value: Json, file: string, prefix: readonly string[]): Promise<Json> {
    if (Array.isArray(value)) return Promise.all(value.map((element) => rewrite(element as Json, file, prefix)))
    if (!isObject(value)) return value
    const entries = await Promise.all(
      Object.entries(value as JsonObject).map(async ([name, member]): Promise<[string, Json]> => {
        if (name === '$ref' && typeof member === 'string') return [name, await localRef(member, file, prefix)]
        if (name === 'externalValue' && typeof member === 'string') return ['value', await external(member, file)]
        return [name, await rewrite(member, file, prefix)]
      }),
    )
    return Object.fromEntries(entries)
  }

  async function localRef(ref: string, file: string, prefix: readonly string[]): Promise<string> {
    const [place = '', fragment = ''] = ref.split('#')
    if (place === '') return `#${pointer(prefix)}${fragment}`
    const target = locate(place, file)
    const known = names.get(target)
    if (known) return `#${pointer(['x-files', known])}${fragment}`
    const name =
      target
        .split('/')
        .at(-1)
        ?.replace(/\.(schema\.)?(json|ya?ml)$/, '') ?? target
    const unique = files.has(name) ? `${name}-${files.size}` : name
    names.set(target, unique)
    files.set(unique, null)
    files.set(unique, await rewrite(await readDocument(target, unique), target, ['x-files', unique]))
    return `#${pointer(['x-files', unique])}${fragment}`
  }

  async function external(place: string, file: string): Promise<Json> {
    const target = locate(place, file)
    return readDocument(target)
  }
}

const isUrl = (location: string): boolean => /^https?:\/\//.test(location)

const locate = (place: string, from: string): string =>
  isUrl(place) ? place : isUrl(from) ? new URL(place, from).href : resolve(dirname(from), place)

const readText = async (location: string): Promise<string> => {
  if (!isUrl(location)) {
    return readFile(location, 'utf8').catch((error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? 'there is no such file' : error.message
      throw new ContractError(`Cannot read the contract ${location}: ${why}.`)
    })
  }
  const reply = await fetch(location, { redirect: 'error', signal: AbortSignal.timeout(20_000) }).catch(
    (error: Error) => {
      throw new ContractError(
        `Cannot fetch the contract ${shownUrl(location)}: ${error.message.replace(location, shownUrl(location))}.`,
      )
    },
  )
  if (!reply.ok) throw new ContractError(`Cannot fetch the contract ${shownUrl(location)}: it answers ${reply.status}.`)
  return reply.text()
}
