import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { assay, newFolder } from './cli.ts'

const timeout = 120_000

test('where no contract is named the example is not meant', { timeout }, async () => {
  const { stdout } = await assay(['list'])
  expect(stdout).toContain('crayon/')
  expect(stdout).not.toContain('example-orders')
})

test('faults of the example are caught at their own requirements', { timeout }, async () => {
  const faults = ['keys-are-forgotten', 'loses-notes', 'accepts-missing-token-at-refundOrder', 'total-as-text']
  const flags = faults.flatMap((id) => ['--fault', id])
  const { code, stdout } = await assay(['selftest', 'example-orders', ...flags])
  expect(stdout).toContain('4 of 4 faults caught, each at its own requirement and nowhere else')
  expect(code).toBe(0)
})

test('no two cases send the same value where a parameter must be unique', { timeout }, async () => {
  const out = newFolder()
  expect(await assay(['run', 'example-orders', '--reference', '--seed', '107', '--out', out])).toMatchObject({
    code: 0,
  })
  const keys = new Map<string, Set<string>>()
  for (const line of readFileSync(join(out, 'evidence.ndjson'), 'utf8').split('\n')) {
    const [, id = '', key] = /"id":"([^"#]+)#.*?"Idempotency-Key":"([^"]{4,})"/.exec(line) ?? []
    if (key !== undefined) keys.set(key, (keys.get(key) ?? new Set()).add(id))
  }
  expect(keys.size).toBeGreaterThan(100)
  expect([...keys].filter(([, cases]) => cases.size > 1)).toEqual([])
})

const page = readFileSync(fileURLToPath(new URL('../docs/add-a-contract.md', import.meta.url)), 'utf8')

/** The calls of the command line that the page shows, but for the one that takes minutes. */
const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.split(/\n|&&/))
  .map((line) => line.replace(/#.*/, '').trim())
  .filter((line) => line.startsWith('node dist/cli/main.js '))
  .map((line) => line.replace('node dist/cli/main.js ', ''))
  .filter((line) => line !== 'selftest example-orders')

test.each([...new Set(commands)])('as the page on adding a contract has it: assay %s', { timeout }, async (line) => {
  expect(await assay(line.split(/ +/))).toMatchObject({ code: 0 })
})

test('the page has commands, and names files that are there', () => {
  expect(commands.length).toBeGreaterThan(4)
  for (const [, link = ''] of page.matchAll(/\]\(([^)#]+)\)/g))
    expect(() => readFileSync(fileURLToPath(new URL(`../docs/${link}`, import.meta.url)))).not.toThrow()
})
