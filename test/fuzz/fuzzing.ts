import { readdirSync, readFileSync } from 'node:fs'
import type { random } from './random.ts'

/** So many inputs of each kind; `npm run fuzz` asks for 20,000. */
const inputs = (usual: number): number => Number(process.env['ASSAY_FUZZ'] ?? usual)

/** Their seeds. `ASSAY_FUZZ_PART=2/8` takes every eighth of them, from the second on: all of them take hours. */
export const seeds = (usual: number, part = process.env['ASSAY_FUZZ_PART'] ?? '1/1'): readonly number[] => {
  const [, place = 0, parts = 0] = (/^(\d+)\/(\d+)$/.exec(part) ?? []).map(Number)
  if (place < 1 || place > parts) throw new Error(`ASSAY_FUZZ_PART is ${part}, and must be as 2/8`)
  return Array.from({ length: inputs(usual) }, (_, seed) => seed).filter((seed) => seed % parts === place - 1)
}

/** Nothing that others wrote may keep this process busy for longer: time of its own, as the machine has others to serve. */
const longestMs = 2_000

/** @throws with the input, so that it can be kept in the corpus, where the work throws or takes too long */
export const fuzzed = async <T>(input: T, work: (input: T) => unknown): Promise<void> => {
  const before = process.cpuUsage()
  try {
    await work(input)
  } catch (error) {
    throw new Error(`${(error as Error).stack}\nfor the input ${shown(input)}`)
  }
  const { user, system } = process.cpuUsage(before)
  const ms = (user + system) / 1000
  if (ms > longestMs) throw new Error(`took ${Math.round(ms)} ms for the input ${shown(input)}`)
}

const shown = (input: unknown): string => {
  const text = input instanceof Uint8Array ? Buffer.from(input).toString('base64') : JSON.stringify(input)
  return text.length > 4_000 ? `${text.slice(0, 4_000)}… (${text.length} characters)` : text
}

/** Stands in every secret of what is fuzzed. */
export const canary = 'canary-'

/** What a person who gave a file is told is no fault of ours; anything else is. */
export const refusedOr = async (work: () => Promise<unknown>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    const { name, message } = error as Error
    if (name !== 'UsageError' && name !== 'ContractError') throw error
    if (message.includes(canary)) throw new Error(`a secret is told: ${message}`)
  }
}

/** Inputs that went wrong once, and their likes: files whose names begin with the kind. */
export const corpus = (kind: string): readonly Buffer[] => {
  const folder = new URL('corpus/', import.meta.url)
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${kind}-`))
    .map((name) => readFileSync(new URL(name, folder)))
}

export type Random = ReturnType<typeof random>

const snippets = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '\\',
    '\\u',
    '\\ud800',
    '\0',
    '\n',
    '\r\n',
    ' ',
    '\ufeff',
    '\u2028',
    '%',
    '&',
    ';',
  ],
  ...[
    '<',
    '>',
    '</a>',
    '<?a?>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '&#x0;',
    '&amp;',
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    'xmlns:a=""',
  ],
  ...[
    'null',
    'true',
    '-0',
    '1e999',
    '1e-999',
    '0.1',
    '99999999999999999999',
    '-1',
    'NaN',
    '"__proto__":1,',
    '"toString":1,',
  ],
  ...[
    '"constructor":{}',
    '"then":1',
    '../',
    '$ref',
    '#/',
    '*a',
    '&a [*a]',
    '!!js/function',
    '- ',
    '---\n',
    '? ',
    '|\n',
    '%2e%2e',
  ],
  ...[
    'a'.repeat(300),
    '['.repeat(200),
    '{"a":'.repeat(200),
    '<a>'.repeat(200),
    '\u{1f600}',
    '\ud83d',
    'é',
    '\u001b[2J',
    '$(id)',
  ],
]

/** The text with a few things done to it: pieces cut out, doubled, moved, put in, or bytes changed. */
export const changedText = (text: string, from: Random): string => {
  let so = text
  for (let times = 1 + from.below(4); times > 0; times -= 1) {
    const at = from.below(so.length + 1)
    const to = Math.min(so.length, at + from.below(1 + Math.min(40, so.length)))
    const piece = so.slice(at, to)
    switch (from.below(6)) {
      case 0:
        so = so.slice(0, at) + so.slice(to)
        break
      case 1:
        so = so.slice(0, at) + piece.repeat(1 + from.below(8)) + so.slice(to)
        break
      case 2:
        so = so.slice(0, at)
        break
      case 3:
        so = so.slice(0, at) + String.fromCharCode(from.below(0x10000)) + so.slice(at + 1)
        break
      default:
        so = so.slice(0, at) + from.among(snippets) + so.slice(from.below(2) === 0 ? at : to)
    }
  }
  return so
}

const odd: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    2 ** 53,
    '',
    'x',
    '\u001b[2J',
    '../../x',
    'http://127.0.0.1:1/',
    '$ASSAY_TOKEN',
    '`id`',
  ],
  ...[
    [],
    [[]],
    {},
    { $ref: '#' },
    { $ref: '#/a/b' },
    { toString: 1 },
    ['a', 'a'],
    { type: 'object' },
    { type: ['null'] },
    'a'.repeat(5_000),
  ],
]

/** The value with one to three of its places gone, doubled or holding something else. */
export const changedValue = (value: unknown, from: Random): unknown => {
  const so = structuredClone(value)
  for (let times = 1 + from.below(3); times > 0; times -= 1) {
    const parents = holdersIn(so)
    if (parents.length === 0) return from.among(odd)
    const holder = from.among(parents)
    const keys = Object.keys(holder)
    const key = from.among(keys)
    const record = holder as Record<string, unknown>
    switch (from.below(5)) {
      case 0:
        if (Array.isArray(holder)) holder.splice(Number(key), 1)
        else delete record[key]
        break
      case 1:
        record[key] = structuredClone(record[from.among(keys)])
        break
      case 2:
        record[key] = structuredClone(from.among(parents))
        break
      default:
        record[key] = structuredClone(from.among(odd))
    }
  }
  return so
}

const holdersIn = (value: unknown): readonly object[] => {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(holdersIn)
  return Object.keys(value).length > 0 ? [value, ...inside] : inside
}
