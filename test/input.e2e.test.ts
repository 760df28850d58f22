// What a run is told: which target it is against, with which seed, fixtures and configuration.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { assay, type Ended, newFolder } from './cli.ts'
import { type Asked, type Recorder, type ServerReply, startRecorder } from './servers/recorder.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A server that answers everything the same, so that something is broken of any contract. */
const open = async (
  reply: ServerReply = { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' },
) => {
  const server = await startRecorder(() => reply)
  closing.push(server.close)
  return server
}

const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = newFolder()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const reportIn = (folder: string): Report =>
  JSON.parse(readFileSync(join(folder, 'assay-report/report.json'), 'utf8')) as Report

const expectUsage = ({ code, stdout, stderr }: Ended, says: string): void => {
  expect(stderr).toContain(says)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
}

const small = ['--only', 'dkhardware/createOrder/request/referenceId/**', '--runs', '1']
const says = 'EMBEDDED REFERENCE, not your API'

describe('a run without a target', () => {
  test('is refused where CI is set, and says what to give', async () => {
    const folder = newFolder()
    for (const more of [[], ['--dry-run']])
      expectUsage(
        await assay(['run', 'dkhardware', ...small, ...more], { folder, env: { CI: 'true' } }),
        'There is no target, and CI is set: give --target URL, ASSAY_TARGET or a configuration with one, or --reference',
      )
  })

  test('is against the embedded reference where that is asked for, or nobody’s machine runs it, and says so', async () => {
    const asked = await assay(['run', 'dkhardware', ...small, '--reference'], {
      folder: newFolder(),
      env: { CI: 'true', ASSAY_TARGET: 'http://127.0.0.1:9', ASSAY_TOKEN: 'of another server' },
    })
    const implied = await assay(['run', 'dkhardware', ...small], { folder: newFolder(), env: { CI: 'false' } })
    for (const { code, stdout } of [asked, implied]) {
      expect(code).toBe(0)
      expect(stdout).toMatch(new RegExp(`\\(dkhardware\\) at http://127\\.0\\.0\\.1:\\d+: ${says}\n {2}CONFORMANT`))
    }
  })

  test.each<[string, readonly string[]]>([
    ['run', ['run', 'dkhardware']],
    ['a run with a flag', ['run', 'dkhardware', '--target', 'http://127.0.0.1:9']],
    ['a plan', ['run', 'dkhardware', '--dry-run']],
    ['doctor', ['doctor', 'dkhardware']],
  ])('is refused where the variable for it is empty: %s', async (_, args) => {
    expectUsage(await assay(args, { folder: newFolder(), env: { ASSAY_TARGET: '' } }), 'ASSAY_TARGET is set but empty')
  })

  test('faults of the reference are no faults of a configured server', async () => {
    const config = JSON.stringify({ target: { baseUrl: 'http://127.0.0.1:9' } })
    const args = ['run', 'dkhardware', ...small, '--fault', 'ignores-referenceId-maxLength']
    const folder = folderWith({ 'assay.config.json': config })
    expectUsage(
      await assay(args, { folder }),
      'the target is http://127.0.0.1:9: leave --fault out, or ask for the reference',
    )
    expect((await assay([...args, '--reference'], { folder })).code).toBe(1)
  })
})

describe('a configuration', () => {
  test('in a folder above is found, with its contract, and the run says which it took', async () => {
    const server = await open()
    const contract = readFileSync(new URL('../schemas/shopctrl/openapi.yaml', import.meta.url), 'utf8')
    expect(contract).toContain('paths:')
    const folder = folderWith({
      '.git/HEAD': '',
      'assay.config.json': JSON.stringify({ contract: 'shopctrl', target: { baseUrl: server.baseUrl } }),
      'packages/shop/package.json': '{}',
    })
    const inside = join(folder, 'packages/shop')
    const { stderr } = await assay(['run', '--max-requests', '2'], { folder: inside })
    expect(stderr).toBe('assay: configuration: ../../assay.config.json\n')
    expect(server.asked().length).toBe(2)
    expect((await assay(['run', '--dry-run'], { folder: inside })).stdout).toContain(
      '\nConfiguration: ../../assay.config.json\nNothing was sent.\n',
    )
  })
})

describe('a fixture', () => {
  test('of an unknown name is told with the nearest, by flag and by file', async () => {
    const says = 'there is no such fixture of dkhardware; did you mean customerId?'
    expectUsage(await assay(['run', 'dkhardware', '--fixture', 'custmerId=3']), `--fixture custmerId: ${says}`)
    expectUsage(await assay(['run', 'dkhardware', '--dry-run', '--fixture', 'custmerId=3']), says)
    const folder = folderWith({ 'assay.config.json': '{ "contract": "dkhardware", "fixtures": { "custmerId": 3 } }' })
    expectUsage(await assay(['run'], { folder }), `fixtures.custmerId: ${says}`)
    const doctor = ['doctor', 'dkhardware', '--target', 'http://127.0.0.1:9', '--fixture', 'custmerId=3']
    expectUsage(await assay(doctor), says)
  })

  test('that is a function in an object is made and sent', async () => {
    const server = await open()
    const folder = folderWith({
      'assay.config.mjs': `export default {
        contract: 'ocapi-shop',
        target: { baseUrl: '${server.baseUrl}' },
        fixtures: { basketWithFault: { InvalidCustomerException: async () => 'basket-of-the-test' } },
      }`,
    })
    const only = 'ocapi-shop/submitBasket/error.*/InvalidCustomerException'
    const { code } = await assay(['run', '--only', only], { folder })
    expect(code).not.toBe(4)
    expect(server.asked().map(({ body }) => body)).toContain('{"basket_id":"basket-of-the-test"}')
  })

  test('that no request can hold is refused, with what to give', async () => {
    const folder = folderWith({
      'assay.config.mjs': `export default {
        contract: 'ocapi-shop', target: { baseUrl: 'http://127.0.0.1:9' }, fixtures: { orderNo: { on: new Date(0) } },
      }`,
    })
    expectUsage(await assay(['run'], { folder }), 'The fixture orderNo.on is a Date: give text, a number,')
  })
})

/** What a request says, but for what is new in each run: tags, tokens, and the target's address. */
const sayings = (asked: readonly Asked[], baseUrl: string): readonly string[] =>
  asked.map(({ method, path, body }) =>
    `${method} ${path} ${body}`
      .replaceAll(baseUrl, '')
      .replaceAll(/assay-[0-9a-z]{6}-[0-9a-z]{8}/g, '…')
      .replaceAll(/\b[0-9a-z]{6}-[0-9a-z]{8}/g, '…'),
  )

describe('the seed', () => {
  test('is one for all contracts of a run, so that a case of the second is replayed with the same requests', async () => {
    const server = await open()
    const folder = newFolder()
    await assay(['run', 'crayon', 'shopctrl', '--target', server.baseUrl, '--runs', '2'], { folder })
    const { run, contracts } = reportIn(folder)
    const lines = readFileSync(join(folder, 'assay-report/evidence.ndjson'), 'utf8').split('\n')
    const runs = lines
      .filter((line) => line.startsWith('{"kind":"run"'))
      .map((line) => JSON.parse(line) as Report['run'])
    expect(runs.map(({ seed }) => seed)).toEqual([run.seed, run.seed])

    const second = contracts[1]
    expect(second?.id).toBe('shopctrl')
    const findings = second?.requirements.flatMap((one) => one.findings) ?? []
    const cases = [...new Set(findings.map(({ replay }) => replay))].filter((id) => id.endsWith('/valid/full'))
    const [replayed] = cases
    expect(cases.length).toBeGreaterThan(0)
    const exchanges = lines
      .filter((line) => line.startsWith('{"kind":"exchange"'))
      .map((line) => JSON.parse(line).exchange as { id: string; request: Asked })
      .filter(({ id }) => id.startsWith(`${replayed}#`))
    const before = server.asked().length
    await assay(['replay', `assay-report/report.json#${replayed}`], { folder })
    const sent = sayings(server.asked().slice(before), server.baseUrl)
    const wanted = sayings(
      exchanges.map(({ request }) => ({ ...request, body: request.body ?? '' })),
      server.baseUrl,
    )
    expect(wanted.length).toBeGreaterThan(0)
    expect(wanted.filter((one) => !sent.includes(one))).toEqual([])
  })
})

describe('a replay', () => {
  const fail = async (folder: string, server: Recorder): Promise<string> => {
    const args = ['run', 'shopctrl', '--target', server.baseUrl, '--max-requests', '6']
    await assay(args, { folder, env: { ASSAY_TOKEN: 'token of the report' } })
    const findings = reportIn(folder).contracts.flatMap(({ requirements }) =>
      requirements.filter(({ verdict }) => verdict === 'fail').flatMap((one) => one.findings),
    )
    return `assay-report/report.json#${findings[0]?.replay}`
  }
  const configFor = (baseUrl: string): string =>
    JSON.stringify({ target: { baseUrl, auth: { type: 'bearer', token: 'token of the other' } } })

  test.each<readonly string[]>([[], ['--verbatim']])(
    'goes to the target of the report, not to that of the configuration, without its credentials %s',
    async (...more) => {
      const [server, other] = [await open(), await open()]
      const folder = newFolder()
      const reference = await fail(folder, server)
      writeFileSync(join(folder, 'assay.config.json'), configFor(other.baseUrl))
      const before = server.asked().length
      const bare = await assay(['replay', reference, ...more], { folder })
      expectUsage(bare, `are for ${other.baseUrl}, and not sent to ${server.baseUrl}: give --token, or --target`)
      expect(server.asked().length).toBe(before)

      const again = await assay(['replay', reference, '--token', 'given', ...more], { folder })
      expect(again.stderr).toContain(`assay: Replayed at ${server.baseUrl}, the target of the report.\n`)
      expect(again.stdout).toMatch(/It still fails\.\n$/)
      const sent = server.asked().slice(before)
      expect(sent.length).toBeGreaterThan(0)
      expect(JSON.stringify(sent)).not.toContain('token of the other')
      expect(other.asked()).toEqual([])
    },
  )

  test('of a report of the embedded reference goes there, whatever the configuration has', async () => {
    const other = await open()
    const folder = newFolder()
    const args = ['run', 'dkhardware', ...small, '--fault', 'ignores-referenceId-maxLength']
    await assay(args, { folder })
    const [finding] = reportIn(folder).contracts.flatMap(({ requirements }) =>
      requirements.flatMap((one) => one.findings),
    )
    writeFileSync(join(folder, 'assay.config.json'), configFor(other.baseUrl))
    const env = { CI: 'true', ASSAY_TARGET: other.baseUrl }
    const { code, stdout, stderr } = await assay(['replay', `assay-report/report.json#${finding?.replay}`], {
      folder,
      env,
    })
    expect(stderr).toContain('assay: Replayed at the embedded reference, as the report was made.\n')
    expect(stdout).toMatch(/It still fails\.\n$/)
    expect([code, other.asked()]).toEqual([1, []])
  })
})
