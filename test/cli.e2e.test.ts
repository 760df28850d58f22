// `assay run` and what follows a run, as a user meets them.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { XMLValidator } from 'fast-xml-parser'
import { afterEach, describe, expect, test } from 'vitest'
import type { EvidenceLine } from '../core/evidence-line.ts'
import type { FindingReport, Report } from '../core/report.ts'
import { dkhardware } from '../reference/dkhardware/dkhardware.ts'
import type { Running } from '../reference/reference.ts'
import { assay, type Ended, ended, newFolder, start } from './cli.ts'
import { documentedRefusal } from './servers/documented-examples.ts'
import { type Asked, type ServerReply, startRecorder } from './servers/recorder.ts'
import { answers, startTrouble } from './servers/trouble.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const open = <T extends { readonly close: () => Promise<void> | void }>(one: T): T => {
  closing.push(() => one.close())
  return one
}

const readReport = (folder: string): Report =>
  JSON.parse(readFileSync(join(folder, 'assay-report/report.json'), 'utf8')) as Report

/** When each request of a run went out, in milliseconds. */
const sentIn = (folder: string): readonly number[] =>
  readFileSync(join(folder, 'assay-report/evidence.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as EvidenceLine)
    .flatMap((line) => (line.kind === 'exchange' && line.exchange.at ? [Date.parse(line.exchange.at)] : []))

const schemaErrors = (report: Report): readonly unknown[] => {
  const ajv = new Ajv2020({ allErrors: true, strictRequired: false })
  addFormats.default(ajv)
  const schema = readFileSync(new URL('../dist/reports/report.schema.json', import.meta.url), 'utf8')
  const validate = ajv.compile(JSON.parse(schema) as object)
  validate(report)
  return validate.errors ?? []
}

const findingsOf = ({ contracts }: Report): readonly FindingReport[] =>
  contracts.flatMap(({ requirements }) => requirements.flatMap(({ findings }) => findings))

/** How to run against a reference of ours as if it were somebody's server. */
const at = ({ baseUrl, token, fixtures }: Running): readonly string[] => [
  ...['--target', baseUrl, '--token', token],
  ...Object.entries(fixtures).flatMap(([name, value]) => ['--fixture', `${name}=${value}`]),
]

/** All but the line that says where the files are. */
const withoutFiles = (stdout: string): string => stdout.replace(/^report: .*\n/m, '')

describe('a run against the embedded reference', () => {
  test('is conformant, and its report is valid, readable and can be rendered again', async () => {
    const folder = newFolder()
    const ran = await assay(['run', 'dkhardware', '--seed', '1'], { folder })
    const report = readReport(folder)
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: '' })
    expect(ran.stdout).toMatch(/\n {2}CONFORMANT, judged \d+ of \d+ musts, \d+ % {2}/)
    expect(ran.stdout).toMatch(/^seed 1 · \d+ requests in /m)
    expect(schemaErrors(report)).toEqual([])
    expect(report.run).toMatchObject({ seed: 1, outcome: 'conformant', void: [], interrupted: false })

    const rendered = await assay(['report', 'assay-report/report.json', '--to', 'text,junit', '--out', 'again'], {
      folder,
    })
    expect(withoutFiles(rendered.stdout)).toBe(withoutFiles(ran.stdout))
    const junit = readFileSync(join(folder, 'again/junit.xml'), 'utf8')
    expect(junit).toBe(readFileSync(join(folder, 'assay-report/junit.xml'), 'utf8'))
    expect(XMLValidator.validate(junit)).toBe(true)

    // As a page or a summary names it, which lie beside it.
    const beside = await assay(['report', 'report.json', '--to', 'text', '--out', 'beside'], { folder })
    const usual = join('assay-report', 'report.json')
    expect(beside.stderr).toBe(`assay: there is no report.json here: ${usual} is read\n`)
    expect(beside.stdout).toMatch(/\n {2}CONFORMANT, judged \d+ of \d+ musts, \d+ % {2}/)
  })

  test('of one requirement is small and quiet where that is asked for', async () => {
    const folder = newFolder()
    const only = 'dkhardware/createOrder/request/referenceId/**'
    const ran = await assay(['run', 'dkhardware', '--only', only, '--quiet', '--report', 'json', '--out', 'out'], {
      folder,
    })
    expect(ran).toEqual({
      code: 0,
      stdout: 'EMBEDDED REFERENCE, not your API\nconformant\nreport: out/report.json\n',
      stderr: '',
    })
    expect(readdirSync(join(folder, 'out'))).toEqual(['evidence.ndjson', 'report.json'])
  })
})

