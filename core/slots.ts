import type { Settings } from './report.ts'
import type { Step } from './steps.ts'

/** Places of a recorded request that another value belongs in when it is sent again. */
export type Slot = { readonly name: string; readonly source: string }

/** A text in which some places are left open: `secret` is the environment's. */
export type Piece = { readonly kind: 'text' | 'variable' | 'secret'; readonly text: string }

/** The variable for the mark of the run: six characters, as long as what it stands for. */
export const runName = 'run'

/** What redacted values are called: each by the name of the environment variable it comes from. */
export const secretSlot: Slot = { name: 'secret', source: '\\$ASSAY_[A-Z_]+|\\$\\{[A-Za-z_]\\w*\\}' }

/** What is unique must be so again: the mark of the run, and where a fixture says `{unique}`. */
export const freshSlots = ({ tag, fixtures }: Pick<Settings, 'tag' | 'fixtures'>): readonly Slot[] => [
  { name: runName, source: `(?<=assay-)${escaped(tag)}` },
  ...Object.values(fixtures).flatMap((value) =>
    typeof value === 'string' && value.includes('{unique}')
      ? [{ name: runName, source: templateSource(value.split('{unique}')[0] ?? '') }]
      : [],
  ),
]

/** The first half of what stands for `{unique}`, which is twelve characters long. */
const templateSource = (before: string): string => `(?<=${escaped(before)})[a-z0-9]{6}(?=[a-z0-9]{6})`

export const takenSlots = ({ takes }: Pick<Step, 'takes'>): readonly Slot[] =>
  takes.map(({ name, value }) => ({ name, source: `(?<!\\w)${escaped(value)}(?!\\w)` }))

/** A text cut at its slots. */
export const piecesOf = (text: string, slots: readonly Slot[]): readonly Piece[] => {
  if (slots.length === 0 || text === '') return [{ kind: 'text', text }]
  const pattern = new RegExp(slots.map(({ source }) => `(${source})`).join('|'), 'g')
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(pattern)) {
    const [found, ...groups] = match
    const slot = slots[groups.findIndex((group) => group !== undefined)]
    pieces.push({ kind: 'text', text: text.slice(from, match.index) })
    pieces.push(
      slot === undefined || slot === secretSlot
        ? { kind: 'secret', text: found.replace(/^\$\{?|\}$/g, '') }
        : { kind: 'variable', text: slot.name },
    )
    from = match.index + found.length
  }
  return [...pieces, { kind: 'text', text: text.slice(from) }]
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
