// What a run makes of a target that misbehaves below HTTP: it ends in time and in bounded memory, and says what happened.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { ended, newFolder, start } from './cli.ts'
import { type Answer, answers, redirected, startTrouble } from './servers/trouble.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const trouble = async (answer: Answer) => {
  const server = await startTrouble(answer)
  closing.push(server.close)
  return server
}

/** The most memory that a process ever had, in MB, as Linux counts it; 0 where it cannot be told. */
const peakMemory = (pid: number): number => {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

const runAgainst = async (baseUrl: string) => {
  const folder = newFolder()
  const child = start(['run', 'dkhardware', '--target', baseUrl, '--seed', '1', '--timeout', '500'], { folder })
  let megabytes = 0
  const sampling = setInterval(() => {
    megabytes = Math.max(megabytes, peakMemory(child.pid ?? 0))
  }, 20)
  const { code, stderr } = await ended(child)
  clearInterval(sampling)
  const report = JSON.parse(readFileSync(join(folder, 'assay-report/report.json'), 'utf8')) as Report
  const fails = report.contracts[0]?.requirements.filter(({ verdict }) => verdict === 'fail') ?? []
  return { code, stderr, megabytes, report, fails }
}

/** Too little memory would say that it was never measured. */
const isBounded = ({ megabytes }: { readonly megabytes: number }): boolean =>
  process.platform !== 'linux' || (megabytes > 50 && megabytes < 400)

test.each<[string, Answer, RegExp]>([
  ['streams for ever', answers.endlessBody, /larger than allowed|was not complete within|no reply within/],
  ['sends a gigabyte', answers.gigabyte, /larger than allowed|was not complete within|no reply within/],
  ['sends a bomb of gzip', answers.gzipBomb, /larger than allowed|was not complete within|no reply within/],
  [
    'drips',
    answers.slowDrip,
    /^the reply began but was not complete within 500 ms(?:, and it is not sent again: it may have been done)?$/,
  ],
  [
    'stops half-way',
    answers.stallAfterHeaders,
    /^the reply began but was not complete within 500 ms(?:, and it is not sent again: it may have been done)?$/,
  ],
  [
    'cuts each reply off',
    answers.bodyTooShort,
    /^the reply ended before its body was complete(?:, and it is not sent again: it may have been done)?$/,
  ],
  ['speaks no HTTP', answers.notHttp, /^the reply is not HTTP: /],
])('a target that %s is unusable: nothing is judged, and it is left soon', async (_, answer, detail) => {
  const server = await trouble(answer)
  const run = await runAgainst(server.baseUrl)
  const unusable = run.report.contracts[0]?.unusable
  expect({ code: run.code, stderr: run.stderr, outcome: run.report.run.outcome, isBounded: isBounded(run) }).toEqual({
    code: 2,
    stderr: '',
    outcome: 'unusable',
    isBounded: true,
  })
  expect(run.fails).toEqual([])
  expect(unusable?.cause).toMatch(/^the target takes no valid request of 3 operations: createOrder: /)
  expect(unusable?.cause.replace(/^.*?: createOrder: /, '')).toMatch(detail)
  // Each is tried four times at most, with a look at others in between; how long that takes is a matter of the machine too.
  expect(run.report.run.requests).toBeLessThan(150)
})

test.each<[string, Answer, string]>([
  ['never answers', answers.noReply, 'no reply within 500 ms'],
  ['closes without an answer', answers.closedBeforeReply, 'the connection was closed without a reply'],
  ['resets all', answers.resetBeforeReply, 'the connection was closed without a reply'],
])('a target that %s is unusable, and the report says so first', async (_, answer, detail) => {
  const server = await trouble(answer)
  const run = await runAgainst(server.baseUrl)
  const { outcome, requests, void: reasons } = run.report.run
  expect({ code: run.code, outcome, fails: run.fails, first: reasons[0], isBounded: isBounded(run) }).toEqual({
    code: 2,
    outcome: 'unusable',
    fails: [],
    first: `dkhardware: the target answered none of ${requests} requests: ${detail}, and nobody is answered since. Nothing of this contract is at this URL: check --target, and that the server runs.`,
    isBounded: true,
  })
  expect(requests).toBeLessThan(30)
})

test.each([301, 302, 303, 307, 308])(
  'a target that redirects with %i to another origin is told so; nothing goes there',
  async (status) => {
    const other = await trouble(answers.fine)
    const server = await trouble(redirected(`${other.baseUrl}/v1/order/create`, status))
    const run = await runAgainst(server.baseUrl)
    expect({ code: run.code, connections: other.connections(), isBounded: isBounded(run) }).toEqual({
      code: 2,
      connections: 0,
      isBounded: true,
    })
    expect(run.report.run.void[0]).toContain(
      `no valid request of 3 operations: createOrder: it answers ${status} and points to ${other.baseUrl}; redirects are not followed`,
    )
  },
)

test('a target that is not there is unusable, and the report says so first', async () => {
  const server = await startTrouble(answers.fine)
  await server.close()
  const { code, report } = await runAgainst(server.baseUrl)
  expect({ code, first: report.run.void[0] }).toEqual({
    code: 2,
    first: expect.stringMatching(/^dkhardware: the target answered none of \d+ requests: .*check --target/),
  })
  expect(report.run.requests).toBeLessThan(30)
})