describe('list and explain', () => {
  test('list prints level, id and title, one requirement a line', async () => {
    const only = 'dkhardware/requestPayment/request/customerOrder/**'
    expect((await assay(['list', 'dkhardware', '--only', only])).stdout).toBe(
      [
        'must   dkhardware/requestPayment/request/customerOrder/required  customerOrder is present',
        'must   dkhardware/requestPayment/request/customerOrder/type  customerOrder is of type object',
        'must   dkhardware/requestPayment/request/customerOrder/orderId/required  customerOrder/orderId is present',
        'must   dkhardware/requestPayment/request/customerOrder/orderId/type  customerOrder/orderId is of type string',
        'must   dkhardware/requestPayment/request/customerOrder/orderId/minLength  customerOrder/orderId has at least 1 character',
        'must   dkhardware/requestPayment/request/customerOrder/orderId/maxLength  customerOrder/orderId has at most 64 characters',
        '',
      ].join('\n'),
    )
  })

  test('list prints the same as JSON', async () => {
    const { code, stdout } = await assay(['list', 'dkhardware', '--json'])
    const listed = JSON.parse(stdout) as readonly { readonly id: string }[]
    expect(code).toBe(0)
    expect(listed.length).toBeGreaterThan(700)
    expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length)
  })

  test('explain tells all about one requirement', async () => {
    const { code, stdout } = await assay(['explain', 'dkhardware/createOrder/request/referenceId/maxLength'])
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: [
        'dkhardware/createOrder/request/referenceId/maxLength',
        '  referenceId has at most 64 characters',
        '',
        '  level       must',
        '  source      001 Create Order, Create Order / Body, row referenceId',
        '  tested by   sends a body broken in this one way; a valid one that holds the member must have been accepted',
        '  observed    each answer to a request that breaks it, or that shows its bound to be taken; a pass has at least one',
        '  fixtures    none',
        '  ambiguity   none',
        '',
      ].join('\n'),
    })
  })

  test('every requirement that list prints can be explained', async () => {
    const { stdout } = await assay(['list', 'dkhardware', '--only', 'dkhardware/flow/**', '--json'])
    const [first, last] = [0, -1].map((index) => (JSON.parse(stdout) as { id: string }[]).at(index)?.id ?? '')
    for (const id of [first, last]) expect((await assay(['explain', id ?? ''])).stdout).toContain(`${id}\n`)
  })
})

describe('a target that cannot be judged', () => {
  test('is unusable where nobody listens, and the text says so first', async () => {
    const { code, stdout, stderr } = await assay(['run', 'dkhardware', '--target', 'http://127.0.0.1:9'])
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' })
    expect(stdout).toMatch(/^\nRead this first\n {2}dkhardware: the target answered none of \d+ requests/)
    expect(stdout).toContain('ECONNREFUSED')
  })

  test('is a matter of credentials where they are refused, and the text says so first', async () => {
    const folder = newFolder()
    const serving = start(['serve', 'dkhardware'], { folder })
    closing.push(() => void serving.kill('SIGTERM'))
    const [line] = await Promise.race([once(serving.stdout as NodeJS.ReadableStream, 'data'), once(serving, 'close')])
    const baseUrl = /http:\S+/.exec(String(line))?.[0] ?? ''
    const { code, stdout } = await assay(['run', 'dkhardware', '--target', baseUrl, '--token', 'wrong'], { folder })
    expect(code).toBe(2)
    expect(stdout).toMatch(
      /^\nRead this first\n {2}dkhardware: the target refuses the credentials: it answers 401 to every valid request\. Check --token/,
    )
  })

  test('is unusable where every reply breaks off, and nothing but the report is printed', async () => {
    const server = open(await startTrouble(answers.bodyTooShort))
    const { code, stderr } = await assay(['run', 'dkhardware', '--target', server.baseUrl, '--runs', '1'])
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' })
  })

  test('is incomplete where it dies in the middle, and what was seen before is reported', async () => {
    const reference = open(await dkhardware.start())
    const proxy = open(await startRecorder(forwardTo(reference)))
    const dying = startRecorderThatDies(proxy.baseUrl, 200)
    const { baseUrl } = open(await dying)
    const folder = newFolder()
    const flags = [...at({ ...reference, baseUrl }), '--timeout', '2000']
    const { code, stderr } = await assay(['run', 'dkhardware', ...flags], { folder })
    const report = readReport(folder)
    const fails = report.contracts[0]?.requirements.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)
    expect({ code, stderr, fails }).toEqual({ code: 3, stderr: '', fails: [] })
    expect(schemaErrors(report)).toEqual([])
    expect(report.run.outcome).toBe('incomplete')
    expect(report.contracts[0]?.summary.must.pass).toBeGreaterThan(0)
    expect(report.contracts[0]?.summary.must.inconclusive).toBeGreaterThan(0)
  })
})

