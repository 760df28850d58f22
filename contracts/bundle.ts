import { dirname, resolve } from 'node:path'
import { deepest, isList, isObject, type Json, type JsonObject, type Members, objectOf, pointer } from '../core/json.ts'
import { ContractError } from './contract-error.ts'
import { parseText } from './parse-text.ts'
import { assertWithin, fetchText, isUrl, type Reach, readRegular } from './read-bounded.ts'

/** A document and all files it refers to as one: the files stand under `x-files`, and every `$ref` starts with `#/`. */
export const bundle = async (location: string): Promise<JsonObject> => (await bundleOf(location)).document

export type Bundle = {
  readonly document: JsonObject
  /** Text and location of the document itself, by the empty name, and of each file under `x-files`. */
  readonly texts: ReadonlyMap<string, Text>
}

/** In an order that does not depend on which file was read first. */
export const textsOf = ({ texts }: Bundle): readonly string[] =>
  [...texts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, { text }]) => text)

export type Text = { readonly location: string; readonly text: string }

/** So many files and values one contract may hold, each alias counted as what it stands for. */
const most = { files: 1_000, values: 3_000_000 }

/**
 * The same, with the texts that it was made of. What it refers to is read below its own folder or from its own origin
 * only, and where `allowRef` says: folders, and http(s) origins.
 *
 * @throws ContractError where it refers to anything else, or is too large or too deep
 */
export const bundleOf = async (location: string, allowRef: Reach = []): Promise<Bundle> => {
  const home = isUrl(location) ? location : resolve(location)
  const texts = new Map<string, Text>()
  const names = new Map<string, string>([[home, '']])
  const files = new Map<string, Json>()
  const examples = new Map<string, Json>()
  const count = countingValues(home)

  const readFile = async (place: string, name: string): Promise<void> => {
    const text = await read(place)
    texts.set(name, { location: place, text })
    files.set(name, parseText(text, place))
  }

  /** What a file refers to and nobody did before; each gets its name. */
  const gather = (file: string, name: string): readonly (() => Promise<void>)[] => {
    const found: (() => Promise<void>)[] = []
    const add = (target: string, work: () => Promise<void>): void => {
      assertWithin(target, home, allowRef)
      if (names.size + examples.size > most.files)
        throw new ContractError(`The contract ${home} is made of more than ${most.files} files.`)
      found.push(work)
    }
    for (const { $ref: ref, externalValue: example } of objectsIn(files.get(name), (depth) => count(depth, file))) {
      const target = typeof ref === 'string' ? placeOf(ref, file) : undefined
      if (target !== undefined && !names.has(target)) {
        const unique = nameFor(target, names)
        names.set(target, unique)
        add(target, () => readFile(target, unique))
      }
      if (typeof example === 'string') {
        const place = locate(example, file)
        if (examples.has(place)) continue
        examples.set(place, null)
        add(place, async () => void examples.set(place, parseText(await read(place), place)))
      }
    }
    return found
  }

  await readFile(home, '')
  let wave: readonly (readonly [string, string])[] = [[home, '']]
  while (wave.length > 0) {
    const known = new Set(names.values())
    await Promise.all(wave.flatMap(([file, name]) => gather(file, name)).map((work) => work()))
    wave = [...names].filter(([, name]) => !known.has(name))
  }
  return { document: joined(home, { names, files, examples }), texts }
}

const read = async (place: string): Promise<string> => (isUrl(place) ? fetchText(place) : readRegular(place))

/** Counts each value of a contract. @throws ContractError where there are too many, or one stands too deep */
const countingValues = (home: string): ((depth: number, file: string) => void) => {
  let room = most.values
  return (depth, file) => {
    room -= 1
    if (room < 0) throw new ContractError(`The contract ${home} holds more than ${most.values} values.`)
    if (depth > deepest)
      throw new ContractError(`The contract ${home} is nested deeper than ${deepest} levels, in ${file}.`)
  }
}

/** The objects of a value in their order, itself first; of each value, whatever it is, its depth is reported. */
function* objectsIn(root: unknown, onValue: (depth: number) => void): Generator<Members> {
  const left: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }]
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, depth } = next
    onValue(depth)
    const members: readonly unknown[] = isList(value) ? value : isObject(value) ? Object.values(value) : []
    for (const member of members.toReversed()) left.push({ value: member, depth: depth + 1 })
    if (isObject(value)) yield value
  }
}

/** A name for a file that no other has. */
const nameFor = (target: string, names: ReadonlyMap<string, string>): string => {
  const name =
    target
      .split('/')
      .at(-1)
      ?.replace(/\.(schema\.)?(json|ya?ml)$/, '') ?? target
  return [...names.values()].includes(name) ? `${name}-${names.size - 1}` : name
}

type Gathered = {
  /** Of each file. */
  readonly names: ReadonlyMap<string, string>
  /** By these names. */
  readonly files: ReadonlyMap<string, Json>
  readonly examples: ReadonlyMap<string, Json>
}

/** Files come in the order in which they were read; the contract's digest must not depend on that. */
const joined = (home: string, gathered: Gathered): JsonObject => {
  const { names, files } = gathered
  const sorted = [...names]
    .filter(([, name]) => name !== '')
    .sort(([, one], [, other]) => (one < other ? -1 : 1))
    .map(([file, name]): [string, Json] => [
      name,
      rewritten(files.get(name) ?? null, { file, prefix: ['x-files', name], gathered }),
    ])
  return {
    ...objectOf(rewritten(files.get('') ?? null, { file: home, prefix: [], gathered })),
    ...(sorted.length > 0 ? { 'x-files': Object.fromEntries(sorted) } : {}),
  }
}

type Rewriting = { readonly file: string; readonly prefix: readonly string[]; readonly gathered: Gathered }

const rewritten = (value: Json, where: Rewriting): Json => {
  if (isList(value)) return value.map((element) => rewritten(element, where))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]): [string, Json] => {
      if (name === '$ref' && typeof member === 'string') return [name, localRef(member, where)]
      if (name === 'externalValue' && typeof member === 'string')
        return ['value', where.gathered.examples.get(locate(member, where.file)) ?? null]
      return [name, rewritten(member, where)]
    }),
  )
}

const localRef = (ref: string, { file, prefix, gathered: { names } }: Rewriting): string => {
  const [, fragment = ''] = ref.split('#')
  const target = placeOf(ref, file)
  if (target === undefined) return `#${pointer(prefix)}${fragment}`
  const name = names.get(target) ?? ''
  return `#${pointer(name === '' ? [] : ['x-files', name])}${fragment}`
}

/** The file that a reference leads to; undefined where it stays in its own. */
const placeOf = (ref: string, file: string): string | undefined => {
  const [place = ''] = ref.split('#')
  return place === '' ? undefined : locate(place, file)
}

const locate = (place: string, from: string): string => {
  if (!isUrl(place) && !isUrl(from)) return resolve(dirname(from), place)
  if (!URL.canParse(place, isUrl(from) ? from : undefined))
    throw new ContractError(`${from} refers to ${JSON.stringify(place)}, which is no address.`)
  return isUrl(place) ? place : new URL(place, from).href
}
