// What the command line says when it is asked for what it cannot do: one clear sentence, exit code 2, no stack trace.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { assay, type Ended, newFolder } from './cli.ts'
import { startRecorder } from './servers/recorder.ts'

const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = newFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** A place in a program, as Node prints it. */
const frame = /^\s+at .*:\d+:\d+|node:internal|\.js:\d+/m

const expectUsage = ({ code, stdout, stderr }: Ended, says: string): void => {
  expect(stderr).toContain(says)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).not.toMatch(frame)
}

const commands = [
  'run',
  'list',
  'explain',
  'replay',
  'init',
  'doctor',
  'report',
  'baseline',
  'completion',
  'diff',
  'serve',
  'selftest',
] as const

/** What `assay baseline` must be told. */
const knownBy = (owner: string, expires: string) => ['--owner', owner, '--reason', 'DK-7', '--expires', expires]

// Some versions of Node read the file themselves, wherever the flag stands, and tell in their words that it is missing.
test('an --env-file that is missing is told', async () => {
  const { code, stderr } = await assay(['run', '--env-file', 'none.env'])
  expect(stderr).toContain('none.env')
  expect([2, 9]).toContain(code)
})

describe('--help', () => {
  test('lists the commands', async () => {
    const { code, stdout, stderr } = await assay(['--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'))
  })

  test.each(commands)('of %s ends with 0', async (command) => {
    const { code, stdout, stderr } = await assay([command, '--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(new RegExp(`^Usage: assay ${command} `))
  })

  test('of run tells the exit codes', async () => {
    const { stdout } = await assay(['run', '--help'])
    for (const code of [0, 1, 2, 3, 4, 130]) expect(stdout).toMatch(new RegExp(`^ {2}${code} {2}\\S`, 'm'))
  })
})

test('--version prints the version', async () => {
  const { code, stdout } = await assay(['--version'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test.each<[string, readonly string[], string]>([
  ['no command', [], 'Usage: assay'],
  ['an unknown command', ['test'], "unknown command 'test'"],
  ['an unknown contract', ['run', 'shop'], "There is no contract 'shop'. Built in: "],
  ['a contract that is no file', ['run', './shop.yaml'], "There is no contract './shop.yaml'"],
  ['a contract that cannot be fetched', ['run', 'http://127.0.0.1:9/a.yaml'], 'Cannot fetch the contract'],
  ['a URL that is none', ['run', 'dkhardware', '--target', 'localhost'], "'localhost' is not an http or https URL"],
  ['a URL that is empty', ['run', 'dkhardware', '--target', ''], "'' is not an http or https URL"],
  ['a URL of another scheme', ['run', 'dkhardware', '--target', 'ftp://127.0.0.1'], 'is not an http or https URL'],
  ['a URL with a query', ['run', 'dkhardware', '--target', 'http://127.0.0.1?a=b'], 'has a query or fragment'],
  ['a URL with a password', ['run', 'dkhardware', '--target', 'http://a:b@127.0.0.1'], 'give credentials with --token'],
  [
    '--only without a match',
    ['run', 'dkhardware', '--only', 'dkhardware/nothing/**'],
    'matches no requirement and no case of dkhardware',
  ],
  ['an unknown report format', ['run', 'dkhardware', '--report', 'pdf'], "There is no report format 'pdf'"],
  ['a seed that is no number', ['run', 'dkhardware', '--seed', 'x'], "argument 'x' is invalid"],
  ['a rate of nothing', ['run', 'dkhardware', '--rate', '0'], 'It must be a number above 0'],
  ['an unknown level', ['run', 'dkhardware', '--level', 'could'], 'Allowed choices are must, should, may'],
  ['an unknown consent', ['run', 'dkhardware', '--allow', 'all'], 'Allowed are write, concurrent, destructive'],
  ['a header without a colon', ['run', 'dkhardware', '--header', 'abc'], "--header 'abc…' is not of the form"],
  ['a fixture without a name', ['run', 'dkhardware', '--fixture', '=1'], "--fixture '=1' is not of the form"],
  ['a fixture that is no JSON', ['run', 'dkhardware', '--fixture', 'a={1'], 'looks like JSON but does not parse'],
  ['an unknown fault', ['run', 'dkhardware', '--fault', 'none'], "has no fault 'none'"],
  [
    'a fault of a target',
    ['run', 'dkhardware', '--fault', 'none', '--target', 'http://127.0.0.1:9'],
    'for the embedded reference',
  ],
  ['a configuration that is missing', ['run', '--config', 'none.ts'], 'There is no configuration file none.ts'],
  [
    'a requirement of no contract',
    ['explain', 'shop/a'],
    "'shop/a' is no requirement and no case of a built-in contract",
  ],
  ['a requirement that is none', ['explain', 'dkhardware/createOrder/request/mpn'], 'Near it are:\n  dkhardware/'],
  ['a replay without a case', ['replay', 'report.json'], "'report.json' names no finding"],
  ['a replay without a report', ['replay', 'report.json#a'], 'Cannot read the report report.json'],
  ['a report that is missing', ['report', 'report.json'], 'Cannot read the report report.json: there is no such file'],
  [
    'an unknown format of a report',
    ['report', 'report.json', '--to', 'pdf'],
    'known are json, html, junit, ctrf, markdown',
  ],
  ['a baseline that is missing', ['run', '--baseline', 'none.json'], 'Cannot read the baseline none.json'],
  [
    'a baseline of nobody',
    ['baseline', 'report.json'],
    '--owner, --reason, --expires are missing: say who answers for it (--owner); why it may stay broken for now (--reason); the last day it does not count, as in 2026-12-31 (--expires).',
  ],
  [
    'a baseline that does not end',
    ['baseline', 'report.json', '--owner', 'Ada', '--reason', 'DK-7'],
    '--expires is missing: say the last day it does not count',
  ],
  ['a baseline of an empty owner', ['baseline', 'r.json', ...knownBy(' ', '2999-12-31')], '--owner is empty'],
  [
    'a baseline for no day',
    ['baseline', 'r.json', ...knownBy('Ada', '2999-02-30')],
    "--expires '2999-02-30' is no day",
  ],
  ['a baseline that is over', ['baseline', 'r.json', ...knownBy('Ada', '2020-12-31')], '--expires 2020-12-31 is over'],
  ['a baseline of no report', ['baseline', 'r.json', ...knownBy('Ada', '2999-12-31')], 'Cannot read the report r.json'],
  ['a shard without a seed', ['run', 'dkhardware', '--reference', '--shard', '1/2'], '--shard 1/2 needs --seed'],
  ['two names of formats', ['run', '--report', 'json', '--reporter', 'html'], '--report and --reporter are the same'],
  ['quiet and verbose', ['run', '--quiet', '--verbose'], '--quiet and --verbose exclude each other'],
  ['a folder beside that of --resume', ['run', '--resume', 'a', '--out', 'b'], 'leave --out out'],
  ['a --bail at nothing', ['run', '--bail', '0'], 'It must be a whole number, 1 or more.'],
  ['a --grep that is no pattern', ['run', 'dkhardware', '--grep', '('], "--grep '(' is no regular expression"],
  ['a --grep without a match', ['list', 'dkhardware', '--grep', 'zebra'], "--grep 'zebra' matches no requirement"],
  [
    'a list of nothing',
    ['list', 'dkhardware', '--only', 'nothing'],
    "--only 'nothing' matches no requirement and no case",
  ],
  ['a level that nothing has', ['list', 'crayon', '--level', 'some'], 'Allowed choices are must, should, may'],
  ['a shell without completion', ['completion', 'tcsh'], 'Allowed choices are bash, zsh, fish'],
  ['a difference to nothing', ['diff', 'a.json', 'b.json'], 'Cannot read the report a.json: there is no such file'],
  ['a reference that is none', ['serve', 'shop'], "There is no reference for 'shop'"],
  ['a fault the reference has not', ['serve', 'dkhardware', '--fault', 'none'], "has no fault 'none'"],
  ['a self-test of no reference', ['selftest', 'shop'], "There is no reference for 'shop'"],
  ['a self-test of no fault', ['selftest', 'dkhardware', '--fault', 'none'], 'No fault matches none'],
])('%s is told', async (_, args, says) => {
  expectUsage(await assay(args), says)
})

test.each(commands)('%s does not take a flag it does not know', async (command) => {
  const flags = command === 'baseline' ? knownBy('Ada', '2999-12-31') : []
  expectUsage(await assay([command, 'dkhardware', ...flags, '--colour']), "unknown option '--colour'")
})

describe('a configuration', () => {
  test.each<[string, string, string, string]>([
    ['in TypeScript that does not parse', 'assay.config.ts', 'export default { target: ', 'does not parse'],
    ['in JSON that does not parse', 'assay.config.json', '{ "target": ', 'does not parse'],
    ['that throws', 'assay.config.mjs', "throw new Error('no luck')", 'assay.config.mjs could not be run: no luck'],
    [
      'that uses what it does not import',
      'assay.config.ts',
      "export default { target: { baseUrl: 'http://127.0.0.1:9', auth: { type: 'bearer', token: secret('T') } } }",
      "assay.config.ts could not be run: secret is not defined. Import it: import { secret } from 'assay'",
    ],
    [
      'that uses a name of its own that is nowhere',
      'assay.config.ts',
      'export default { contract: shop }',
      'assay.config.ts could not be run: shop is not defined\n',
    ],
    ['that exports nothing', 'assay.config.mjs', 'export default 7', 'does not export a configuration object'],
    ['with an unknown key', 'assay.config.json', '{ "targt": {} }', "has an unknown key 'targt'; known are contract"],
    ['with an unknown key below', 'assay.config.json', '{ "target": { "url": "" } }', "unknown key 'url'"],
    ['without a base URL', 'assay.config.json', '{ "target": {} }', 'target.baseUrl is missing'],
    [
      'with an empty base URL',
      'assay.config.json',
      '{ "target": { "baseUrl": "" } }',
      "'' is not an http or https URL",
    ],
    [
      'with another kind of credentials',
      'assay.config.json',
      '{ "target": { "baseUrl": "http://127.0.0.1:9", "auth": { "type": "digest" } } }',
      "target.auth.type is \"digest\"; allowed are 'bearer', 'basic', 'header', 'apiKey', 'oauth2'",
    ],
    [
      'whose secret is not in the environment',
      'assay.config.ts',
      `import { defineConfig, secret } from 'assay'
       export default defineConfig({
         contract: 'dkhardware',
         target: { baseUrl: 'http://127.0.0.1:9', auth: { type: 'bearer', token: secret('SANDBOX_TOKEN') } },
       })`,
      'The environment variable SANDBOX_TOKEN is not set',
    ],
    [
      'whose fixture cannot be made',
      'assay.config.mjs',
      `export default {
         contract: 'dkhardware',
         target: { baseUrl: 'http://127.0.0.1:9' },
         fixtures: { orderId: () => { throw new Error('no basket') } },
       }`,
      'The fixture orderId could not be made: no basket',
    ],
  ])('%s is told', async (_, name, text, says) => {
    const folder = folderWith({ [name]: text })
    expectUsage(await assay(['run'], { folder }), says)
  })
})

describe('an OpenAPI document', () => {
  const head = 'openapi: 3.1.0\ninfo: { title: Shop, version: "1" }\n'
  const get = (inside: string): string => `${head}paths:\n  /orders:\n    get:\n${inside}`
  test.each<[string, string, string]>([
    ['that is no YAML', `${head}paths: {\n`, 'is neither YAML nor JSON'],
    ['that is something else', 'hello', 'is not an OpenAPI document'],
    ['of an old version', 'swagger: "2.0"\n', 'is not an OpenAPI document'],
    ['of a version to come', 'openapi: 4.0.0\n', 'is OpenAPI 4.0.0; Assay reads OpenAPI 3.0 and 3.1'],
    ['without a member it needs', 'openapi: 3.1.0\npaths: {}\n', "(root) must have required property 'info'"],
    [
      'with a wrong parameter',
      get(
        '      parameters: [{ name: q, in: cokie, schema: {} }]\n      responses: { "200": { description: fine } }\n',
      ),
      '/paths/~1orders/get/parameters/0/in',
    ],
    [
      'with a reference to nowhere',
      get('      responses: { "200": { $ref: "#/components/responses/None" } }\n'),
      '#/components/responses/None',
    ],
    [
      'with a file that is missing',
      get('      responses: { "200": { $ref: "./none.yaml" } }\n'),
      'none.yaml: there is no such file',
    ],
  ])('%s is told with its place', async (_, text, says) => {
    const folder = folderWith({ 'openapi.yaml': text })
    expectUsage(await assay(['run', 'openapi.yaml', '--target', 'http://127.0.0.1:9'], { folder }), says)
  })

  test('with a schema that is none is told with its place', async () => {
    const content = '{ application/json: { schema: { type: strin } } }'
    const text = get(`      responses: { "200": { description: fine, content: ${content} } }\n`)
    const folder = folderWith({ 'openapi.yaml': text })
    expectUsage(await assay(['run', 'openapi.yaml', '--target', 'http://127.0.0.1:9'], { folder }), '/schema/type')
  })
})

describe('a report', () => {
  test.each<[string, string, string]>([
    ['that is no JSON', 'hello', 'is no report: it is not JSON'],
    ['of another version', '{ "schema": "assay.report/2" }', 'is no report of this version'],
    ['that is null', 'null', 'is no report of this version'],
  ])('%s is told', async (_, text, says) => {
    const folder = folderWith({ 'report.json': text })
    expectUsage(await assay(['report', 'report.json'], { folder }), says)
    expectUsage(await assay(['replay', 'report.json#a'], { folder }), says)
  })
})

describe('a target that is not on this machine', () => {
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  test.each(['http://192.0.2.1', 'https://sandbox.invalid/api'])(
    'is not written to without consent: %s',
    async (url) => {
      expectUsage(
        await assay(['run', 'dkhardware', '--target', url]),
        'is not on this machine, and the run would write to it (createOrder, requestPayment). Pass --allow-writes',
      )
    },
  )

  test('is not written to by a replay either', async () => {
    const server = await startRecorder(() => ({ status: 200 }))
    closing.push(server.close)
    const folder = newFolder()
    await assay(['run', 'dkhardware', '--target', server.baseUrl, '--max-requests', '12'], { folder })
    const { contracts } = JSON.parse(readFileSync(join(folder, 'assay-report/report.json'), 'utf8')) as Report
    const findings = contracts.flatMap(({ requirements }) => requirements.flatMap((one) => one.findings))
    const finding = `assay-report/report.json#${findings[0]?.replay}`
    expectUsage(await assay(['replay', finding, '--target', 'http://192.0.2.1'], { folder }), 'is not on this machine')
  })
})