const hops = ['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding']

/** Passes a request on as it is, and the answer back. */
const forwardTo =
  ({ baseUrl }: Pick<Running, 'baseUrl'>) =>
  async ({ method, path, headers, body }: Asked): Promise<ServerReply> => {
    const kept = headers.filter(([name]) => !hops.includes(name.toLowerCase()))
    const init = { method, headers: kept as [string, string][], ...(body === '' ? {} : { body }) }
    const reply = await fetch(baseUrl + path, init)
    const type = reply.headers.get('content-type')
    return {
      status: reply.status,
      ...(type === null ? {} : { headers: { 'content-type': type } }),
      body: await reply.text(),
    }
  }

/** Passes so many requests on, and then is gone. */
const startRecorderThatDies = async (upstream: string, after: number) => {
  const forward = forwardTo({ baseUrl: upstream })
  let count = 0
  const server = await startRecorder((asked) => {
    count += 1
    if (count === after) void server.close()
    return forward(asked)
  })
  return server
}

describe('a broken promise', () => {
  const fault = 'ignores-customerOrder.items.linePosition-minimum'

  test('is found, and its curl line and its replay show it again', async () => {
    const faulty = open(await dkhardware.start({ faults: [fault] }))
    const folder = newFolder()
    const ran = await assay(['run', 'dkhardware', '--seed', '3', ...at(faulty)], { folder })
    const report = readReport(folder)
    const findings = findingsOf(report)
    expect(ran.code).toBe(1)
    expect(schemaErrors(report)).toEqual([])
    expect(findings.length).toBeGreaterThan(0)

    for (const { curl, exchange } of findings) {
      const { outcome } = report.contracts[0]?.exchanges[exchange] ?? {}
      const env = { PATH: process.env['PATH'], ASSAY_TOKEN: faulty.token }
      const shown = await promisify(execFile)('bash', ['-c', `${curl} -s`], { env })
      expect(shown.stdout.split(' ')[1]).toBe(String(outcome?.kind === 'reply' && outcome.reply.status))
    }

    const replay = (target: string) =>
      assay(['replay', `assay-report/report.json#${findings[0]?.replay}`, '--target', target], {
        folder,
        env: { ASSAY_TOKEN: faulty.token },
      })
    const clean = open(await dkhardware.start())
    expect(lastLine(await replay(faulty.baseUrl))).toEqual({ code: 1, line: 'It still fails.' })
    const elsewhere = `Whether it still does at ${faulty.baseUrl} was not tried.`
    expect(lastLine(await replay(clean.baseUrl))).toEqual({
      code: 0,
      line: `It does not fail at ${clean.baseUrl}. ${elsewhere}`,
    })
    await clean.close()
    closing.pop()
    expect(lastLine(await replay(clean.baseUrl))).toEqual({ code: 3, line: 'It could not be tried again.' })
  })

  test('of the embedded reference is found and replayed with the fault that the report names', async () => {
    const folder = newFolder()
    const only = 'dkhardware/createOrder/request/customerOrder/items[]/linePosition/minimum'
    const ran = await assay(['run', 'dkhardware', '--fault', fault, '--only', only], { folder })
    expect(ran.code).toBe(1)
    const again = /again +npx assay replay '(.*)'/.exec(ran.stdout)?.[1] ?? ''
    expect(lastLine(await assay(['replay', again], { folder }))).toEqual({ code: 1, line: 'It still fails.' })
  })
})

