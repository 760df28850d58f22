import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOf } from '../test/folder-of.ts'
import { mixedReport } from '../test/sample-run.ts'
import { deliver, formatsOf } from './deliver.ts'

const folder = folderOf({ 'job.md': 'before\n' })
const summary = join(folder, 'job.md')

test('json is always among the formats, and each is there once', () => {
  expect(formatsOf('junit, har,junit')).toEqual(['json', 'junit', 'har'])
  expect(() => formatsOf('junit,pdf')).toThrow("There is no report format 'pdf'; known are json, html, junit, ")
})

test('what is printed is given back, and only files are written', async () => {
  const out = join(folder, 'new', 'deep')
  const { files, printed } = await deliver(mixedReport(), { out, formats: ['github', 'shields'], environment: {} })
  expect(files).toEqual([join(out, 'badge.json')])
  expect(readdirSync(out)).toEqual(['badge.json'])
  expect(printed).toMatch(/^::notice title=Assay%3A NOT CONFORMANT::judged .*\n::error title=/)
})

test('only Markdown goes into the summary of the job, after what is there', async () => {
  const environment = { GITHUB_STEP_SUMMARY: summary }
  const out = join(folder, 'job')
  await deliver(mixedReport(), { out, formats: ['json', 'shields'], environment })
  expect(readFileSync(summary, 'utf8')).toBe('before\n')
  await deliver(mixedReport(), { out, formats: ['markdown'], environment })
  expect(readFileSync(summary, 'utf8')).toBe(`before\n${readFileSync(join(out, 'summary.md'), 'utf8')}`)
})

test('a summary that cannot be written is told by name', async () => {
  const delivery = { out: folder, formats: ['markdown'], environment: { GITHUB_STEP_SUMMARY: folder } }
  await expect(deliver(mixedReport(), delivery)).rejects.toThrow('that GITHUB_STEP_SUMMARY names: EISDIR')
})
