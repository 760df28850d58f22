// What a run makes of a base URL at which the contract is not: it judges nothing, names one cause and one remedy, and no
// pipeline lets it through. A target that is there and bad is judged all the same.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import type { Report } from '../core/report.ts'
import { crayon } from '../reference/crayon/crayon.ts'
import { assay, newFolder } from './cli.ts'
import { reportOn } from './harness.ts'
import { specFor } from './reference-spec.ts'
import { type Misplaced, misplaced, startMisplaced } from './servers/misplaced.ts'
import { type Asked, type ServerReply, startRecorder } from './servers/recorder.ts'
import { stockDocument } from './servers/stock.ts'

const nowhere = 'Nothing of this contract is at this URL: check --target'

/** What is said of each first, and what to do about it. */
const diagnosisOf: Readonly<Record<Misplaced, readonly [cause: string, remedy: string]>> = {
  'answers 404 to everything': ['it answers 404', nowhere],
  'answers 401 to everything': ['refuses the credentials: it answers 401 to every valid request', 'Check --token'],
  'answers 500 to everything': ['it answers 500', 'The server does not work'],
  'redirects everything to a login': ['it answers 302 and points to https://login.example.com', nowhere],
  'shows a page for everything': ['it answers 200 with an HTML page', nowhere],
}

const kinds = Object.keys(misplaced) as readonly Misplaced[]

const run = async (contract: string, baseUrl: string, more: readonly string[] = []) => {
  const folder = newFolder()
  if (contract === 'stock.yaml') writeFileSync(join(folder, contract), stockDocument)
  const args = ['run', contract, '--target', baseUrl, '--seed', '1', '--runs', '2', '--timeout', '2000', ...more]
  const ended = await assay(args, { folder, env: { ASSAY_TOKEN: 'token-of-a-test' } })
  const report = JSON.parse(readFileSync(join(folder, 'assay-report/report.json'), 'utf8')) as Report
  return { ...ended, report, verdicts: verdictsIn(report) }
}

const verdictsIn = ({ contracts }: Report): ReadonlySet<string> =>
  new Set(contracts.flatMap(({ requirements }) => requirements.map(({ verdict }) => verdict)))

const doctor = async (contract: string, baseUrl: string) =>
  assay(['doctor', contract, '--target', baseUrl, '--timeout', '2000'], {
    folder: newFolder(),
    env: { ASSAY_TOKEN: 'token-of-a-test' },
  })

/** The only operation of the contract that changes nothing. */
const getStatus = 'POST /v1/order/status'

const inReach: ReadonlySet<string> = new Set(['inconclusive', 'untested'])

describe.each(kinds)('a target that %s', (kind) => {
  const [cause, remedy] = diagnosisOf[kind]

  test('is unusable: exit 2, nothing judged, one cause and one remedy', async () => {
    const server = await startMisplaced(kind)
    const { code, stdout, report, verdicts } = await run('crayon', server.baseUrl)
    await server.close()
    const [contract] = report.contracts
    expect({ code, outcome: report.run.outcome, causes: report.run.void.length }).toEqual({
      code: 2,
      outcome: 'unusable',
      causes: 1,
    })
    expect(contract?.unusable?.cause).toContain(cause)
    expect(contract?.unusable?.remedy).toContain(kind === 'answers 404 to everything' ? 'check --target' : remedy)
    expect([...verdicts].filter((verdict) => !inReach.has(verdict))).toEqual([])
    const reasons = contract?.requirements.flatMap(({ verdict, reason = '' }) =>
      verdict === 'inconclusive' ? [reason] : [],
    )
    expect(new Set(reasons)).toEqual(new Set([contract?.unusable?.cause]))
    expect(stdout).toContain('UNUSABLE TARGET')
    expect(stdout).not.toContain('Failed, by cause')
  })

  test.each(['dkhardware', 'ocapi-shop', 'shopctrl'])('is unusable for %s too', async (id) => {
    const server = await startMisplaced(kind)
    const target = { baseUrl: server.baseUrl, token: 't0ken-of-a-test', headers: {}, timeoutMs: 1_000, concurrency: 16 }
    const report = await reportOn(specFor(id, target, { settleMs: 200 }), await loadContract(id))
    await server.close()
    expect({ outcome: report.run.outcome, first: report.run.void[0] }).toEqual({
      outcome: 'unusable',
      first: expect.stringContaining(cause),
    })
    expect([...verdictsIn(report)].filter((verdict) => !inReach.has(verdict))).toEqual([])
  })

  test('is told so by the doctor, who tries the safest operation', async () => {
    const server = await startMisplaced(kind)
    const { code, stdout } = await doctor('dkhardware', server.baseUrl)
    const paths = server.asked().map(({ method, path }) => `${method} ${path.split('?')[0]}`)
    await server.close()
    // Of the submission that is asked for nobody knows whether it exists, so that 404 alone may be fair.
    const mayBeFair = kind === 'answers 404 to everything'
    expect(code).toBe(mayBeFair ? 3 : 2)
    expect(stdout).toContain(mayBeFair ? 'POST /v1/order/status answers 404' : cause)
    expect(stdout).toContain(mayBeFair ? 'nothing of this contract is at this URL' : remedy)
    expect(new Set(paths)).toEqual(new Set([getStatus]))
  })
})

