import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { Refusal } from './refusal.ts'

/** Where a row stands in a file: `to` is the place of the line feed that ends it. */
export type Place = { readonly from: number; readonly to: number }

/** Its bytes are there until the next row is asked for. */
export type FileRow = Place & { readonly bytes: Buffer }

const lineFeed = 10
const chunkBytes = 1 << 20

/** Far more than the line of an exchange takes whose reply is as large as any that is read. */
const longestRow = 128_000_000

/**
 * The rows of a file, one after another: of a file that is larger than memory, one row is kept at a time.
 *
 * @throws Refusal where a row is longer than any that is written, or the last one has no end
 */
export function* rowsInFile(path: string): Generator<FileRow> {
  let open: Buffer[] = []
  let from = 0
  let length = 0
  for (const chunk of chunksOf(path)) {
    let start = 0
    for (let to = chunk.indexOf(lineFeed); to >= 0; to = chunk.indexOf(lineFeed, start)) {
      const rest = chunk.subarray(start, to)
      const bytes = open.length > 0 ? Buffer.concat([...open, rest]) : rest
      yield { bytes, from, to: from + bytes.length }
      from += bytes.length + 1
      open = []
      length = 0
      start = to + 1
    }
    if (start < chunk.length) open.push(Buffer.from(chunk.subarray(start)))
    length += chunk.length - start
    if (length > longestRow) throw new Refusal(`a line of the evidence is longer than ${longestRow} bytes`)
  }
  if (length > 0) throw new Refusal('the last line of the evidence is cut off')
}

/** In hexadecimal digits. */
export const sha256OfFile = (path: string): string => {
  const hash = createHash('sha256')
  for (const chunk of chunksOf(path)) hash.update(chunk)
  return hash.digest('hex')
}

/** Reads parts of a file that is too large to be kept whole. */
export const partsOf = (path: string): ((place: Place) => Buffer) => {
  const owner = {}
  return ({ from, to }) => {
    const bytes = Buffer.alloc(to - from)
    readSync(openFor(owner, path), bytes, 0, bytes.length, from)
    return bytes
  }
}

let open: { readonly owner: object; readonly file: number } | undefined

/** One file stays open at a time: to open it anew for each part takes longer than to read the part. */
const openFor = (owner: object, path: string): number => {
  if (open?.owner === owner) return open.file
  if (open) closeSync(open.file)
  open = undefined
  open = { owner, file: openSync(path, 'r') }
  return open.file
}

/** Each is there until the next one is asked for. */
function* chunksOf(path: string): Generator<Buffer> {
  const file = openSync(path, 'r')
  const bytes = Buffer.allocUnsafeSlow(chunkBytes)
  try {
    for (;;) {
      const read = readSync(file, bytes, 0, chunkBytes, null)
      if (read === 0) return
      yield bytes.subarray(0, read)
    }
  } finally {
    closeSync(file)
  }
}
