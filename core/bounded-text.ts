import { closeSync, openSync, readSync } from 'node:fs'

/**
 * The text of an open file, or undefined where it is of more than so many bytes. Some files of a system tell no size, or
 * have no end, so that only reading shows it.
 */
export const boundedText = (file: number, most: number): string | undefined => {
  const chunks: Buffer[] = []
  let length = 0
  for (;;) {
    const chunk = Buffer.alloc(Math.min(most + 1, 1_000_000))
    const read = readSync(file, chunk)
    if (read === 0) return Buffer.concat(chunks).toString('utf8')
    length += read
    if (length > most) return undefined
    chunks.push(chunk.subarray(0, read))
  }
}

/** Of what people write by hand: settings, keys, certificates. */
const mostBytes = 4_000_000

/** The text of a file that people write by hand, or of a pipe. @throws Error saying why it cannot be read */
export const shortText = (path: string): string => {
  const file = openSync(path, 'r')
  try {
    const text = boundedText(file, mostBytes)
    if (text === undefined) throw new Error(`it is larger than ${mostBytes / 1_000_000} MB`)
    return text
  } finally {
    closeSync(file)
  }
}
