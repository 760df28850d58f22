import type { Segment } from './json-text.ts'

const elsewhere = '\n… the whole text is in report.json'

/** At most about `limit` characters, those around the mark where there is one; says that something is missing. */
export const windowOf = (segments: readonly Segment[], limit: number): readonly Segment[] => {
  const length = segments.reduce((sum, { text }) => sum + text.length, 0)
  if (length <= limit) return segments
  const from = startOf(segments, limit)
  const kept = slice(segments, from, from + limit)
  return [...(from > 0 ? [{ text: '…\n', marked: false }] : []), ...kept, { text: elsewhere, marked: false }]
}

/** From the beginning, unless the mark lies too far on. */
const startOf = (segments: readonly Segment[], limit: number): number => {
  let position = 0
  for (const { text, marked } of segments) {
    if (marked) return position < limit / 2 ? 0 : Math.round(position - limit / 4)
    position += text.length
  }
  return 0
}

const slice = (segments: readonly Segment[], from: number, to: number): readonly Segment[] => {
  let position = 0
  return segments.flatMap(({ text, marked }) => {
    const begin = Math.max(from - position, 0)
    const end = to - position
    position += text.length
    const inside = end <= 0 ? '' : text.slice(begin, end)
    return inside === '' ? [] : [{ text: inside, marked }]
  })
}
