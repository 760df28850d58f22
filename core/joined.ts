/** A text without what stands between the pieces of long words. */
export type Joined = {
  readonly text: string
  /** Where each of its characters stood. */
  readonly places: () => readonly number[]
}

/** Undefined where nothing stands between. */
export type Joining = (text: string) => Joined | undefined

/** Where a place in a joined text stands, as an end: behind the character before it. */
export const endIn = (places: readonly number[], place: number): number => (places[place - 1] ?? 0) + 1

/** A part of a text, by its first place and the one behind it. */
type Part = { readonly from: number; readonly to: number }

const without =
  (partsOf: (text: string) => readonly Part[]): Joining =>
  (text) => {
    const parts = partsOf(text)
    if (parts.length === 0) return undefined
    const pieces = [...parts, { from: text.length, to: text.length }].map(({ from }, index) => ({
      from: parts[index - 1]?.to ?? 0,
      to: from,
    }))
    return {
      text: pieces.map(({ from, to }) => text.slice(from, to)).join(''),
      places: () => [
        ...pieces.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index)),
        text.length,
      ],
    }
  }

/** Ends of lines within a long word. */
const lineBreaks = (text: string): readonly Part[] =>
  [...text.matchAll(/\r?\n[ \t]*(?=[\w+/=-])/g)]
    .filter(({ index }) => /[\w+/=-]/.test(text.charAt(index - 1)))
    .map(({ index, 0: found }) => ({ from: index, to: index + found.length }))

/** Fewer digits hold no secret, unless the text was cut off behind them. */
const fewestDigits = 12

/** What stands between bytes in hexadecimal. Each gap is looked for first: there are far fewer of them than of digits. */
const byteGaps = (text: string): readonly Part[] =>
  runsOf(text).flatMap(({ from, to }) => {
    const run = text.slice(from, to)
    const gaps = [...run.matchAll(/[^\da-f]+(?:0x)?|^0x/gi)]
    const digits = gaps.reduce((rest, { 0: gap }) => rest - gap.length, run.length)
    const isCut = text.slice(to, to + 4).includes('…')
    return digits < fewestDigits && !isCut
      ? []
      : gaps.map(({ index, 0: gap }) => ({ from: from + index, to: from + index + gap.length }))
  })

/** Three or more groups of digits that stand next to each other. */
const runsOf = (text: string): readonly Part[] => {
  const runs: { from: number; to: number; gaps: number }[] = []
  for (const { index, 0: gap } of text.matchAll(/[\s:,.-]{1,3}(?<=[\da-f]{2}[\s:,.-]{1,3})(?=[\da-f])/gi)) {
    const last = runs.at(-1)
    const to = index + gap.length
    if (last && /^(?:0x)?[\da-f]{2,16}$/i.test(text.slice(last.to, index))) {
      last.to = to
      last.gaps += 1
    } else
      runs.push({
        from: index - lengthOf(/(?:0x)?[\da-f]{2,16}$/i, text.slice(Math.max(0, index - 18), index)),
        to,
        gaps: 1,
      })
  }
  return runs
    .filter(({ gaps }) => gaps >= 2)
    .map(({ from, to }) => ({
      from,
      to: to + lengthOf(/^(?:0x[\da-f]{0,16}|[\da-f]{1,16})[\s:,.-]{0,3}/i, text.slice(to, to + 21)),
    }))
}

const lengthOf = (pattern: RegExp, text: string): number => pattern.exec(text)?.[0].length ?? 0

/**
 * Long words are broken into lines, as base64 is in mail, and bytes in hexadecimal are written apart from each other, as
 * `63:61:6e`, `0x63, 0x61` or in groups.
 */
export const joinings: readonly Joining[] = [without(lineBreaks), without(byteGaps)]
