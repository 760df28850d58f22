// What is published: a tarball that installs, runs and can be embedded with nothing but Node and its dependencies.
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { publint } from 'publint'
import { beforeAll, expect, test } from 'vitest'
import { version } from '../cli/package-info.ts'
import { digestOf } from '../contracts/checked.ts'
import type { Report } from '../core/report.ts'
import { install, type Packed, pack } from './package.ts'

const repository = fileURLToPath(new URL('..', import.meta.url))
const tool = (name: string): string => join(repository, 'node_modules', '.bin', name)
const require = createRequire(import.meta.url)
const attw = join(dirname(require.resolve('@arethetypeswrong/cli/package.json')), 'dist/index.js')

let packed: Packed
let project: string
beforeAll(() => {
  packed = pack()
  project = install(packed)
})

type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** Runs a program in the empty project, with no more environment than it needs. */
const shell = async (file: string, ...args: readonly string[]): Promise<Ended> => {
  const env = { PATH: process.env['PATH'], HOME: project, NO_COLOR: '1', npm_config_update_notifier: 'false' }
  try {
    const { stdout, stderr } = await promisify(execFile)(file, args, { cwd: project, env, maxBuffer: 1e8 })
    return { code: 0, stdout, stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as Ended
    return { code, stdout, stderr }
  }
}

test('the tarball holds the compiled code with its data, and nothing of the workshop', () => {
  const unwanted = packed.files.filter(
    (path) =>
      !/^(?:dist\/|docs\/|ci\/|schemas\/(?:[\w-]+\/(?:README|document)\.md|ambiguities\.yaml)$|contracts\/(?:relations\/)?\w+\.schema\.json$|package\.json$|(?:README|CHANGELOG|CONTRIBUTING|SECURITY)\.md$|LICENSE$)/.test(
        path,
      ),
  )
  const tests = packed.files.filter((path) => /\.test\.|(?<!\.d)\.ts$/.test(path))
  expect({ unwanted, tests }).toEqual({ unwanted: [], tests: [] })
  for (const path of [
    'dist/index.js',
    'dist/index.d.ts',
    'dist/cli/main.js',
    'dist/schemas/dkhardware/openapi.yaml',
    'docs/index.md',
    'schemas/crayon/README.md',
  ])
    expect(packed.files).toContain(path)
})

test('publint and attw find nothing wrong with it', async () => {
  const tarball = readFileSync(packed.tarball)
  const pack = { tarball: tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.length) }
  expect((await publint({ pack, strict: true })).messages).toEqual([])
  // The package is for import alone; on the Node versions it asks for, require takes it too.
  expect((await shell('node', attw, packed.tarball, '--profile', 'esm-only')).code).toBe(0)
  expect((await shell('node', attw, packed.tarball)).code).toBe(1)
})

test('npx runs it: its version, and a contract against its reference', async () => {
  expect(await shell('npx', '--no-install', 'assay', '--version')).toMatchObject({ code: 0, stdout: `${version()}\n` })
  const { code, stderr } = await shell('npx', '--no-install', 'assay', 'run', 'crayon', '--runs', '2', '--seed', '1')
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(/^assay: crayon: \d+ cases planned; how far it is follows every 30 s\n$/),
  })
  const report = JSON.parse(readFileSync(join(project, 'assay-report/report.json'), 'utf8')) as Report
  expect(report.run.outcome).toBe('conformant')
})

test('a program embeds it: it is given a report, and its process is as before', async () => {
  writeFileSync(
    join(project, 'embeds.mjs'),
    `import { run } from 'assay'
     const environment = { ...process.env }
     const report = await run({ contracts: ['crayon'], runs: 2, seed: 1, faults: [process.argv[2]].filter(Boolean) })
     const shown = { outcome: report.run.outcome, fails: report.contracts[0].summary.must.fail > 0 }
     const isSame = JSON.stringify(process.env) === JSON.stringify(environment) && process.exitCode === undefined
     console.log(JSON.stringify({ ...shown, isSame }))`,
  )
  expect(await shell('node', 'embeds.mjs')).toEqual({
    code: 0,
    stdout: '{"outcome":"conformant","fails":false,"isSame":true}\n',
    stderr: '',
  })
  expect(await shell('node', 'embeds.mjs', 'answers-201-at-checkout')).toEqual({
    code: 0,
    stdout: '{"outcome":"nonconformant","fails":true,"isSame":true}\n',
    stderr: '',
  })
})