const lastLine = ({ code, stdout }: Ended) => ({ code, line: stdout.trimEnd().split('\n').at(-1) })

describe('limits and promises of a run', () => {
  /**
   * Answers by the request's content alone, so that what it answers does not depend on the order of requests. It
   * refuses text that is not ASCII, so that there is something to bisect and to shrink.
   */
  const answerByContent = ({ path, body }: Asked): ServerReply => {
    const reply = (status: number, value: unknown): ServerReply => ({
      status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(value),
    })
    const id = createHash('sha256').update(body).digest('hex').slice(0, 32)
    if (!/^\p{ASCII}*$/u.test(body)) return reply(400, documentedRefusal)
    if (!path.endsWith('/status')) return reply(200, { submissionId: id })
    return reply(200, { orderId: id, status: 'Succeeded', errors: null, referenceId: null, payload: null })
  }

  /** The requests of a run, without what the place of the server makes different. */
  const requestsOf = async (concurrency: number): Promise<readonly string[]> => {
    const server = open(await startRecorder(answerByContent))
    const flags = ['--target', server.baseUrl, '--seed', '11', '--concurrency', String(concurrency)]
    const { code } = await assay(['run', 'dkhardware', ...flags, '--fixture', 'userId=93'])
    expect(code).toBe(1)
    return server
      .asked()
      .map(({ method, path, headers, body }) =>
        [`${method} ${path}`, ...headers.filter(([name]) => name !== 'Host').map((one) => one.join(': ')), body].join(
          '\n',
        ),
      )
      .toSorted()
  }

  test('the same seed makes byte-identical requests, whatever the concurrency', async () => {
    const [one, many] = [await requestsOf(1), await requestsOf(8)]
    expect(one.length).toBeGreaterThan(400)
    expect(many.filter((request, index) => request !== one[index])).toEqual([])
    expect(many.length).toBe(one.length)
  })

  test('no more requests are sent than the budget allows', async () => {
    const reference = open(await dkhardware.start())
    const proxy = open(await startRecorder(forwardTo(reference)))
    const folder = newFolder()
    const flags = [...at({ ...reference, baseUrl: proxy.baseUrl }), '--max-requests', '40']
    const { code } = await assay(['run', 'dkhardware', ...flags], { folder })
    const { requests } = readReport(folder).run
    expect({ code, requests, sent: proxy.asked().length }).toEqual({ code: 3, requests: 40, sent: 40 })
  })

  test('nothing is sent when the time is up', async () => {
    const server = open(
      await startRecorder(async () => {
        await new Promise((resolve) => setTimeout(resolve, 100))
        return { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' }
      }),
    )
    const folder = newFolder()
    const flags = ['--target', server.baseUrl, '--max-time', '1', '--concurrency', '1']
    await assay(['run', 'dkhardware', ...flags], { folder })
    // As the run's own clock tells: when the server gets to see a request is a matter of the machine.
    const sent = sentIn(folder)
    expect(sent.length).toBe(server.asked().length)
    expect(Math.max(...sent) - Math.min(...sent)).toBeLessThanOrEqual(1_000)
  })

  test('Ctrl-C ends a run with a report of what was done', async () => {
    const server = open(
      await startRecorder(async () => {
        await new Promise((resolve) => setTimeout(resolve, 50))
        return { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' }
      }),
    )
    const folder = newFolder()
    const child = start(['run', 'dkhardware', '--target', server.baseUrl, '--concurrency', '1'], { folder })
    const end = ended(child)
    while (server.asked().length < 20) await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGINT')
    const { code, stdout } = await end
    const report = readReport(folder)
    expect(code).toBe(130)
    expect(stdout).toMatch(/^\nRead this first\n {2}The run was interrupted; what was not reached is not judged\.\n/)
    expect(report.run).toMatchObject({ interrupted: true })
    expect(schemaErrors(report)).toEqual([])
  })
})

describe('secrets', () => {
  const canary = 'canary-7d1f0c9e2b'

  /** All that a run leaves behind, and all that it printed. */
  const leftBehind = (folder: string, { stdout, stderr }: Ended): readonly (readonly [string, string])[] => [
    ['stdout', stdout],
    ['stderr', stderr],
    ...readdirSync(join(folder, 'assay-report')).map(
      (name) => [name, readFileSync(join(folder, 'assay-report', name), 'utf8')] as const,
    ),
  ]
  const leaks = (folder: string, ran: Ended): readonly string[] =>
    leftBehind(folder, ran)
      .filter(([, text]) => text.includes(canary))
      .map(([name]) => name)

  /** A target that gives away all that it was told. */
  const startTattler = async () =>
    open(
      await startRecorder(({ headers, body }) => ({
        status: 200,
        headers: { 'content-type': 'application/json', 'x-asked': headers.map((one) => one.join(' ')).join(' ') },
        body: JSON.stringify({ headers: Object.fromEntries(headers), body }),
      })),
    )

  test.each(['ASSAY_TOKEN', '--token'])('the token of %s is in no file and not printed', async (how) => {
    const { baseUrl } = await startTattler()
    const folder = newFolder()
    const flags = ['--target', baseUrl, '--runs', '1', ...(how === '--token' ? ['--token', canary] : [])]
    const env = how === '--token' ? {} : { ASSAY_TOKEN: canary }
    const ran = await assay(['run', 'dkhardware', ...flags], { folder, env })
    expect(ran.code).toBe(1)
    expect(leaks(folder, ran)).toEqual([])
    // No document says so, but common sense: a should, which warns.
    const warned = readReport(folder).contracts[0]?.requirements.filter(({ verdict }) => verdict === 'warn')
    expect(warned?.map(({ id }) => id)).toContain('dkhardware/createOrder/security/no-secret-echo')
  })

  test('a configuration reads its secrets from the environment, and no header of it is in any file', async () => {
    const server = await startTattler()
    const folder = newFolder()
    writeFileSync(
      join(folder, 'assay.config.ts'),
      `import { defineConfig, secret } from 'assay'
       export default defineConfig({
         contract: 'dkhardware',
         target: {
           baseUrl: '${server.baseUrl}',
           auth: { type: 'bearer', token: secret('SANDBOX_TOKEN') },
           headers: { 'X-Api-Key': secret('SANDBOX_KEY') },
         },
         runs: 1,
       })`,
    )
    const env = { SANDBOX_TOKEN: 'another-secret', SANDBOX_KEY: canary }
    const ran = await assay(['run'], { folder, env })
    expect(ran.code).toBe(1)
    const sent = Object.fromEntries(server.asked()[0]?.headers ?? [])
    expect(sent).toMatchObject({ Authorization: 'Bearer another-secret', 'X-Api-Key': canary })
    expect(leaks(folder, ran)).toEqual([])
  })
})

describe('an OpenAPI document of one’s own', () => {
  const document = `openapi: 3.1.0
info: { title: Shop, version: "1" }
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200":
          description: the order
          content:
            application/json:
              schema: { type: object, required: [id], properties: { id: { type: string } } }
`
  const runAgainst = async (body: string): Promise<Ended> => {
    const { baseUrl } = open(
      await startRecorder(({ method }) =>
        method === 'GET' ? { status: 200, headers: { 'content-type': 'application/json' }, body } : { status: 405 },
      ),
    )
    const folder = newFolder()
    writeFileSync(join(folder, 'openapi.yaml'), document)
    return assay(['run', 'openapi.yaml', '--target', `${baseUrl}/`], { folder })
  }

  test('is a contract like any other', async () => {
    expect((await runAgainst('{"id":"1"}')).code).toBe(0)
    const broken = await runAgainst('{"id":1}')
    expect(broken.code).toBe(1)
    expect(broken.stdout).toContain('shop/getOrder/response.200/id/type')
  })
})
