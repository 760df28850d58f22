// What a run is asked for besides its outcome: how much it judges, and that shoulds count.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { assay, newFolder } from './cli.ts'
import { ordersDocument, startOrders } from './servers/orders.ts'

/** With a reply that nothing brings about: what it promises stays untested. */
const document = ordersDocument.replace(
  "        '401': {",
  "        '410': { description: gone, content: { application/json: { schema: { type: object } } } }\n        '401': {",
)

/** Takes everybody in: that calls without credentials are refused is a should. */
const runOrders = async (flags: readonly string[], config: object = {}) => {
  const server = await startOrders(() => true)
  const folder = newFolder()
  writeFileSync(join(folder, 'openapi.yaml'), document)
  writeFileSync(join(folder, 'assay.config.json'), JSON.stringify({ contract: './openapi.yaml', ...config }))
  const args = ['run', '--target', server.baseUrl, '--seed', '1', '--runs', '2', '--report', 'json,markdown', ...flags]
  const { code, stdout } = await assay(args, { folder, env: { ASSAY_TOKEN: 'token-of-a-test' } })
  await server.close()
  const report = JSON.parse(readFileSync(join(folder, 'assay-report/report.json'), 'utf8')) as Report
  const markdown = readFileSync(join(folder, 'assay-report/summary.md'), 'utf8')
  return { code, stdout, outcome: report.run.outcome, firstLine: markdown.split('\n')[0] }
}

test('a broken should counts where it is asked to, by flag or configuration', { timeout: 120_000 }, async () => {
  expect(await runOrders([])).toMatchObject({ code: 0, outcome: 'conformant' })
  const said = expect.stringMatching(
    /✗ orders: \d+ shoulds are broken, which --gate should counts: orders\/listOrders\/auth\//,
  )
  expect(await runOrders(['--gate', 'should'])).toMatchObject({ code: 1, outcome: 'conformant', stdout: said })
  expect(await runOrders([], { gate: 'should' })).toMatchObject({ code: 1, stdout: said })
  expect(await runOrders(['--gate', 'must'], { gate: 'should' })).toMatchObject({ code: 0 })
})

test('less judged than asked for ends with 3, and the first line gives the share', { timeout: 120_000 }, async () => {
  const all = await runOrders(['--min-judged', '100'])
  const share = /judged (\d+) of (\d+) musts, (\d+) %/.exec(all.firstLine ?? '')
  expect(share).not.toBeNull()
  expect(Number(share?.[3])).toBeLessThan(100)
  expect(all).toMatchObject({
    code: 3,
    outcome: 'conformant',
    firstLine: `# Assay: CONFORMANT, ${share?.[0]}`,
    stdout: expect.stringContaining(`✗ orders: ${share?.[0]}: --min-judged asks for 100 %`),
  })
  expect((await runOrders(['--min-judged', String(share?.[3])])).code).toBe(0)
  expect((await runOrders(['--quiet'], { minJudged: 100 })).stdout).toContain('--min-judged asks for 100 %')
})

test('a share that is none is bad usage', async () => {
  for (const share of ['101', '-1', 'most']) expect((await assay(['run', '--min-judged', share])).code).toBe(2)
  expect((await assay(['run', '--gate', 'may'])).code).toBe(2)
})
