import { appendFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addLines } from '../../cli/evidence.ts'
import { exchangesIn } from '../../cli/exchanges-in.ts'
import { outlineOf } from '../../cli/outline.ts'
import { type Row, rowsOf } from '../../cli/rows-of.ts'
import { seenIn } from '../../cli/seen-in.ts'
import { loadContract } from '../../contracts/load.ts'
import { cutExchange, cutterHiding } from '../../core/cut-exchange.ts'
import type { EvidenceLine } from '../../core/evidence-line.ts'
import { replyOf } from '../../core/exchange.ts'
import { openEvidence } from '../../target/evidence-file.ts'
import { folderOf } from '../folder-of.ts'
import { sampleRunLine } from '../sample-evidence.ts'
import { sampleExchange, sampleReply } from '../sample-run.ts'

const answered = (body: string) => sampleExchange('a#1', { outcome: { kind: 'reply', reply: sampleReply({ body }) } })

test.each([
  ['text', 'x'.repeat(5_000_000)],
  ['JSON of small values', `[${'1,'.repeat(1_000_000)}1]`],
  ['JSON of one text', `{"a":"${'x'.repeat(1_900_000)}"}`],
  ['quotes', '"'.repeat(5_000_000)],
  ['backslashes in JSON', `{"a":"${'\\\\'.repeat(900_000)}"}`],
])('of five megabytes of %s no more is kept than is shown, and what they were', (_, body) => {
  const started = performance.now()
  const kept = cutExchange(answered(body))
  expect(JSON.stringify(kept).length).toBeLessThan(200_000)
  expect(replyOf(kept)?.cut).toEqual({ characters: body.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(cutExchange(kept)).toBe(kept)
  expect(cutterHiding((text) => text)(kept)).toBe(kept)
  expect(performance.now() - started).toBeLessThan(20_000)
})

test('what is hidden in a body is hidden from its hash too', () => {
  const hashed = (secret: string) =>
    replyOf(cutterHiding((text) => text.replace(secret, '$TOKEN'))(answered(`${secret}${'x'.repeat(30_000)}`)))?.cut
  expect(hashed('one-secret')).toEqual(hashed('another-secret-of-other-length'))
})

const read = async (path: string): Promise<readonly Row[]> => {
  const rows: Row[] = []
  for await (const row of rowsOf(path)) rows.push(row)
  return rows
}

test('the rows of a file are read one after another, whatever else looks like the end of a line', async () => {
  const path = join(folderOf({}), 'rows')
  const long = `${'é😀\u2028\r'.repeat(40_000)}`
  writeFileSync(path, `a\n\n${long}\nb`)
  expect(await read(path)).toEqual([
    { text: 'a', number: 1, isOpen: false },
    { text: '', number: 2, isOpen: false },
    { text: long, number: 3, isOpen: false },
    { text: 'b', number: 4, isOpen: true },
  ])
  appendFileSync(path, '\n')
  expect((await read(path)).at(-1)).toEqual({ text: 'b', number: 4, isOpen: false })
})

const line = (id: string, body: string): EvidenceLine => ({
  kind: 'exchange',
  contract: 'shopctrl',
  exchange: sampleExchange(id, { operation: 'addPayment', outcome: { kind: 'reply', reply: sampleReply({ body }) } }),
})

test('what a target repeats is written once, and is read back where it is asked for', async () => {
  const path = join(folderOf({}), 'evidence.ndjson')
  const contract = await loadContract('shopctrl')
  addLines(path, [sampleRunLine({ digest: contract.digest })], 'r')
  const file = openEvidence(path, { run: 'r' })
  const [page, other] = [`<p>${'é'.repeat(60_000)}</p>`, `{"a":"${'x'.repeat(5_000)}"}`]
  for (const id of ['a#1', 'b#1', 'c#1']) file.add(line(id, page))
  for (const id of ['d#1', 'e#1']) file.add(line(id, other))
  file.add(line('f#1', 'short'))
  file.add(line('g#1', 'short'))
  file.close()
  expect(statSync(path).size).toBeLessThan(2 * Buffer.byteLength(page))
  const wanted = [{ contract, exchanges: new Set(['a#1', 'c#1', 'e#1', 'g#1']) }]
  const [seen] = await seenIn(await outlineOf(path), wanted)
  expect([...(seen?.exchanges ?? [])].map(([id, one]) => [id, replyOf(one)?.body])).toEqual([
    ['a#1', page],
    ['c#1', page],
    ['e#1', other],
    ['g#1', 'short'],
  ])
  const found = await exchangesIn(path, new Map([['shopctrl', new Set(['b#1', 'd#1', 'f#1'])]]))
  expect([...(found.get('shopctrl') ?? [])].map(([id, one]) => [id, replyOf(one)?.body]).sort()).toEqual([
    ['b#1', page],
    ['d#1', other],
    ['f#1', 'short'],
  ])
  // A page is no success of the operation, whether its body is kept or not.
  expect(seen?.counts).toMatchObject({ sent: 7, answered: 7 })
})
