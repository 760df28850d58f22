import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Exchange } from '../core/exchange.ts'
import type { Sent } from '../reports/har.ts'
import { folderOf } from '../test/folder-of.ts'
import { sampleRunLine } from '../test/sample-evidence.ts'
import { mixedReport, sampleExchange, sampleReply } from '../test/sample-run.ts'
import { everyExchangeIn } from './every-exchange-in.ts'
import { evidenceBeside } from './evidence-beside.ts'

const replied = (id: string, body: string): Exchange =>
  sampleExchange(id, { outcome: { kind: 'reply', reply: sampleReply({ body }) } })

const long = 'long '.repeat(100)
const sha256 = 'e'.repeat(64)

const file = (...lines: readonly object[]): string =>
  lines.map((line) => `${JSON.stringify({ ...line, run: 'one' })}\n`).join('')

const { startedAt, seed } = { startedAt: mixedReport().run.startedAt, seed: mixedReport().run.seed }
const run = { ...sampleRunLine(), startedAt, seed }

const folder = folderOf({
  'a/evidence.ndjson': file(
    run,
    { kind: 'exchange', contract: 'shopctrl', exchange: replied('a#1', long), body: { sha256 } },
    { kind: 'exchange', contract: 'shopctrl', exchange: replied('a#2', 'short') },
    { kind: 'exchange', contract: 'crayon', exchange: replied('a#1', ''), body: { sha256, isAbove: true } },
  ),
  'b/evidence.ndjson': file(run, { kind: 'exchange', contract: 'shopctrl', exchange: replied('b#1', 'other') }),
  'of-another-seed/evidence.ndjson': file({ ...run, seed: seed + 1 }),
  'of-another-time/evidence.ndjson': file({ ...run, startedAt: '2024-03-01T10:45:15Z' }),
})

const all = async (...paths: readonly string[]): Promise<readonly Sent[]> => {
  const found: Sent[] = []
  for await (const one of everyExchangeIn(paths.map((path) => join(folder, path)))) found.push(one)
  return found
}

test('all exchanges of all files come in their order, also those whose body stands in an earlier line', async () => {
  const found = await all('a/evidence.ndjson', 'b/evidence.ndjson')
  expect(
    found.map(({ contract, exchange: { id, outcome } }) => [
      contract,
      id,
      outcome.kind === 'reply' ? outcome.reply.body : undefined,
    ]),
  ).toEqual([
    ['shopctrl', 'a#1', long],
    ['shopctrl', 'a#2', 'short'],
    ['crayon', 'a#1', long],
    ['shopctrl', 'b#1', 'other'],
  ])
})

test('the evidence beside a report is taken only where it is of the same run', async () => {
  const beside = (name: string) => evidenceBeside(join(folder, name, 'report.json'), mixedReport())
  expect(await beside('a')).toBe(join(folder, 'a/evidence.ndjson'))
  expect(await beside('of-another-seed')).toBeUndefined()
  expect(await beside('of-another-time')).toBeUndefined()
  expect(await beside('none')).toBeUndefined()
})

test('evidence that is given itself is taken as it is', async () => {
  expect(await evidenceBeside('kept.ndjson', mixedReport())).toBe('kept.ndjson')
})
