// The first interrupt ends a run with its report, whatever the run is busy with or waits for.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { assay, ended, newFolder, start } from './cli.ts'
import { type Asked, type ServerReply, startRecorder } from './servers/recorder.ts'
import { stampedFigures } from './stamped-figures.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const document = `openapi: 3.1.0
info: { title: Things, version: '1' }
paths:
  /things:
    get:
      operationId: getThings
      parameters: [{ name: q, in: query, schema: { type: string, maxLength: 20 } }]
      responses:
        '200':
          description: All
          content:
            application/json:
              schema:
                type: object
                properties:
                  name: { type: string, pattern: '^(a+)+$' }
                  tags: { type: array, items: { type: string } }
`

const json = (body: string): ServerReply => ({ status: 200, headers: { 'Content-Type': 'application/json' }, body })
const trace = JSON.stringify({ name: `\n at ${'a.'.repeat(99)}`.repeat(17_000) })
const evil = JSON.stringify({ name: `${'a'.repeat(60_000)}!`, tags: Array.from({ length: 3_000 }, () => 1) })

/** A promise of two seconds, on a machine that may be three times as slow as it should be. */
const soonMs = 6_000

test.each<[string, (asked: Asked) => ServerReply | Promise<ServerReply>]>([
  ['is busy with replies that take long to judge', () => json(trace)],
  ['is busy with a pattern that takes for ever', () => json(evil)],
  [
    'waits for replies that do not come',
    () => new Promise<ServerReply>((done) => setTimeout(done, 60_000, json('{}')).unref()),
  ],
])('a run that %s ends soon after the first interrupt, with a report', async (_, answer) => {
  let count = 0
  const server = await startRecorder((asked) => {
    count += 1
    return count <= 3 ? json('{}') : answer(asked)
  })
  closing.push(server.close)
  const folder = newFolder()
  writeFileSync(join(folder, 'openapi.yaml'), document)
  const args = ['--target', server.baseUrl, '--timeout', '60000', '--runs', '200', '--concurrency', '16']
  const child = start(['run', './openapi.yaml', ...args], { folder })
  const over = ended(child)
  while (server.asked().length < 8) await new Promise((done) => setTimeout(done, 20))
  await new Promise((done) => setTimeout(done, 1_000))
  const at = performance.now()
  child.kill('SIGINT')
  const { code, stderr } = await over
  const ms = performance.now() - at
  expect({ code, stderr }).toEqual({ code: 130, stderr: expect.stringContaining('stopping') })
  const report = JSON.parse(readFileSync(join(folder, 'assay-report/report.json'), 'utf8')) as Report
  expect(report.run).toMatchObject({ interrupted: true })
  expect(ms).toBeLessThan(soonMs)
})

test.each<[string, (asked: Asked) => ServerReply | Promise<ServerReply>]>([
  ['is busy with replies that take long to judge', () => json(trace)],
  [
    'waits for replies that do not come',
    () => new Promise<ServerReply>((done) => setTimeout(done, 60_000, json('{}')).unref()),
  ],
])(
  'a certificate whose run %s is given up soon after the first interrupt, and nothing of it is left but evidence',
  async (_, answer) => {
    let count = 0
    const server = await startRecorder((asked) => {
      count += 1
      return count <= 3 ? json('{}') : answer(asked)
    })
    closing.push(server.close)
    const folder = newFolder()
    await assay(['keygen', '--out', 'key.pem'], { folder })
    const certify = ['certify', 'crayon', '--profile', 'core', '--target', server.baseUrl, '--timeout', '60000']
    const means = ['--key', 'key.pem', '--assurance', await stampedFigures('crayon'), '--allow', 'concurrent']
    const child = start([...certify, ...means, '--token', 'token-of-the-test-4711'], { folder })
    const over = ended(child)
    while (server.asked().length < 4) await new Promise((done) => setTimeout(done, 20))
    await new Promise((done) => setTimeout(done, 1_000))
    const at = performance.now()
    child.kill('SIGINT')
    const { code, stderr } = await over
    const ms = performance.now() - at
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: expect.stringMatching(
        /stopping; there will be no certificate[\s\S]*no certificate: the run was interrupted/,
      ),
    })
    expect(ms).toBeLessThan(soonMs)
    expect(readdirSync(join(folder, 'assay-certificate'))).toEqual(['evidence.ndjson'])
  },
)

test('a self-test ends soon after the first interrupt, and tells what it saw and how much it did not try', async () => {
  const child = start(['selftest', 'example-orders'], { folder: newFolder() })
  const over = ended(child)
  await new Promise((done) => child.stdout?.once('data', done))
  const at = performance.now()
  child.kill('SIGINT')
  const { code, stdout, stderr } = await over
  expect(performance.now() - at).toBeLessThan(soonMs)
  expect({ code, stdout, stderr }).toEqual({
    code: 130,
    stdout: expect.stringMatching(/^✓ example-orders [\s\S]*\d+ of \d+ faults caught/),
    stderr: expect.stringMatching(
      /stopping; what was seen so far[\s\S]*interrupted: [1-9]\d* of \d+ faults were not tried/,
    ),
  })
})
