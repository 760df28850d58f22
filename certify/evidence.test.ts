import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { replyOf } from '../core/exchange.ts'
import { evidenceIn } from './evidence.ts'

const ids = Array.from({ length: 40 }, (_, index) => `case#${index}`)

const exchangeOf = (id: string) => ({
  id,
  operation: 'read',
  at: '2026-01-01T00:00:00.000Z',
  request: { method: 'GET', path: '/things', headers: {} },
  outcome: { kind: 'reply', reply: { status: 200, headers: {}, body: `body of ${id}`, ms: 1 } },
})

const line = (more: object): string => `${JSON.stringify({ run: 'one', contract: 'shop', ...more })}\n`

const file = join(mkdtempSync(join(tmpdir(), 'assay-evidence-')), 'evidence.ndjson')
const head = line({ kind: 'run', schema: 'assay.evidence/1', settings: {} })
const end = line({ kind: 'end', cases: 0, durationMs: 1, interrupted: false })
writeFileSync(file, head + ids.map((id) => line({ kind: 'exchange', exchange: exchangeOf(id) })).join('') + end)

test('an exchange is as it was written, also when its body is asked for long after it', () => {
  const evidence = evidenceIn(file)
  const all = ids.map((id) => evidence.exchange(id))
  expect(all.map((one) => one && replyOf(one)?.body)).toEqual(ids.map((id) => `body of ${id}`))
  expect(JSON.parse(JSON.stringify(all))).toEqual(ids.map(exchangeOf))
  expect(evidence.exchange('another#1')).toBeUndefined()
})

test('whoever holds an exchange does not hold its body', () => {
  const held = evidenceIn(file).exchange('case#0')
  const reply = held && replyOf(held)
  expect(reply && Object.getOwnPropertyDescriptor(reply, 'body')?.get).toBeTypeOf('function')
})
