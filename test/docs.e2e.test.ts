// What the README shows is what is printed.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { assay, newFolder } from './cli.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const [, line = '', shown = ''] = /^```console\n\$ npx assay (.*)\n([\s\S]*?)^```/m.exec(readme) ?? []

/** Ports and times are those of a machine. */
const stable = (text: string): string =>
  text.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:0').replace(/ in \d+\.\d s /g, ' in 0.0 s ')

test('the first run prints what the README shows, and ends as it says', async () => {
  const folder = newFolder()
  const { code, stdout } = await assay(line.split(' '), { folder })
  expect(code).toBe(1)
  const printed = stable(stdout).trim().split('\n')
  const wanted = stable(shown).trim().split('\n')
  expect(
    printed.map((one, index) =>
      wanted[index]?.endsWith(' …') ? `${one.slice(0, (wanted[index]?.length ?? 0) - 1)}…` : one,
    ),
  ).toEqual(wanted)
  const fixed = await assay(line.split(' --fault ')[0]?.split(' ') ?? [], { folder })
  expect(fixed.code).toBe(0)
})
