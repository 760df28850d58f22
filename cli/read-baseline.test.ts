import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOf } from '../test/folder-of.ts'
import { readBaseline } from './read-baseline.ts'

const entry = { requirement: 'shop/a', owner: 'Ada', reason: 'SHOP-7', expires: '2026-12-31' }
const schema = 'assay.baseline/1'
const listOf = (...known: readonly object[]) => ({ schema, known })

const good = folderOf({
  'a.json': listOf(entry),
  'a.yaml': `# why we live with it\nschema: ${schema}\nknown:\n  - requirement: shop/a\n    owner: Ada\n    reason: SHOP-7\n    expires: 2026-12-31\n`,
  'none.json': listOf(),
})

test.each(['a.json', 'a.yaml'])('%s is a list of known failures', async (name) => {
  const file = join(good, name)
  expect(await readBaseline(file)).toEqual({ file, known: [entry] })
})

test('a list may be empty', async () => {
  expect((await readBaseline(join(good, 'none.json'))).known).toEqual([])
})

const bad: Readonly<Record<string, readonly [string | object, string]>> = {
  'text.json': ['{ "schema": ', 'text.json is neither YAML nor JSON: '],
  'number.yaml': ['7', 'number.yaml is no baseline: its schema is not assay.baseline/1.'],
  'report.json': [{ schema: 'assay.report/1' }, 'report.json is no baseline: its schema is not assay.baseline/1.'],
  'extra.json': [{ ...listOf(), file: 'x' }, "extra.json has an unknown key 'file'; known are schema, known."],
  'object.json': [{ schema, known: {} }, 'object.json: known is not a list.'],
  'id.json': [listOf(entry, 'shop/a' as never), 'id.json: known[1] is not an object.'],
  'owner.json': [
    listOf({ ...entry, owner: undefined }),
    'owner.json: known[0].owner is missing: write who answers for it.',
  ],
  'reason.json': [
    listOf({ ...entry, reason: ' ' }),
    'reason.json: known[0].reason is no text or empty: write why it may stay broken for now.',
  ],
  'key.json': [
    listOf({ ...entry, until: 'x' }),
    "key.json: known[0] has an unknown key 'until'; known are requirement, owner, reason, expires.",
  ],
  'day.json': [
    listOf(entry, { ...entry, requirement: 'shop/b', expires: '2026-02-30' }),
    "day.json: known[1].expires is '2026-02-30', which is no day: write its last day, as in 2026-12-31.",
  ],
  'short.json': [listOf({ ...entry, expires: '2026-1-1' }), "known[0].expires is '2026-1-1', which is no day"],
  'twice.json': [listOf(entry, entry), 'twice.json: known[1] is the same requirement as known[0].'],
}
const folder = folderOf(Object.fromEntries(Object.entries(bad).map(([name, [content]]) => [name, content])))

test.each(Object.entries(bad))('%s is refused', async (name, [, says]) => {
  await expect(readBaseline(join(folder, name))).rejects.toThrow(says)
})

test('a file that is not there is told', async () => {
  await expect(readBaseline('no-such.json')).rejects.toThrow(
    'Cannot read the baseline no-such.json: there is no such file; assay baseline makes one.',
  )
})
