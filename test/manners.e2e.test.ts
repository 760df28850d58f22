// A guest keeps to the house rules: the limits of DK Hardware's documents, scaled down, enforced by its reference.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { version } from '../cli/package-info.ts'
import { loadContract } from '../contracts/load.ts'
import type { Limits } from '../core/limits.ts'
import type { Report } from '../core/report.ts'
import { dkhardware } from '../reference/dkhardware/dkhardware.ts'
import { runCases } from '../suites/run-cases.ts'
import { assay, ended, newFolder, start } from './cli.ts'
import { reportOn } from './harness.ts'
import { startWithSpec } from './reference-spec.ts'
import { startRecorder } from './servers/recorder.ts'

const perSeconds = 2

test('a whole run under the documented limits is throttled never, judges all, and takes the time they allow', async () => {
  const { spec, close } = await startWithSpec(dkhardware, { write: { requests: 100, perSeconds } })
  const contract = await loadContract('dkhardware')
  const limits: Limits = { read: { requests: 200, perSeconds }, write: { requests: 100, perSeconds } }
  const begun = performance.now()
  const report = await reportOn({ ...spec, target: { ...spec.target, limits } }, contract)
  const seconds = (performance.now() - begun) / 1000
  await close()

  const allowed = (report.run.requests / 100) * perSeconds
  const inconclusive = report.contracts[0]?.requirements.filter(({ verdict }) => verdict === 'inconclusive')
  expect({ outcome: report.run.outcome, void: report.run.void, inconclusive }).toEqual({
    outcome: 'conformant',
    void: [],
    inconclusive: [],
  })
  expect(report.run.requests).toBeGreaterThan(400)
  expect(seconds).toBeLessThan(allowed * 1.15)
  // The first hundred need not wait.
  expect(seconds).toBeGreaterThan(allowed - perSeconds)
})

test('without them the same reference throttles the run', async () => {
  const { spec, close } = await startWithSpec(dkhardware, { write: { requests: 30, perSeconds: 60 } })
  const contract = await loadContract('dkhardware')
  const { counts } = await runCases({ ...spec, target: { ...spec.target, maxTimeMs: 1_000 } }, contract)
  await close()
  expect(counts.throttled).toBeGreaterThan(0)
  expect(counts.answered).toBe(30)
})

/** This machine by a name that is not one of loopback's: the run takes it for somebody else's. */
const elsewhere = (baseUrl: string): string => baseUrl.replace('127.0.0.1', '0.0.0.0')

test('a guest says that it keeps to the documented limits, and whose requests they are', async () => {
  const folder = newFolder()
  const server = await startRecorder(() => ({ status: 401 }))
  const args = ['run', 'dkhardware', '--target', elsewhere(server.baseUrl), '--allow-writes', '--max-requests', '5']
  const { stderr } = await assay(args, { folder })
  await server.close()

  const report = JSON.parse(readFileSync(join(folder, 'assay-report/report.json'), 'utf8')) as Report
  expect(stderr.replace(/^assay: dkhardware: depth default; .*\n/, '')).toBe(
    'assay: dkhardware: keeps to 200 read requests in 60 s and 100 write requests in 60 s; --rate or target.limits sets another limit\n',
  )
  const agents = server.asked().map(({ headers }) => new Map(headers).get('User-Agent'))
  expect(agents).toEqual(Array(5).fill(`assay/${version()} (+run ${report.contracts[0]?.settings.tag})`))
})

test('a run that waits under a limit ends at once when it is interrupted, and when its time is up', async () => {
  const server = await startRecorder(() => ({ status: 200, body: '{}' }))
  const args = ['run', 'dkhardware', '--target', elsewhere(server.baseUrl), '--allow-writes']
  const child = start(args, { folder: newFolder() })
  const end = ended(child)
  while (server.asked().length < 100) await sleep(20)
  await sleep(200)
  const interrupted = performance.now()
  child.kill('SIGINT')
  expect((await end).code).toBe(130)
  expect(performance.now() - interrupted).toBeLessThan(60_000)
  expect(server.asked().length).toBe(100)

  const begun = performance.now()
  const { code } = await assay([...args, '--max-time', '10'])
  await server.close()
  expect({ code, sent: server.asked().length }).toEqual({ code: 1, sent: 200 })
  expect(performance.now() - begun).toBeLessThan(60_000)
})

test('whoever reads the log of a run is told how many cases there are, and each wait with its cause', async () => {
  const server = await startRecorder(() => ({ status: 429, headers: { 'Retry-After': '3' } }))
  const args = ['run', 'dkhardware', '--target', server.baseUrl, '--depth', 'quick', '--max-requests', '2']
  const child = start(args, { folder: newFolder() })
  let stderr = ''
  child.stderr?.on('data', (chunk) => {
    stderr += chunk
  })
  await ended(child)
  await server.close()
  expect(stderr.split('\n')).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^assay: dkhardware: \d+ cases planned; how far it is follows every 30 s$/),
      expect.stringMatching(/^assay: waiting 3 s \(429\)/),
    ]),
  )
})