test('a port at which nothing listens is unusable, and the doctor says so', async () => {
  const server = await startMisplaced('answers 404 to everything')
  await server.close()
  const { code, report, verdicts } = await run('crayon', server.baseUrl)
  expect({ code, outcome: report.run.outcome, unusable: report.contracts[0]?.unusable }).toEqual({
    code: 2,
    outcome: 'unusable',
    unusable: {
      cause: expect.stringMatching(/^the target answered none of \d+ requests: .*refused/),
      remedy: `${nowhere}, and that the server runs`,
    },
  })
  expect([...verdicts].filter((verdict) => !inReach.has(verdict))).toEqual([])
  expect((await doctor('crayon', server.baseUrl)).code).toBe(2)
})

test('refused credentials are told of a document without operationIds too', async () => {
  const server = await startMisplaced('answers 401 to everything')
  const { code, report } = await run('stock.yaml', server.baseUrl)
  await server.close()
  expect({ code, outcome: report.run.outcome, cause: report.contracts[0]?.unusable?.cause }).toEqual({
    code: 2,
    outcome: 'unusable',
    cause: 'the target refuses the credentials: it answers 401 to every valid request',
  })
})

test('a target that is there and bad is judged: one of its operations refuses what is valid', async () => {
  const good = await crayon.start({ faults: [] })
  let count = 0
  const server = await startRecorder(async (asked) => {
    count += 1
    // With a documented status, and in words that differ.
    if (asked.path.startsWith('/api/v1/assets/'))
      return { status: 400, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ count }) }
    return forwarded(good.baseUrl, asked)
  })
  const target = { baseUrl: server.baseUrl, token: good.token, headers: {}, timeoutMs: 5_000, concurrency: 4 }
  const report = await reportOn(specFor('crayon', target, { fixtures: good.fixtures }), await loadContract('crayon'))
  await server.close()
  await good.close()
  const broken = report.contracts[0]?.requirements.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)
  expect({ outcome: report.run.outcome, broken }).toEqual({
    outcome: 'nonconformant',
    broken: expect.arrayContaining(['crayon/flow/two-addresses/valid']),
  })
})

const hops = /^(?:host|connection|content-length|transfer-encoding|accept-encoding)$/i

const forwarded = async (baseUrl: string, { method, path, headers, body }: Asked): Promise<ServerReply> => {
  const kept = headers.filter(([name]) => !hops.test(name))
  const reply = await fetch(baseUrl + path, {
    method,
    headers: kept as [string, string][],
    ...(body === '' ? {} : { body }),
  })
  const type = reply.headers.get('content-type')
  return {
    status: reply.status,
    ...(type === null ? {} : { headers: { 'content-type': type } }),
    body: await reply.text(),
  }
}