test('who embeds it wrongly is told what to do', async () => {
  writeFileSync(
    join(project, 'wrong.mjs'),
    `import { run, secret } from 'assay'
     const target = { baseUrl: 'https://sandbox.example.com' }
     for (const options of [
       { contracts: ['nothing'] },
       { contracts: ['crayon'], target },
       { contracts: ['crayon'], target: { ...target, headers: { 'X-Key': secret('KEY') } } },
       { contracts: ['ocapi-shop'], target: { ...target, allowWrites: true }, fixtures: { basketId: () => 'one' } },
     ])
       await run(options).catch(({ name, message }) => console.log(name + ': ' + message))`,
  )
  const { stdout } = await shell('node', 'wrong.mjs')
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/^ContractError: There is no contract 'nothing'/),
    expect.stringMatching(/^UsageError: sandbox.example.com is not on this machine/),
    expect.stringMatching(/^UsageError: The environment variable KEY is not set/),
    expect.stringMatching(/^UsageError: The fixture basketId is a function, which needs a configuration file/),
    '',
  ])
})

test('its types say what it takes', async () => {
  writeFileSync(
    join(project, 'typed.ts'),
    `import { defineConfig, type Report, type RunOptions, run, secret } from 'assay'
     export const config = defineConfig({ target: { baseUrl: 'http://127.0.0.1', headers: { key: secret('KEY') } } })
     const options: RunOptions = { contracts: ['crayon'], target: { baseUrl: '', limits: { write: { requests: 1, perSeconds: 1 } } } }
     export const report: Promise<Report> = run(options)
     // @ts-expect-error: there is no such level
     run({ level: 'most' })
     // @ts-expect-error: a limit has a period
     run({ target: { baseUrl: '', limits: { write: { requests: 1 } } } })
     export const outcome = async (): Promise<'conformant' | 'nonconformant' | 'incomplete' | 'unusable'> => (await report).run.outcome
    `,
  )
  const args = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', '', 'typed.ts']
  expect(await shell(tool('tsc'), '--ignoreConfig', ...args)).toEqual({ code: 0, stdout: '', stderr: '' })
})

test('a contract that ships and was changed since the build is asked about as every other', async () => {
  const dist = join(project, 'node_modules/assay/dist')
  const relations = readFileSync(join(dist, 'schemas/shopctrl/relations.yaml'), 'utf8')
  expect(JSON.parse(readFileSync(join(dist, 'contracts/checked.json'), 'utf8'))).toContain(
    digestOf('relations', [relations]),
  )
  for (const [file, from, to, message] of [
    ['openapi.yaml', 'openapi: 3.1', 'openapi: 9.1', /openapi/i],
    ['openapi.yaml', 'x-assay-id:', 'x-assay-idd: 1\nx-assay-id:', /x-assay-idd is not an annotation/],
    ['relations.yaml', 'kind: ', 'kind: un', /relations\.yaml is no list of relations/],
  ] as const) {
    const path = join(dist, 'schemas/shopctrl', file)
    const text = readFileSync(path, 'utf8')
    expect(text).toContain(from)
    writeFileSync(path, text.replace(from, to))
    const { code, stderr } = await shell('npx', '--no-install', 'assay', 'list', 'shopctrl')
    writeFileSync(path, text)
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) })
  }
  expect(await shell('npx', '--no-install', 'assay', 'list', 'shopctrl')).toMatchObject({ code: 0, stderr: '' })
})
