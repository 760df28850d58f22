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

const completeReply = (operation: string): string => `dkhardware/${operation}/transport/complete-reply`

/** Too little memory would say that it was never measured. */
const isBounded = ({ megabytes }: { readonly megabytes: number }): boolean =>
  process.platform !== 'linux' || (megabytes > 50 && megabytes < 300)

test.each<[string, Answer, RegExp]>([
  ['streams for ever', answers.endlessBody, /^(too-large: the reply was larger than allowed$|stalled: .*, twice$)/],
  ['sends a gigabyte', answers.gigabyte, /^(too-large: the reply was larger than allowed$|stalled: .*, twice$)/],
  ['sends a bomb of gzip', answers.gzipBomb, /^(too-large: the reply was larger than allowed$|stalled: .*, twice$)/],
  ['drips', answers.slowDrip, /^stalled: the reply began but was not complete within 500 ms, twice$/],
  ['stops half-way', answers.stallAfterHeaders, /^stalled: the reply began but was not complete within 500 ms, twice$/],
  ['cuts each reply off', answers.bodyTooShort, /^incomplete: the reply ended before its body was complete, 4 times$/],
  ['speaks no HTTP', answers.notHttp, /^not-http: the reply is not HTTP: .*, 4 times$/],
])('a target that %s breaks one promise for each operation, and is left soon', async (_, answer, received) => {
  const server = await trouble(answer)
  const run = await runAgainst(server.baseUrl)
  expect({ code: run.code, stderr: run.stderr, outcome: run.report.run.outcome, isBounded: isBounded(run) }).toEqual({
    code: 1,
    stderr: '',
    outcome: 'nonconformant',
    isBounded: true,
  })
  expect(run.fails.map(({ id }) => id)).toEqual(['createOrder', 'requestPayment', 'getOrderStatus'].map(completeReply))
  for (const { findings } of run.fails) for (const finding of findings) expect(finding.received).toMatch(received)
  // Each is tried four times at most, with a look at others in between; how long that takes is a matter of the machine too.
  expect(run.report.run.requests).toBeLessThan(150)
})

test.each<[string, Answer]>([
  ['never answers', answers.noReply],
  ['closes without an answer', answers.closedBeforeReply],
  ['resets all', answers.resetBeforeReply],
])('a target that %s is incomplete, and the report says so first', async (_, answer) => {
  const server = await trouble(answer)
  const run = await runAgainst(server.baseUrl)
  const { outcome, requests, void: reasons } = run.report.run
  expect({ code: run.code, outcome, fails: run.fails, first: reasons[0], isBounded: isBounded(run) }).toEqual({
    code: 3,
    outcome: 'incomplete',
    fails: [],
    first: `dkhardware: the target answered none of ${requests} requests: is it running, and is --target its base URL?`,
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
      code: 3,
      connections: 0,
      isBounded: true,
    })
    expect(run.report.run.void[0]).toContain(
      `no valid request of 3 operations: createOrder: it answers ${status} and points to ${other.baseUrl}; redirects are not followed`,
    )
  },
)

test('a target that is not there is incomplete, and the report says so first', async () => {
  const server = await startTrouble(answers.fine)
  await server.close()
  const { code, report } = await runAgainst(server.baseUrl)
  expect({ code, first: report.run.void[0] }).toEqual({
    code: 3,
    first: expect.stringMatching(/^dkhardware: the target answered none of \d+ requests: is it running/),
  })
  expect(report.run.requests).toBeLessThan(30)
})
