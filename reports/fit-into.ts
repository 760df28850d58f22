/** A part of a document that may be left out. */
export type Block = {
  readonly text: string
  /** What it is one of, as in `broken promises`. */
  readonly of: string
  /** Lower stays longer. */
  readonly rank: number
}

/**
 * The blocks that fit into so many bytes of UTF-8, in their order, and a last line that says what was left out, and in
 * which file all of it is.
 */
export const fitInto = (blocks: readonly Block[], bytes: number, whole = 'report.json'): string => {
  const room = bytes - roomForLastLine
  const kept = new Set<Block>()
  let size = 0
  for (const block of [...blocks].sort((one, other) => one.rank - other.rank)) {
    const more = Buffer.byteLength(block.text) + 1
    if (size + more > room) continue
    size += more
    kept.add(block)
  }
  const lost = blocks.filter((block) => !kept.has(block))
  return [
    ...blocks.filter((block) => kept.has(block)).map(({ text }) => text),
    ...(lost.length > 0 ? [`${lastLine(blocks, lost, bytes)} All of it is in ${whole}.`] : []),
    '',
  ].join('\n')
}

const roomForLastLine = 1_000

const lastLine = (blocks: readonly Block[], lost: readonly Block[], bytes: number): string => {
  const parts = [...new Set(lost.map((block) => block.of))].map((of) => {
    const count = (all: readonly Block[]) => all.filter((block) => block.of === of).length
    return `${count(lost)} of ${count(blocks)} ${of}`
  })
  return `\n**Cut to ${bytes / 1000} KB.** Left out: ${parts.join(', ')}.`
}
