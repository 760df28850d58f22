import { fromPointer } from '../../core/json.ts'

/** Text, and whether it is the place that is pointed at. */
export type Segment = { readonly text: string; readonly marked: boolean }

/** An object or array that is open, and where in it the pen stands. */
type Frame = { readonly isObject: boolean; atKey: boolean; key: string; index: number; isEmpty: boolean }

type Pen = {
  readonly place: readonly string[] | undefined
  readonly frames: Frame[]
  readonly segments: Segment[]
  /** How many frames were open where the marked value began. */
  markedFrom?: number
}

/** Longer strings are cut; how long they were is reported. */
const longestString = 240

/**
 * JSON text set in lines with the value at `place` (a JSON Pointer) marked. Its tokens stay as they were written: `1.0`
 * and a member that stands twice are part of the evidence. Text that is no JSON is left alone.
 */
export const jsonText = (text: string, place: string | undefined): readonly Segment[] =>
  isJson(text) ? setInLines(text, place) : [{ text, marked: false }]

const isJson = (text: string): boolean => {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g

/** By a loop and with bounded indents: a hostile body may be nested ten thousand deep. */
const setInLines = (text: string, place: string | undefined): readonly Segment[] => {
  const pen: Pen = { place: place === undefined ? undefined : fromPointer(place), frames: [], segments: [] }
  for (const [piece] of text.matchAll(token)) write(pen, piece)
  return joined(pen.segments)
}

const write = (pen: Pen, piece: string): void => {
  if (piece === '{' || piece === '[') openFrame(pen, piece)
  else if (piece === '}' || piece === ']') closeFrame(pen, piece)
  else if (piece === ',') nextMember(pen)
  else if (piece === ':') put(pen, ': ')
  else if (pen.frames.at(-1)?.atKey) writeKey(pen, piece)
  else writeAtom(pen, piece)
}

const openFrame = (pen: Pen, piece: string): void => {
  startValue(pen)
  put(pen, piece)
  pen.frames.push({ isObject: piece === '{', atKey: piece === '{', key: '', index: 0, isEmpty: true })
}

const closeFrame = (pen: Pen, piece: string): void => {
  const closed = pen.frames.pop()
  if (closed && !closed.isEmpty) newLine(pen)
  put(pen, piece)
  endValue(pen)
}

const nextMember = (pen: Pen): void => {
  const top = pen.frames.at(-1)
  put(pen, ',')
  newLine(pen)
  if (!top) return
  top.atKey = top.isObject
  top.index += 1
}

const writeKey = (pen: Pen, piece: string): void => {
  const top = pen.frames.at(-1)
  if (!top) return
  if (top.isEmpty) newLine(pen)
  top.isEmpty = false
  top.atKey = false
  top.key = String(JSON.parse(piece))
  put(pen, piece)
}

const writeAtom = (pen: Pen, piece: string): void => {
  startValue(pen)
  put(pen, cut(piece))
  endValue(pen)
}

const startValue = (pen: Pen): void => {
  const top = pen.frames.at(-1)
  if (top && !top.isObject && top.isEmpty) newLine(pen)
  if (top) top.isEmpty = false
  if (pen.markedFrom === undefined && isAtPlace(pen)) pen.markedFrom = pen.frames.length
}

const endValue = (pen: Pen): void => {
  if (pen.markedFrom === pen.frames.length) delete pen.markedFrom
}

const isAtPlace = ({ place, frames }: Pen): boolean =>
  place?.length === frames.length &&
  frames.every(({ isObject, key, index }, depth) => place[depth] === (isObject ? key : String(index)))

const put = (pen: Pen, text: string): void => {
  pen.segments.push({ text, marked: pen.markedFrom !== undefined })
}

const deepestIndent = 24

const newLine = (pen: Pen): void => put(pen, `\n${'  '.repeat(Math.min(pen.frames.length, deepestIndent))}`)

const cut = (piece: string): string =>
  piece.length <= longestString ? piece : `${piece.slice(0, longestString)}… (${piece.length - 2} characters)`

/** Neighbours that are alike become one. */
const joined = (segments: readonly Segment[]): readonly Segment[] => {
  const all: Segment[] = []
  for (const { text, marked } of segments) {
    const last = all.at(-1)
    if (last?.marked === marked) all[all.length - 1] = { text: last.text + text, marked }
    else all.push({ text, marked })
  }
  return all
}
