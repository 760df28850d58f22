// Files that others wrote: contracts, configurations, reports and evidence are read, or refused with a reason.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadConfig } from '../../cli/load-config.ts'
import { outlineOf } from '../../cli/outline.ts'
import { readReport } from '../../cli/read-report.ts'
import { rebuild } from '../../cli/rebuild.ts'
import { resolveSpec } from '../../cli/resolve-spec.ts'
import { resumedFrom } from '../../cli/resume.ts'
import { noFlags } from '../../cli/run-flags.ts'
import { loadContract } from '../../contracts/load.ts'
import { renderers } from '../../reports/renderers.ts'
import { terminal } from '../../reports/terminal.ts'
import { folderOf } from '../folder-of.ts'
import { sampleCaseLine, sampleRunLine } from '../sample-evidence.ts'
import { mixedReport, sampleExchange } from '../sample-run.ts'
import { ordersDocument } from '../servers/orders.ts'
import { changedText, changedValue, corpus, fuzzed, type Random, refusedOr, seeds } from './fuzzing.ts'
import { random } from './random.ts'

const longest = 3_600_000
const folder = folderOf({})
let files = 0
const written = (name: string, text: string): string => {
  files += 1
  const path = join(folder, name.replace('*', String(files % 50)))
  writeFileSync(path, text)
  return path
}

type Kind = {
  readonly kind: string
  readonly usual: number
  readonly text: string
  /** Changed as text one time in three, else as a value. */
  readonly read: (text: string, from: Random) => Promise<unknown>
}

const made = (text: string, from: Random): string => {
  if (from.below(3) === 0) return changedText(text, from)
  return JSON.stringify(changedValue(JSON.parse(text), from)) ?? 'null'
}

const contract = await loadContract('shopctrl')
const lines = [
  sampleRunLine({ digest: contract.digest, of: 1 }),
  { kind: 'exchange', contract: 'shopctrl', exchange: sampleExchange('a#1'), body: { sha256: 'a' } },
  { kind: 'exchange', contract: 'shopctrl', exchange: sampleExchange('a#2'), body: { sha256: 'a', isAbove: true } },
  sampleCaseLine(['a#1', 'a#2']),
  { kind: 'end', durationMs: 1, interrupted: false, cases: 1 },
].map((line) => ({ ...line, run: 'a run' }))
const ndjson = (text: string): string => {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.map((line) => `${JSON.stringify(line)}\n`).join('') : text
  } catch {
    return text.replaceAll('},{"kind"', '}\n{"kind"').slice(1, -1)
  }
}

const config = {
  contract: './openapi.yaml',
  seed: 7,
  runs: 4,
  only: ['*/a'],
  report: ['json'],
  gate: 'must',
  minJudged: 10,
  target: {
    baseUrl: 'http://127.0.0.1:8080/',
    auth: { type: 'bearer', token: 'canary-token-4711' },
    headers: { 'X-Key': 'canary-key-4711' },
    requestsPerSecond: 5,
    concurrency: 4,
    timeoutMs: 100,
    allow: ['write'],
  },
  fixtures: { orderId: ['1', '2'], basket: 'b' },
}

const kinds: readonly Kind[] = [
  {
    kind: 'contract',
    usual: 200,
    text: JSON.stringify(parse(ordersDocument)),
    read: async (text) => {
      const { requirements } = await loadContract(written('openapi*.json', text))
      expect(Array.isArray(requirements)).toBe(true)
    },
  },
  {
    kind: 'configuration',
    usual: 500,
    text: JSON.stringify(config),
    read: async (text) => {
      const loaded = await loadConfig(written('assay.config*.json', text), folder)
      await resolveSpec('shop', {
        flags: noFlags,
        config: loaded,
        environment: {},
        seed: 1,
        known: ['orderId', 'basket'],
      })
    },
  },
  {
    kind: 'report',
    usual: 1_500,
    text: JSON.stringify(mixedReport()),
    read: async (text) => {
      const report = await readReport(written('report*.json', text))
      terminal(report, { color: false, file: 'x' })
      for (const one of renderers) await one.render(report)
    },
  },
  {
    kind: 'evidence',
    usual: 250,
    text: JSON.stringify(lines),
    read: async (text) => {
      const outline = await outlineOf(written('evidence*.ndjson', ndjson(text)))
      resumedFrom(outline)
      await rebuild([outline])
    },
  },
]

describe.each(kinds)('$kind', ({ kind, usual, text, read }) => {
  test('that is as it was made is read', async () => {
    await read(text, random(0))
  })

  test(
    'of any content is read or refused',
    async () => {
      for (const bytes of corpus(kind))
        await fuzzed(bytes.toString('utf8'), (one) => refusedOr(() => read(one, random(0))))
      for (const seed of seeds(usual))
        await fuzzed(made(text, random(seed)), (one) => refusedOr(() => read(one, random(seed))))
    },
    longest,
  )
})

test(
  'contracts in YAML are read or refused',
  async () => {
    for (const seed of seeds(150))
      await fuzzed(changedText(ordersDocument, random(seed)), (text) =>
        refusedOr(() => loadContract(written('openapi*.yaml', text))),
      )
  },
  longest,
)
