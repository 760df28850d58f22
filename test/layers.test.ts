import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { architecture } from '../scripts/architecture/architecture.ts'
import { circles, imports } from '../scripts/architecture/imports.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What each folder may import. Contracts in, generators and checks between, suites run them, reports out. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  contracts: ['core'],
  generators: ['core', 'contracts'],
  checks: ['core', 'contracts'],
  target: ['core'],
  suites: ['core', 'contracts', 'generators', 'checks', 'target'],
  reports: ['core'],
  reference: ['core', 'contracts'],
  mutants: ['core', 'contracts'],
  certify: ['core', 'contracts', 'generators', 'checks', 'target', 'suites', 'reports'],
  cli: ['core', 'contracts', 'generators', 'checks', 'target', 'suites', 'reports', 'certify', 'reference', 'mutants'],
}

/** Packages that only some folders know, so that they can be exchanged there. */
const livesIn: Readonly<Record<string, readonly string[]>> = {
  ajv: ['contracts'],
  'ajv-formats': ['contracts'],
  yaml: ['contracts'],
  'json-p3': ['contracts'],
  '@seriousme/openapi-schema-validator': ['contracts'],
  '@faker-js/faker': ['generators'],
  'fast-check': ['generators', 'suites'],
  supertest: ['target'],
  hono: ['reference'],
  '@hono/node-server': ['reference'],
  commander: ['cli'],
  '@clack/prompts': ['cli'],
  jiti: ['cli', 'target'],
  hpagent: ['target'],
  oauth4webapi: ['target'],
  picocolors: ['reports'],
  'badge-maker': ['reports'],
  vitest: ['suites', 'reports', 'cli'],
}

/** Its imports stand in the code that it writes, for a user's own repository. */
const writesCode = 'reports/vitest-prelude.ts'

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => relative(root, file) !== writesCode)

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, name]) => name ?? '')

const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')

const crossings = (folder: string) =>
  filesIn(folder).flatMap((file) =>
    importsOf(file).map((name) => ({
      file: relative(root, file),
      name,
      folder: name.startsWith('.') ? (relative(root, join(dirname(file), name)).split('/')[0] ?? '') : undefined,
    })),
  )

describe.each(Object.keys(mayImport))('%s', (folder) => {
  test('imports only the folders below it', () => {
    const wrong = crossings(folder).filter(
      (one) => one.folder !== undefined && one.folder !== folder && !mayImport[folder]?.includes(one.folder),
    )
    expect(wrong).toEqual([])
  })

  test('imports only the packages that live there', () => {
    const wrong = crossings(folder).filter(
      ({ name, folder: inner }) =>
        inner === undefined && livesIn[packageOf(name)] !== undefined && !livesIn[packageOf(name)]?.includes(folder),
    )
    expect(wrong).toEqual([])
  })
})

const vendors = readdirSync(join(root, 'reference'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'engine')
  .map(({ name }) => name)

/** The folders of `reference/` that a file of one of them imports. */
const referencesFrom = (vendor: string): readonly string[] =>
  filesIn(`reference/${vendor}`).flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(join(root, 'reference'), join(dirname(file), name)).split('/')[0] ?? ''),
  )

test.each([...vendors, 'engine'])('the reference %s imports no other vendor, only the engine', (vendor) => {
  expect(vendors).toContain('dkhardware')
  const wrong = new Set(referencesFrom(vendor).filter((one) => one !== vendor && vendors.includes(one)))
  expect([...wrong]).toEqual([])
})

test('only the command line touches the process and prints', () => {
  const quiet = Object.keys(mayImport).filter((folder) => folder !== 'cli')
  const loud = quiet
    .flatMap(filesIn)
    .filter((file) =>
      /\bprocess\.(?:env|exit|exitCode|stdout|stderr|argv|on|cwd)\b|\bconsole\./.test(readFileSync(file, 'utf8')),
    )
  expect(loud.map((file) => relative(root, file))).toEqual([])
})

test('no file leads back to itself over its imports', () => {
  expect(circles(imports())).toEqual([])
  const [one, two] = [
    { from: 'a.ts', to: 'b.ts' },
    { from: 'b.ts', to: 'a.ts' },
  ]
  expect(circles([one, two, { from: 'c.ts', to: 'a.ts' }])).toEqual([['a.ts', 'b.ts']])
})

test('the picture of the architecture is of these imports: node scripts/architecture.mjs', () => {
  expect(readFileSync(join(root, 'docs/architecture.svg'), 'utf8')).toBe(architecture())
})
