import { pointer } from '../../core/json.ts'

/** Text, and whether it is the place that is pointed at. */
export type Segment = { readonly text: string; readonly marked: boolean }

type Frame = { readonly isObject: boolean; key: string; index: number; isEmpty: boolean }

/** Longer strings are cut; how long they were is told. */
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

const setInLines = (text: string, place: string | undefined): readonly Segment[] => {
  const frames: Frame[] = []
  const segments: Segment[] = []
  let markedFrom: number | undefined
  const put = (piece: string) => segments.push({ text: piece, marked: markedFrom !== undefined })
  const line = () => put(`\n${'  '.repeat(frames.length)}`)
  const start = () => {
    const top = frames.at(-1)
    if (top && !top.isObject) {
      if (top.isEmpty) line()
      top.isEmpty = false
    }
    if (markedFrom === undefined && place !== undefined && place === pathOf(frames)) markedFrom = frames.length
  }
  const end = () => {
    if (markedFrom === frames.length) markedFrom = undefined
  }
  let isKey = false
  for (const [piece] of text.matchAll(token)) {
    const top = frames.at(-1)
    if (piece === '{' || piece === '[') {
      start()
      put(piece)
      frames.push({ isObject: piece === '{', key: '', index: 0, isEmpty: true })
      isKey = piece === '{'
    } else if (piece === '}' || piece === ']') {
      frames.pop()
      if (top && !top.isEmpty) line()
      put(piece)
      end()
    } else if (piece === ',') {
      put(piece)
      line()
      isKey = top?.isObject === true
      if (top) top.index += 1
    } else if (piece === ':') {
      put(': ')
      isKey = false
    } else if (isKey && top) {
      if (top.isEmpty) line()
      top.isEmpty = false
      top.key = JSON.parse(piece) as string
      put(piece)
    } else {
      start()
      put(cut(piece))
      end()
    }
  }
  return joined(segments)
}

const pathOf = (frames: readonly Frame[]): string =>
  pointer(frames.map(({ isObject, key, index }) => (isObject ? key : index)))

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
