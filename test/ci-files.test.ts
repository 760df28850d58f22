// What runs elsewhere and cannot be tried here is held to rules: the action's inputs, the image's instructions.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const text = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')

type Step = {
  readonly name: string
  readonly run?: string
  readonly shell?: string
  readonly uses?: string
  readonly env?: Readonly<Record<string, string>>
}
type Action = { readonly inputs: Readonly<Record<string, object>>; readonly runs: { readonly steps: readonly Step[] } }

const action = parse(text('action.yml')) as Action

test('each input of the action is used, and none is used that it does not have', () => {
  const used = [...text('action.yml').matchAll(/\binputs\.([\w-]+)/g)].map(([, name]) => name ?? '')
  expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort())
})

test('no expression stands in a script, where its value would be run', () => {
  const scripts = action.runs.steps.flatMap(({ run }) => (run === undefined ? [] : [run]))
  expect(scripts.length).toBe(3)
  expect(scripts.filter((script) => script.includes('${{'))).toEqual([])
})

test('each script has its shell, and each foreign action its version', () => {
  for (const { run, shell, uses } of action.runs.steps) {
    if (run !== undefined) expect(shell).toBe('bash')
    else expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/)
  }
})

/** An instruction of a Dockerfile a line; comments and continuations are not used. */
const instructions = text('Dockerfile')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => ({ name: line.split(' ')[0] ?? '', value: line.slice(line.indexOf(' ') + 1) }))

test('the image is made of instructions that exist, from images with a version', () => {
  const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'USER', 'ENTRYPOINT', 'CMD']
  expect(instructions.filter(({ name }) => !known.includes(name))).toEqual([])
  for (const { value } of instructions.filter(({ name }) => name === 'FROM')) expect(value).toMatch(/^node:\d+-slim\b/)
})

test('the image runs as a user without rights, and signals reach the program', () => {
  const last = instructions.findLastIndex(({ name }) => name === 'FROM')
  const final = instructions.slice(last)
  expect(final.filter(({ name }) => name === 'USER')).toEqual([{ name: 'USER', value: 'node' }])
  expect(final.findIndex(({ name }) => name === 'USER')).toBeGreaterThan(
    final.findLastIndex(({ name }) => name === 'RUN' || name === 'COPY'),
  )
  const programs = final.filter(({ name }) => name === 'ENTRYPOINT' || name === 'CMD')
  expect(programs.map(({ value }) => JSON.parse(value))).toEqual([['assay'], ['--help']])
})

test('nothing that is made here or secret goes into the image', () => {
  const ignored = text('.dockerignore').split('\n')
  for (const name of ['.git', 'node_modules', 'dist', 'assay-report', '.env*']) expect(ignored).toContain(name)
})

test('what the image copies by name is in the repository', () => {
  const copied = instructions
    .filter(({ name, value }) => name === 'COPY' && !value.startsWith('--from'))
    .flatMap(({ value }) => value.split(' ').slice(0, -1))
    .filter((path) => path !== '.')
  expect(copied).toEqual(['package.json', 'package-lock.json'])
  for (const path of copied) expect(text(path).length).toBeGreaterThan(0)
})
