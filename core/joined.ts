import type { Decoded } from './decoded.ts'

/** A text without what stands between the pieces of long words, and where each character stood; undefined where nothing does. */
export type Joining = (text: string) => Decoded | undefined

/** Where a place in a joined text stands, as an end: behind the character before it. */
export const endIn = ({ places }: Decoded, place: number): number => (places[place - 1] ?? 0) + 1

const without =
  (between: RegExp, within?: RegExp): Joining =>
  (text) => {
    const places: number[] = []
    const pieces: string[] = []
    let from = 0
    const copy = (to: number): void => {
      for (let place = from; place < to; place += 1) places.push(place)
      pieces.push(text.slice(from, to))
    }
    const cut = (begin: number, length: number): void => {
      copy(begin)
      from = begin + length
    }
    if (!within) for (const { index, 0: found } of text.matchAll(between)) cut(index, found.length)
    else
      for (const { index: begin, 0: run } of text.matchAll(within))
        for (const { index, 0: found } of run.matchAll(between)) cut(begin + index, found.length)
    if (from === 0) return undefined
    copy(text.length)
    return { text: pieces.join(''), places: [...places, text.length] }
  }

/**
 * Long words are broken into lines, as base64 is in mail, and bytes in hexadecimal are written apart from each other, as
 * `63:61:6e`, `0x63, 0x61` or in groups.
 */
export const joinings: readonly Joining[] = [
  without(/(?<=[\w+/=-])\r?\n[ \t]*(?=[\w+/=-])/g),
  without(/[^\da-fA-F]+(?:0x)?|^0x/g, /(?:(?:0x)?[\da-f]{2,16}[\s:,.-]{1,3}){3,}(?:0x[\da-f]{0,16}|[\da-f]{1,16})?/gi),
]
