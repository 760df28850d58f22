import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { shortText } from './bounded-text.ts'

const written = (text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'assay-text-')), 'text')
  writeFileSync(path, text)
  return path
}

test('a text is read as it stands, also where its characters lie across two pieces', () => {
  const text = 'é'.repeat(999_999)
  expect(shortText(written(`x${text}`))).toBe(`x${text}`)
  expect(shortText(written(''))).toBe('')
})

test.each(['/dev/zero'])('what has no end, as %s, is not read to it', (path) => {
  expect(() => shortText(path)).toThrow('it is larger than 4 MB')
})

test('what is not there, and a folder, say so', () => {
  expect(() => shortText(join(tmpdir(), 'assay-none', 'text'))).toThrow('ENOENT')
  expect(() => shortText(tmpdir())).toThrow('EISDIR')
})
