import { createReadStream } from 'node:fs'

export type Row = {
  readonly text: string
  /** From 1. */
  readonly number: number
  /** Nothing ends it: it may be cut off. */
  readonly isOpen: boolean
}

/** The rows of a file, one after another: the whole of it may be larger than any text can be. */
export async function* rowsOf(path: string): AsyncGenerator<Row> {
  let open = ''
  let number = 0
  for await (const chunk of createReadStream(path, 'utf8')) {
    const [first = '', ...rest] = String(chunk).split('\n')
    open += first
    for (const next of rest) {
      number += 1
      yield { text: open, number, isOpen: false }
      open = next
    }
  }
  if (open !== '') yield { text: open, number: number + 1, isOpen: true }
}
