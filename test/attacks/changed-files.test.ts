import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outlineOf } from '../../cli/outline.ts'
import { readReport } from '../../cli/read-report.ts'
import { rebuild } from '../../cli/rebuild.ts'
import { resumedFrom } from '../../cli/resume.ts'
import { loadContract } from '../../contracts/load.ts'
import type { WrittenLine } from '../../core/evidence-line.ts'
import { isObject, type Json, type JsonObject, type Path, withAt, without } from '../../core/json.ts'
import { renderers } from '../../reports/renderers.ts'
import { terminal } from '../../reports/terminal.ts'
import { folderOf } from '../folder-of.ts'
import { sampleCaseLine, sampleRunLine } from '../sample-evidence.ts'
import { mixedReport, sampleExchange } from '../sample-run.ts'

const folder = folderOf({})
const written = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** The person who gave the file is told; anything else would be a fault of our own. */
const errorOf = async (work: () => Promise<unknown>): Promise<string | undefined> => {
  try {
    await work()
    return undefined
  } catch (error) {
    const { name, message, stack } = error as Error
    if (name !== 'UsageError' && name !== 'ContractError') throw new Error(`not told to the user: ${stack}`)
    return message
  }
}

const placesIn = (value: unknown, path: Path = []): readonly Path[] => {
  const members = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : []
  return [path, ...members.flatMap(([step, member]) => placesIn(member, [...path, step]))]
}

const odd: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  'x',
  '../../x',
  '\u001b[2J',
  [],
  [[]],
  {},
  { toString: 1 },
  { __proto__: 1 },
]

/** One place of a value is gone, or holds something else. */
const changed = (value: Json): fc.Arbitrary<Json> =>
  fc
    .tuple(fc.constantFrom(...placesIn(value).slice(1)), fc.constantFrom(...odd, undefined))
    .map(([place, other]) => (other === undefined ? without(value, place) : withAt(value, place, other)))

const plain = <T>(value: T): JsonObject => JSON.parse(JSON.stringify(value))

describe('a report', () => {
  test.each([
    ['', 'it is not JSON'],
    ['null', 'its schema is not assay.report/1'],
    ['[]', 'its schema is not assay.report/1'],
    ['{"schema":"assay.report/1"}', "must have required property 'tool'"],
    ['['.repeat(100_000), 'it is nested too deep'],
    [JSON.stringify({ ...mixedReport(), contracts: 1 }), '/contracts must be array'],
  ])('that is none is refused: %#', async (text, why) => {
    expect(await errorOf(() => readReport(written('none.json', text)))).toContain(why)
  })

  test('that somebody changed anywhere is rendered in every format, or refused', async () => {
    await fc.assert(
      fc.asyncProperty(changed(plain(mixedReport())), async (value) => {
        await errorOf(async () => {
          const report = await readReport(written('changed.json', JSON.stringify(value)))
          terminal(report, { color: false, file: 'x' })
          for (const one of renderers) await one.render(report)
        })
      }),
      { numRuns: 300 },
    )
  })
})

describe('evidence', async () => {
  const { digest } = await loadContract('shopctrl')
  const lines = [
    sampleRunLine({ digest, of: 1 }),
    { kind: 'exchange', contract: 'shopctrl', exchange: sampleExchange('a#1') },
    sampleCaseLine(['a#1']),
    { kind: 'end', durationMs: 1, interrupted: false, cases: 1 },
  ].map((line) => ({ ...line, run: 'a run' })) as unknown as readonly WrittenLine[]
  const text = (all: readonly unknown[]) => all.map((line) => `${JSON.stringify(line)}\n`).join('')

  test('that nobody changed is made a report of', async () => {
    expect(await errorOf(async () => rebuild([await outlineOf(written('a.ndjson', text(lines)))]))).toBeUndefined()
  })

  test.each([
    ['{"kind":"exchange"}', "Line 2 of .* cannot be read: it must have required property 'contract'"],
    ['null', 'Line 2 of .* cannot be read: it must be object'],
    ['['.repeat(5_000), 'Line 2 of .* cannot be read: it is not JSON'],
    ['{"kind":"other"}', 'Line 2 of .* cannot be read: /kind must be equal to one of the allowed values'],
  ])('with the line %s is refused', async (line, why) => {
    const path = written('b.ndjson', `${text(lines.slice(0, 1))}${line.slice(0, 6_000)}\n${text(lines.slice(1))}`)
    expect(await errorOf(() => outlineOf(path))).toMatch(new RegExp(why))
  })

  test('that somebody changed anywhere is made a report of, or refused', async () => {
    await fc.assert(
      fc.asyncProperty(changed(plain(lines) as unknown as Json), async (value) => {
        await errorOf(async () => {
          const read = await outlineOf(written('c.ndjson', text(value as readonly Json[])))
          resumedFrom(read)
          await rebuild([read])
        })
      }),
      { numRuns: 150 },
    )
  }, 180_000)
})
