// What stands before a run: init, doctor, a dry run, named targets.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { assay, type Ended, newFolder } from './cli.ts'
import { certified, inDays } from './servers/certificate.ts'
import { bearerOf, ordersDocument, startOrders } from './servers/orders.ts'
import { startRecorder } from './servers/recorder.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const open = async <T extends { readonly close: () => Promise<void> }>(starting: Promise<T>): Promise<T> => {
  const one = await starting
  closing.push(one.close)
  return one
}

const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = newFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const expectUsage = ({ code, stderr, stdout }: Ended, says: string): void => {
  expect(stderr).toContain(says)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+|node:internal/m)
}

const env = {
  ASSAY_TOKEN: 'token-of-the-tests',
  ASSAY_USER: 'user-of-the-tests',
  ASSAY_PASSWORD: 'password-of-the-tests',
  ASSAY_API_KEY: 'key-of-the-tests',
  ASSAY_CLIENT_ID: 'client-of-the-tests',
  ASSAY_CLIENT_SECRET: 'secret-of-the-tests',
}

describe('init', () => {
  const types = ['none', 'bearer', 'basic', 'header', 'apiKey', 'oauth2', 'oauth2-password']
  const files = ['assay.config.ts', 'assay.config.js', 'assay.config.mjs', 'assay.config.json']
  test.each(types.map((auth, index) => [files[index % files.length] as string, auth]))(
    'writes a %s with %s that loads',
    async (out, auth) => {
      const folder = newFolder()
      const flags = ['--contract', 'dkhardware', '--target', 'http://127.0.0.1:9', '--auth', auth, '--out', out]
      const made = await assay(['init', ...flags], { folder })
      expect({ code: made.code, stderr: made.stderr }).toEqual({ code: 0, stderr: '' })
      const { code, stdout, stderr } = await assay(['run', '--dry-run'], { folder, env })
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toContain('(dkhardware) at http://127.0.0.1:9\n')
      const unset = await assay(['run', '--dry-run'], { folder })
      if (auth !== 'none') expectUsage(unset, 'is not set; the configuration reads a secret from it')
    },
  )

  test('says what to do next, and holds no secret', async () => {
    const folder = newFolder()
    const { stdout } = await assay(['init', '--yes', '--auth', 'basic'], { folder, env })
    expect(stdout).toBe(
      'assay.config.ts is written.\n  export ASSAY_USER=…\n  export ASSAY_PASSWORD=…\n  (or without export in a file .env that stays out of the repository; then add --env-file .env below)\n  npx assay doctor\n  npx assay run\n',
    )
    const text = readFileSync(join(folder, 'assay.config.ts'), 'utf8')
    for (const value of Object.values(env)) expect(text).not.toContain(value)
    expect(text).toContain(
      "    // resellerCustomerId: …, // checkout, checkoutLegacy send the documents' own sample value",
    )
  })

  test('names every fixture that doctor asks for, and takes the credentials that the documents want', async () => {
    const folder = newFolder()
    await assay(['init', '--yes', '--contract', 'dkhardware', '--target', 'http://127.0.0.1:9'], { folder })
    const text = readFileSync(join(folder, 'assay.config.ts'), 'utf8')
    expect(text).toContain("type: 'bearer',\n")
    const { stdout } = await assay(['doctor', '--json'], { folder, env })
    const { lines } = JSON.parse(stdout) as Examined
    const asked = lines.flatMap(({ advice }) => /--fixture (\S+)=/.exec(advice ?? '')?.[1] ?? [])
    expect(asked).toEqual(expect.arrayContaining(['cancelledOrderId', 'failingOrderId', 'customerId']))
    for (const name of asked) expect(text).toContain(`    // ${name}: '…', // `)
  })

  test('writes comments that work as soon as they are none', async () => {
    const folder = newFolder()
    await assay(['init', '--yes', '--contract', 'dkhardware', '--auth', 'none'], { folder })
    const file = join(folder, 'assay.config.ts')
    const text = readFileSync(file, 'utf8')
    const opened = text.replace(/^( +)\/\/ ((?:auth|headers): .*)$/gm, '$1$2')
    expect(opened).toContain("\n    auth: { type: 'bearer', token: secret('ASSAY_TOKEN') },")
    writeFileSync(file, opened)
    const { code, stderr } = await assay(['run', '--dry-run'], { folder, env: { ...env, CLIENT_ID: 'client' } })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  test("overwrites nobody's work unless it is told to", async () => {
    const folder = folderWith({ 'assay.config.ts': 'mine' })
    expectUsage(await assay(['init', '--yes'], { folder }), 'is there already; --force overwrites it')
    expect(readFileSync(join(folder, 'assay.config.ts'), 'utf8')).toBe('mine')
    expect((await assay(['init', '--yes', '--force'], { folder })).code).toBe(0)
    expect(readFileSync(join(folder, 'assay.config.ts'), 'utf8')).toContain('defineConfig')
  })

  test.each<[string, readonly string[], string]>([
    [
      'without a terminal to ask at',
      ['--target', 'http://a.example'],
      'give --contract, --auth, or --yes for defaults',
    ],
    [
      'credentials of an unknown type',
      ['--yes', '--auth', 'kerberos'],
      '--auth kerberos is not known; known are none, bearer',
    ],
    ['a target that is no URL', ['--yes', '--target', 'localhost'], "'localhost' is not an http or https URL"],
    ['an unknown contract', ['--yes', '--contract', 'shop'], "There is no contract 'shop'"],
    ['a file of another kind', ['--yes', '--out', 'assay.toml'], '--out assay.toml must end in'],
    ['a folder that is not there', ['--yes', '--out', 'none/assay.config.ts'], 'cannot be written'],
  ])('%s is told', async (_, flags, says) => {
    expectUsage(await assay(['init', ...flags]), says)
  })
})

describe('a dry run', () => {
  test('prints cases, requests, writes and time, and connects to nobody', async () => {
    const server = await open(startRecorder(() => ({ status: 200 })))
    const config = `import { createConnection } from 'node:net'
      const call = () => new Promise((done) => createConnection(${new URL(server.baseUrl).port}, '127.0.0.1', done))
      export default {
        contract: 'ocapi-shop',
        target: { baseUrl: '${server.baseUrl}', auth: async () => { await call(); return { headers: { a: 'b' } } }, requestsPerSecond: 2 },
        fixtures: { basketId: call, orderNo: call },
      }`
    const folder = folderWith({ 'assay.config.mjs': config })
    const { code, stdout, stderr } = await assay(['run', '--dry-run'], { folder })
    expect({ code, stderr, connections: server.connections() }).toEqual({ code: 0, stderr: '', connections: 0 })
    expect(stdout).toMatch(/^ {2}violation {2,}\d+ cases {2}about +\d+ requests$/m)
    expect(stdout).toMatch(/^ {2}all {2,}\d+ cases {2}about +\d+ requests$/m)
    expect(stdout).toMatch(/^ {2}writes {2}about \d+$/m)
    expect(stdout).toMatch(/^ {2}time {4}about \d+ min at depth default, at 2 requests a second, 8 at once$/m)
    expect(stdout).toMatch(/^ {10}quick about \d+ min, default about \d+ min, deep about \d+ min$/m)
    expect(stdout).toMatch(/is not given: 1 requirement stays untested/)
    expect(stdout).toContain('fixture foreignOrderNo is not given: 20 requirements stay untested')
    expect(stdout).not.toContain('fixture basketId')
    expect(stdout).toMatch(/\nNothing was sent\.\n$/)
  })

  test('keeps to what is asked for, and tells what a run would lack', async () => {
    const flags = ['--target', 'http://192.0.2.1', '--max-requests', '20', '--only', 'dkhardware/getOrderStatus/**']
    const { code, stdout } = await assay(['run', 'dkhardware', '--dry-run', ...flags])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ {2}all +\d+ cases {2}about +20 requests$/m)
    expect(stdout).toContain('not consented to (createOrder, requestPayment), so the run would not start')
    expectUsage(await assay(['run', 'dkhardware', '--dry-run', '--only', 'nothing']), 'matches no requirement')
  })
})

test('what one would type every time may stand in the file, and paths in it are seen from its folder', async () => {
  const { baseUrl } = await open(startOrders(() => true))
  const folder = folderWith({
    'openapi.yaml': ordersDocument,
    'assay.config.json': JSON.stringify({
      contract: './openapi.yaml',
      target: { baseUrl },
      depth: 'quick',
      only: ['**/security/**', '**/response.201/**'],
      report: ['json', 'markdown'],
      out: 'told/here',
      baseline: 'none.json',
    }),
  })
  const inside = join(folder, 'inside')
  mkdirSync(inside)
  expectUsage(await assay(['run'], { folder: inside }), '../none.json')
  writeFileSync(join(folder, 'none.json'), JSON.stringify({ schema: 'assay.baseline/1', known: [] }))
  await assay(['run', '--max-requests', '5'], { folder: inside })
  expect(readdirSync(join(folder, 'told/here')).sort()).toEqual(['evidence.ndjson', 'report.json', 'summary.md'])
  const { contracts } = JSON.parse(readFileSync(join(folder, 'told/here/report.json'), 'utf8')) as Report
  expect(contracts[0]?.settings).toMatchObject({ depth: 'quick', runs: 8, filter: { level: 'may' } })
  expect(contracts[0]?.requirements.every(({ id }) => /security|response\.201/.test(id))).toBe(true)
  await assay(['run', '--max-requests', '5', '--depth', 'deep', '--out', 'mine', '--report', 'json'], {
    folder: inside,
  })
  expect(readdirSync(join(inside, 'mine')).sort()).toEqual(['evidence.ndjson', 'report.json'])
})

describe('named targets', () => {
  test('a run goes to the one that is named', async () => {
    const [one, other] = [await open(startOrders(() => true)), await open(startOrders(() => true))]
    const folder = folderWith({
      'openapi.yaml': ordersDocument,
      'assay.config.json': JSON.stringify({
        contract: './openapi.yaml',
        runs: 1,
        targets: { one: { baseUrl: one.baseUrl }, other: { baseUrl: other.baseUrl } },
      }),
    })
    expectUsage(await assay(['run'], { folder }), 'has the targets one, other: name one with --profile')
    expectUsage(await assay(['run', '--profile', 'othr'], { folder }), "Did you mean 'other'?")
    await assay(['run', '--profile', 'other', '--max-requests', '3'], { folder })
    await assay(['run', '--max-requests', '2'], { folder, env: { ASSAY_PROFILE: 'one' } })
    expect([one.asked().length, other.asked().length]).toEqual([2, 3])
  })
})

type Examined = {
  readonly ready: boolean
  readonly lines: readonly {
    readonly check: string
    readonly sign: string
    readonly text: string
    readonly advice?: string
  }[]
}

describe('doctor', () => {
  const token = 'token-of-the-tests'
  const examined = async (
    baseUrl: string,
    more: Readonly<Record<string, string>> = {},
    flags: readonly string[] = [],
  ) => {
    const folder = folderWith({ 'openapi.yaml': ordersDocument })
    const args = ['doctor', 'openapi.yaml', '--target', baseUrl, '--json', ...flags]
    const { code, stdout, stderr } = await assay(args, { folder, env: { ASSAY_TOKEN: token, ...more } })
    expect(stderr).toBe('')
    const { ready, lines } = JSON.parse(stdout) as Examined
    return { code, ready, signs: lines.map(({ check, sign }) => `${check} ${sign}`), text: JSON.stringify(lines) }
  }
  const fine = ['target ok', 'credentials ok', 'clock ok', 'limits ok', 'consent ok', 'fixtures ok']

  test('finds a target ready, and sends it two harmless requests', async () => {
    const orders = await open(startOrders((asked) => bearerOf(asked) === token))
    expect(await examined(orders.baseUrl)).toMatchObject({ code: 0, ready: true, signs: fine })
    expect(orders.asked().map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /orders', 'GET /orders'])
  })

  test('prints for people what it found', async () => {
    const orders = await open(startOrders((asked) => bearerOf(asked) === token))
    const folder = folderWith({ 'openapi.yaml': ordersDocument })
    const { stdout } = await assay(['doctor', 'openapi.yaml', '--target', orders.baseUrl], {
      folder,
      env: { ASSAY_TOKEN: token },
    })
    expect(stdout.replace(/in \d+ ms/, 'in 1 ms').replace(/\d+ s apart/, '0 s apart')).toBe(
      [
        '',
        `Orders (orders) at ${orders.baseUrl}`,
        `  ✓ target       ${orders.baseUrl} is reached at ${new URL(orders.baseUrl).host} in 1 ms`,
        '  ✓ credentials  the bearer credentials are taken: GET /orders answers 200',
        "  ✓ clock        the target's clock agrees (0 s apart)",
        '  ✓ limits       the target tells of none; sending 8 at once',
        '  ✓ consent      a run may write, or has nothing to write',
        '  ✓ fixtures     every fixture of the contract is given, or made by the run',
        '',
        'Ready.',
        '',
      ].join('\n'),
    )
  })

  test.each<[string, number, number, Readonly<Record<string, string>>, string, string]>([
    [
      'credentials that are refused',
      401,
      2,
      {},
      'credentials bad',
      'the target refuses the credentials: it answers 401',
    ],
    ['credentials that are not enough', 403, 3, {}, 'credentials warn', 'may not do GET /orders'],
    [
      'an address that is not there',
      404,
      2,
      {},
      'target bad',
      'Nothing of this contract is at this URL: check --target',
    ],
    ['a server that does not work', 503, 2, {}, 'target bad', 'it answers 503'],
    [
      'a clock that is wrong',
      200,
      3,
      { Date: new Date(Date.now() - 3_600_000).toUTCString() },
      'clock warn',
      's behind',
    ],
    ['limits that are announced', 200, 3, { 'RateLimit-Limit': '5' }, 'limits warn', 'ratelimit-limit: 5'],
  ])('tells %s', async (_, status, code, headers, sign, says) => {
    const server = await open(
      startRecorder((asked) => (bearerOf(asked) === token ? { status, headers } : { status: 401 })),
    )
    const examination = await examined(server.baseUrl)
    expect({ code: examination.code, signs: examination.signs }).toEqual({
      code,
      signs: expect.arrayContaining([sign]),
    })
    expect(examination.text).toContain(says)
  })

  test('tells a target that throttles at once', async () => {
    const server = await open(startRecorder(() => ({ status: 429, headers: { 'Retry-After': '30' } })))
    const { code, signs } = await examined(server.baseUrl, {}, ['--timeout', '500'])
    expect({ code, signs }).toEqual({ code: 2, signs: ['target ok', 'limits bad', 'consent ok', 'fixtures ok'] })
    expect(server.asked().length).toBe(1)
  })

  test('tells a target that nobody needs credentials for', async () => {
    const orders = await open(startOrders(() => true))
    const { code, text } = await examined(orders.baseUrl)
    expect(code).toBe(3)
    expect(text).toContain('GET /orders is answered 200 without credentials too')
  })

  test('tells missing credentials', async () => {
    const orders = await open(startOrders(() => true))
    const { code, text } = await examined(orders.baseUrl, { ASSAY_TOKEN: '' })
    expect(code).toBe(3)
    expect(text).toContain('none are given, and the contract asks for some')
  })

  test('tells a target that is not there, and what can be told all the same', async () => {
    expect(await examined('http://127.0.0.1:9')).toMatchObject({
      code: 2,
      signs: ['target bad', 'consent ok', 'fixtures ok'],
    })
  })

  test('never writes: where a contract has nothing safe to ask, it asks for the options', async () => {
    const server = await open(startRecorder(() => ({ status: 204 })))
    const { code, stdout } = await assay(['doctor', 'crayon', '--target', server.baseUrl], {
      folder: newFolder(),
      env: { ASSAY_TOKEN: token },
    })
    expect(server.asked().map(({ method, body }) => [method, body])).toEqual([['OPTIONS', '']])
    expect(stdout).toContain('could not be tried: the contract has nothing safe to ask')
    expect(code).toBe(3)
  })

  test('asks what changes nothing, whatever its method, and tells what a run lacks', async () => {
    const server = await open(startRecorder(() => ({ status: 204 })))
    const { code, stdout } = await assay(['doctor', 'dkhardware', '--target', server.baseUrl], {
      folder: newFolder(),
      env: { ASSAY_TOKEN: token },
    })
    const asked = server.asked().map(({ method, path }) => `${method} ${path}`)
    expect(asked).toEqual(['POST /v1/order/status', 'POST /v1/order/status'])
    expect(stdout).toContain('cancelledOrderId is not given: 2 requirements stay untested')
    expect(stdout).toMatch(/^ {2}! events {7}events are not received: 18 requirements stay untested$/m)
    expect(stdout).toContain('Run with --webhook-port N to receive events, and subscribe the target to that port.')
    expect(stdout).not.toMatch(/fixtures +webhook /)
    expect(stdout).toContain("userId is not given: createOrder, requestPayment, getOrderStatus send the documents' own")
    expect(code).toBe(3)
  })

  const unfound = JSON.stringify({ status: 404, title: 'Not found.', traceId: '7b1c' })
  test.each<[string, string, number, string, readonly string[], string]>([
    [
      'a value that is not there, in the form of the contract',
      unfound,
      401,
      'POST /v1/order/status answers 404 with them, 401 without',
      ['credentials ok', 'fixtures ok'],
      "404 to the documents' own sample value of submissionId, in the form of the contract's own errors: it does not exist there",
    ],
    [
      'a 404 of anybody to a call with credentials',
      '{"error":"not found"}',
      401,
      'POST /v1/order/status answers 404 with them, 401 without',
      ['credentials ok', 'fixtures warn'],
      'submissionId: it does not exist there, or nothing of this contract is at this URL',
    ],
    [
      'a 404 that does not look at credentials',
      '<h1>Not found</h1>',
      404,
      'answers 404, which does not tell that they are taken',
      ['credentials warn', 'fixtures warn'],
      'submissionId: it does not exist there, or nothing of this contract is at this URL',
    ],
  ])('tells %s', async (_, body, bare, credentials, signs, says) => {
    const server = await open(
      startRecorder((asked) => (bearerOf(asked) === token ? { status: 404, body } : { status: bare })),
    )
    const { stdout } = await assay(['doctor', 'dkhardware', '--target', server.baseUrl, '--json'], {
      folder: newFolder(),
      env: { ASSAY_TOKEN: token },
    })
    const { lines } = JSON.parse(stdout) as Examined
    const findings = lines.filter(({ check, text }) => check === 'credentials' || text.includes('answers 404 to'))
    expect(findings.map(({ check, sign }) => `${check} ${sign}`)).toEqual(signs)
    expect(findings[0]?.text).toContain(credentials)
    expect(findings[1]?.text).toContain(says)
    expect(findings[1]?.advice).toContain('Give --fixture submissionId=… if you have one that exists')
  })

  test('tells a missing consent before the first request of a run would', async () => {
    const { code, text } = await examined('http://sandbox.invalid')
    expect(code).toBe(2)
    expect(text).toContain('a run would write with addOrder')
    expect((await examined('http://sandbox.invalid', {}, ['--allow-writes'])).text).not.toContain('a run would write')
  })

  test('tells how long a certificate lasts, and which authority to give', async () => {
    const authority = certified({ name: 'Authority of the tests' })
    const { cert, key } = certified({ name: 'target', by: authority, validTo: inDays(5.5) })
    const server = createServer({ cert, key }, (_, response) => response.writeHead(401).end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(
      () => server.close(),
      () => server.closeAllConnections(),
    )
    const baseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
    const untrusted = await examined(baseUrl)
    expect(untrusted.text).toContain('has no certificate that is trusted')
    expect(untrusted.text).toContain('target.tls.ca')
    const folder = folderWith({
      'openapi.yaml': ordersDocument,
      'ca.pem': authority.cert,
      'assay.config.json': JSON.stringify({ contract: './openapi.yaml', target: { baseUrl, tls: { ca: 'ca.pem' } } }),
    })
    const { stdout } = await assay(['doctor'], { folder, env: { ASSAY_TOKEN: token } })
    expect(stdout).toContain('! target       certificate of target by Authority of the tests is good for 5 days')
  })

  test.each<[string, readonly string[], string]>([
    ['without a contract', ['--target', 'http://127.0.0.1:9'], 'Which contract?'],
    ['without a target', ['dkhardware'], 'There is no target to examine'],
  ])('%s it says what to give', async (_, flags, says) => {
    expectUsage(await assay(['doctor', ...flags]), says)
  })
})
