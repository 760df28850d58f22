import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { figuresOf, upperBound } from './assurance.ts'

test('the bound is the rate at which so many exchanges would all be well one time in twenty', () => {
  for (const count of [1, 3, 59, 1_000]) expect((1 - upperBound(count)) ** count).toBeCloseTo(0.05, 3)
  expect(upperBound(1)).toBe(0.95)
  expect(upperBound(59)).toBeLessThan(0.05)
  expect(upperBound(0)).toBe(1)
})

const contract = { id: 'crayon', digest: 'a'.repeat(64) }
const figures = {
  schema: 'assay.assurance/1',
  contract: 'crayon',
  digest: contract.digest,
  harness: 'h',
  seed: 1,
  services: { mutants: 2, faults: 1 },
  chosen: 'all',
  kills: { 'checkout/x': 2 },
}

const fileOf = (content: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'assay-figures-')), 'crayon.json')
  writeFileSync(file, content)
  return file
}

test('figures of this build and contract are taken', () => {
  expect(figuresOf(contract, 'h', fileOf(JSON.stringify(figures))).assurance.kills).toEqual({ 'checkout/x': 2 })
})

test.each([
  ['of another build', JSON.stringify({ ...figures, harness: 'other' }), 'another build'],
  ['of another contract', JSON.stringify({ ...figures, digest: 'other' }), 'another contract'],
  ['that are none', '{}', 'no assurance figures'],
  ['that are no JSON', '{', 'no assurance figures'],
])('figures %s are refused', (_, content, why) => {
  expect(() => figuresOf(contract, 'h', fileOf(content))).toThrow(why)
})

test('where there are none, it says how to measure them', () => {
  expect(() => figuresOf(contract, 'h', '/nowhere/crayon.json')).toThrow('node scripts/assurance.mjs crayon')
})
