import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'

/**
 * Makes the last line of a file of evidence whole: where a machine fell over or a disk was full, it may be a fragment.
 * A fragment is cut off; how many bytes that were is given back. What else was to be appended would be lost behind it.
 */
export const repairEvidence = (path: string): number => {
  const file = openSync(path, 'r+')
  try {
    const { size } = fstatSync(file)
    const tail = tailOf(file, size)
    if (tail.length === 0) return 0
    if (isJson(tail.toString('utf8'))) {
      writeSync(file, '\n', size)
      return 0
    }
    ftruncateSync(file, size - tail.length)
    return tail.length
  } finally {
    closeSync(file)
  }
}

const step = 65_536

/** What stands behind the last line feed. */
const tailOf = (file: number, size: number): Buffer => {
  const pieces: Buffer[] = []
  for (let end = size; end > 0; ) {
    const piece = Buffer.alloc(Math.min(step, end))
    readSync(file, piece, 0, piece.length, end - piece.length)
    const feed = piece.lastIndexOf(10)
    pieces.unshift(piece.subarray(feed + 1))
    if (feed >= 0) break
    end -= piece.length
  }
  return Buffer.concat(pieces)
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
