import { describe, expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { facts, mixedRun, sampleRun } from '../test/sample-run.ts'
import { buildReport } from './build.ts'
import { renderers } from './renderers.ts'
import { terminal } from './terminal.ts'

const reportOf = (reference?: readonly string[]): Report => {
  const { settings } = sampleRun()
  return buildReport(facts, [{ ...mixedRun(), settings: reference ? { ...settings, reference } : settings }])
}

const says = 'EMBEDDED REFERENCE, not your API'

/** What a reader sees first of a rendering. */
const headlines: Readonly<Record<string, (text: string) => string | undefined>> = {
  json: (text) => (JSON.parse(text) as Report).contracts[0]?.targetKind?.replace('reference', says),
  html: (text) => /<title>.*<\/title>/.exec(text)?.[0],
  junit: (text) => /<testsuites name="([^"]*)"/.exec(text)?.[1],
  ctrf: (text) =>
    (JSON.parse(text) as { results: { environment: { testEnvironment: string } } }).results.environment.testEnvironment,
  markdown: (text) => text.split('\n')[0],
  github: (text) => text.split('\n')[0]?.replaceAll('%2C', ','),
  badge: (text) => /<title>.*<\/title>/.exec(text)?.[0],
  shields: (text) => (JSON.parse(text) as { label: string }).label,
}

/** A record of exchanges, without an outcome. */
const withoutHeadline = ['har']

describe.each(renderers.filter(({ format }) => !withoutHeadline.includes(format)))('$format', ({ format, render }) => {
  test('says first that the target was the embedded reference, and only then', async () => {
    const headline = headlines[format]
    if (!headline) throw new Error(`Say in \`headlines\` what a reader of ${format} sees first.`)
    expect(headline(await render(reportOf([])))).toContain(says)
    expect(headline(await render(reportOf(['a fault'])))).toContain(says)
    expect(await render(reportOf())).not.toContain(says)
    expect(headline(await render(reportOf()))).toEqual(expect.any(String))
  })
})

test('the terminal says so beside the target of each contract', () => {
  const text = (report: Report) => terminal(report, { color: false, file: 'report.json' })
  expect(text(reportOf([]))).toContain(`\nShop (shop) at http://127.0.0.1:8080: ${says}\n`)
  expect(text(reportOf())).not.toContain(says)
})

test('the page says so beside the outcome', async () => {
  const page = renderers.find(({ format }) => format === 'html')
  expect(await page?.render(reportOf([]))).toMatch(new RegExp(`</h1><p class="lead"><strong>${says}`))
})
