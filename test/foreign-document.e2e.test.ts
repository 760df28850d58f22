// A document of others says nothing of what exists at a target: what is refused for that is no broken promise, and what
// would have it judged is named.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { assay, newFolder } from './cli.ts'
import { type StockFault, startStock, stockDocument, stockFixtures } from './servers/stock.ts'

const all = Object.entries(stockFixtures).map(([name, value]) => `${name}=${value}`)

const runStock = async (fixtures: readonly string[], fault?: StockFault) => {
  const server = await startStock(fault)
  const folder = newFolder()
  writeFileSync(join(folder, 'stock.yaml'), stockDocument)
  const given = fixtures.flatMap((one) => ['--fixture', one])
  const ended = await assay(['run', 'stock.yaml', '--target', server.baseUrl, '--seed', '1', ...given], { folder })
  await server.close()
  const report = JSON.parse(readFileSync(join(folder, 'assay-report/report.json'), 'utf8')) as Report
  const requirements = report.contracts[0]?.requirements ?? []
  const withVerdict = (verdict: string) => requirements.filter((one) => one.verdict === verdict)
  return { ...ended, report, requirements, withVerdict }
}

test('values that nobody gave are no broken promises, and what to give is named', { timeout: 60_000 }, async () => {
  const { code, stdout, report, requirements, withVerdict } = await runStock([])
  expect(withVerdict('fail').map(({ id }) => id)).toEqual([])
  expect(withVerdict('error')).toEqual([])
  expect({ code, outcome: report.run.outcome, errors: report.contracts[0]?.errors }).toEqual({
    code: 3,
    outcome: 'incomplete',
    errors: [],
  })
  const read = requirements.find(({ id }) => id === 'stock/get /items/{itemId}/response.200/status')
  expect(read).toMatchObject({
    verdict: 'inconclusive',
    reason:
      'needs a value that exists: give --fixture path.itemId=…; with what was sent in its place it answers 404 "{\\"error\\":\\"not found\\"}"',
  })
  expect(stdout.trimStart().split('\n')[1]).toContain(
    'stock: support for documents other than the four built in is experimental',
  )
})

test('with what exists given, it is judged: reads, writes and refusals', { timeout: 60_000 }, async () => {
  const { withVerdict, requirements } = await runStock(all)
  expect(withVerdict('fail').map(({ id }) => id)).toEqual([])
  expect(withVerdict('error')).toEqual([])
  const verdicts = new Map(requirements.map(({ id, verdict }) => [id.replace(/^stock\//, ''), verdict]))
  for (const id of [
    'get /items/{itemId}/response.200/status',
    'put /items/{itemId}/response.200/status',
    'put /items/{itemId}/request/name/maxLength',
    'post /items/request/supplierId/type',
    'delete /drafts/{draftId}/response.204/status',
  ])
    expect({ id, verdict: verdicts.get(id) }).toEqual({ id, verdict: 'pass' })
  const open = withVerdict('inconclusive').filter(({ operation }) => operation.includes('/items'))
  expect(open.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([])
})

test.each<[StockFault, string]>([
  ['counts-too-far', 'put /items/{itemId}/request/count/maximum'],
  ['refuses-items', 'post /items/response.201/status'],
  ['loses-item', 'get /items/{itemId}/response.200/status'],
])('a server that %s is red all the same', { timeout: 60_000 }, async (fault, broken) => {
  const { code, withVerdict } = await runStock(all, fault)
  expect(code).toBe(1)
  expect(withVerdict('fail').map(({ id }) => id)).toContain(`stock/${broken}`)
})
