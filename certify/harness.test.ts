import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { commitmentOf, committedSeed } from './commitment.ts'
import { harnessDigest } from './harness.ts'

const folderOf = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-harness-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const files = { 'checks/a.js': 'one', 'schemas/b/openapi.yaml': 'two' }

test('the digest of a harness follows from what is in its files, and from their names', () => {
  const digest = harnessDigest(folderOf(files))
  expect(harnessDigest(folderOf(files))).toBe(digest)
  const others = [
    { ...files, 'checks/a.js': 'One' },
    { ...files, 'checks/c.js': '' },
    { 'checks/a.js': 'one', 'schemas/b/other.yaml': 'two' },
    { 'checks/a.js': 'two', 'schemas/b/openapi.yaml': 'one' },
  ].map((other) => harnessDigest(folderOf(other)))
  expect(new Set([digest, ...others]).size).toBe(others.length + 1)
})

test('declarations of types, and what was measured of it, are no part of it', () => {
  const more = { 'checks/a.d.ts': 'types', 'certify/assurance/b.json': '{}' }
  expect(harnessDigest(folderOf({ ...files, ...more }))).toBe(harnessDigest(folderOf(files)))
})

test('the seed follows from target, contract, harness and public value, and from each of them', () => {
  const committed = { target: 'http://a', contract: 'c', harness: 'h', nonce: 'n' }
  const all = [
    committed,
    { ...committed, target: 'http://b' },
    { ...committed, contract: 'd' },
    { ...committed, harness: 'i' },
    { ...committed, nonce: 'm' },
    { target: 'http://a', contract: 'c', harness: 'h' },
  ]
  expect(committedSeed({ ...committed })).toBe(committedSeed(committed))
  expect(new Set(all.map(committedSeed)).size).toBe(all.length)
  expect(new Set(all.map(commitmentOf)).size).toBe(all.length)
})
