import { patternFor } from './escapes.ts'
import type { SecretPlace, WireRequest } from './exchange.ts'
import type { Settings } from './report.ts'
import type { Step } from './steps.ts'

/** Places of a recorded request that another value belongs in when it is sent again. */
export type Slot = { readonly name: string; readonly source: string }

/** A text in which some places are left open: `secret` is the environment's. */
export type Piece = { readonly kind: 'text' | 'variable' | 'secret'; readonly text: string }

/** The variable for the mark of the run: six characters, as long as what it stands for. */
export const runName = 'run'

/** Where names stand for secrets in a text. */
export type Names = readonly Pick<SecretPlace, 'at' | 'name'>[]

/** The names in one part of a request. */
export const namesIn = ({ secrets = [] }: WireRequest, part: SecretPlace['in']): Names =>
  secrets.filter((one) => one.in === part)

/** What is unique must be so again: the mark of the run, and where a fixture says `{unique}`. */
export const freshSlots = ({ tag, fixtures }: Pick<Settings, 'tag' | 'fixtures'>): readonly Slot[] => [
  { name: runName, source: `(?<=assay-)${patternFor(tag)}` },
  ...Object.values(fixtures).flatMap((value) =>
    typeof value === 'string' && value.includes('{unique}')
      ? [{ name: runName, source: templateSource(value.split('{unique}')[0] ?? '') }]
      : [],
  ),
]

/** The first half of what stands for `{unique}`, which is twelve characters long. */
const templateSource = (before: string): string => `(?<=${patternFor(before)})[a-z0-9]{6}(?=[a-z0-9]{6})`

export const takenSlots = ({ takes }: Pick<Step, 'takes'>): readonly Slot[] =>
  takes.map(({ name, value }) => ({ name, source: `(?<!\\w)${patternFor(value)}(?!\\w)` }))

/**
 * A text cut at its slots, and where names stand for secrets. A name that stands anywhere else is text: whoever chose it
 * would else be given the secret.
 */
export const piecesOf = (text: string, slots: readonly Slot[], names: Names = []): readonly Piece[] => {
  const secrets = names.flatMap(({ at, name }) =>
    isName.test(name) && text.startsWith(name, at)
      ? [{ from: at, to: at + name.length, piece: { kind: 'secret', text: name.replace(/^\$\{?|\}$/g, '') } as const }]
      : [],
  )
  const open = matchesOf(text, slots).filter((one) =>
    secrets.every((secret) => one.to <= secret.from || one.from >= secret.to),
  )
  const pieces: Piece[] = []
  let from = 0
  for (const one of [...secrets, ...open].sort((first, second) => first.from - second.from)) {
    if (one.from < from) continue
    pieces.push({ kind: 'text', text: text.slice(from, one.from) }, one.piece)
    from = one.to
  }
  return [...pieces, { kind: 'text', text: text.slice(from) }]
}

/** A variable of the environment, and nothing that a shell would do more with. */
const isName = /^\$(?:ASSAY_[A-Z_]+|\{[A-Za-z_]\w*\})$/

type Found = { readonly from: number; readonly to: number; readonly piece: Piece }

const matchesOf = (text: string, slots: readonly Slot[]): readonly Found[] => {
  if (slots.length === 0 || text === '') return []
  const pattern = new RegExp(slots.map(({ source }) => `(${source})`).join('|'), 'g')
  return [...text.matchAll(pattern)].flatMap((match): readonly Found[] => {
    const [found, ...groups] = match
    const slot = slots[groups.findIndex((group) => group !== undefined)]
    return slot
      ? [{ from: match.index, to: match.index + found.length, piece: { kind: 'variable', text: slot.name } }]
      : []
  })
}
