import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { merkleRoot } from './merkle.ts'

const hash = (...parts: readonly (string | Buffer)[]): Buffer => {
  const made = createHash('sha256')
  for (const part of parts) made.update(part)
  return made.digest()
}
const leaf = (text: string): Buffer => hash(Buffer.from([0]), text)
const node = (left: Buffer, right: Buffer): Buffer => hash(Buffer.from([1]), left, right)

/** RFC 6962, 2.1, as it is written: split at the largest power of two below the count. */
const byTheBook = (lines: readonly string[]): Buffer => {
  const [first] = lines
  if (first === undefined) return hash()
  if (lines.length === 1) return leaf(first)
  const half = 2 ** Math.floor(Math.log2(lines.length - 1))
  return node(byTheBook(lines.slice(0, half)), byTheBook(lines.slice(half)))
}

test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 32, 33, 100])('the root over %i lines is that of RFC 6962', (count) => {
  const lines = Array.from({ length: count }, (_, index) => `line ${index}`)
  expect(merkleRoot(lines)).toBe(byTheBook(lines).toString('hex'))
})

test('order, a line twice and a node passed off as a line each give another root', () => {
  const root = merkleRoot(['a', 'b', 'c'])
  const inner = Buffer.concat([leaf('a'), leaf('b')])
  const others = [
    ['b', 'a', 'c'],
    ['a', 'b', 'c', 'c'],
    ['a', 'b'],
    ['a', 'b', 'd'],
  ].map((lines) => merkleRoot(lines))
  expect(others).not.toContain(root)
  expect(merkleRoot([inner, 'c'])).not.toBe(root)
})
