import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sha256 } from '../core/sha256.ts'
import { partsOf, rowsInFile, sha256OfFile } from './rows-in-file.ts'

const written = (text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'assay-rows-')), 'evidence.ndjson')
  writeFileSync(path, text)
  return path
}

const textsIn = (path: string): readonly string[] => {
  const texts: string[] = []
  for (const { bytes } of rowsInFile(path)) texts.push(bytes.toString('utf8'))
  return texts
}

test('a file is read row by row, however its rows lie to the chunks it is read in', () => {
  const sizes = [0, 1, (1 << 20) - 3, 5, 1 << 20, 3_000_000, (1 << 20) - 1, 2, 7]
  const rows = sizes.map((size, index) => `${index}é`.padEnd(size, String.fromCharCode(97 + index)))
  const path = written(`${rows.join('\n')}\n`)
  expect(textsIn(path)).toEqual(rows)
})

test('each row can be read again by its place, and the digest is that of the whole', () => {
  const text = `one\n${'two '.repeat(600_000)}\nthrée\n`
  const path = written(text)
  const again = [...rowsInFile(path)].map((row) => partsOf(path)(row).toString('utf8'))
  expect(again).toEqual(text.trimEnd().split('\n'))
  expect(sha256OfFile(path)).toBe(sha256(text))
})

test('an empty file has no rows', () => {
  expect(textsIn(written(''))).toEqual([])
})

test('a last row without an end is refused', () => {
  expect(() => textsIn(written('one\ntwo'))).toThrow('cut off')
})

test('a row that has no end is refused before it fills the memory', () => {
  expect(() => textsIn(written('a'.repeat(130_000_000)))).toThrow('longer than')
})
