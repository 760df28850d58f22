import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const at = (path: string): URL => new URL(`../${path}`, import.meta.url)
const page = readFileSync(at('docs/security.md'), 'utf8')
const named = [...page.matchAll(/`((?:[\w-]+\/)*[\w.-]+\.(?:test\.ts|mjs))`/g)].map(([, path = '']) => path)

test('each test that the table of promises names is there', () => {
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter((path) => ![path, `test/attacks/${path}`].some((one) => existsSync(at(one))))).toEqual([])
})

test('each attack that is tried stands in the table of promises', () => {
  const attacks = readdirSync(at('test/attacks/')).filter((name) => name.endsWith('.test.ts'))
  expect(attacks.filter((name) => !named.some((path) => path.endsWith(name)))).toEqual([])
})
