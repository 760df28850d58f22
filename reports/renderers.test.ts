import { validate } from 'ctrf'
import fc from 'fast-check'
import { XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { reportOf } from '../test/any-text-report.ts'
import { harErrors } from '../test/har-errors.ts'
import { htmlReport } from './html/page.ts'
import { renderers } from './renderers.ts'

const isXml = (text: string) =>
  XMLValidator.validate(text) === true && /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u.test(text)

const isJson = (text: string) => typeof JSON.parse(text) === 'object'

/** The elements of a page, whatever they say: no text may add one. */
const elements = (page: string) => page.match(/<\/?[a-z][a-z0-9]*(?=[\s>])/gi)?.join(' ')

const plainPage = elements(htmlReport(reportOf('a')))

/** Whether a rendering is what its readers take. */
const keeps: Readonly<Record<string, (text: string, report: Report) => boolean>> = {
  json: (text, report) => JSON.stringify(JSON.parse(text)) === JSON.stringify(report),
  html: (text) => elements(text) === plainPage,
  junit: isXml,
  ctrf: (text) => validate(JSON.parse(text)).valid,
  markdown: (text) => Buffer.byteLength(text) <= 200_000 && text.startsWith('# Assay: NOT CONFORMANT, judged '),
  github: (text) =>
    /^::notice title=Assay%3A [A-Z ]+::[^\n]*\n(?:::(?:error|warning) title=[^\n:]*::[^\n]*\n){1,10}$/.test(text),
  har: (text) => harErrors(JSON.parse(text)).length === 0,
  badge: isXml,
  shields: isJson,
}

test.each(renderers.map(({ format, render }) => [format, render] as const))(
  '%s is what its readers take, whatever text the report holds',
  async (format, render) => {
    const keep = keeps[format]
    if (!keep) throw new Error(`Say in \`keeps\` what the readers of ${format} take.`)
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), async (text) => {
        const report = reportOf(text)
        expect(keep(await render(report), report)).toBe(true)
      }),
      { numRuns: 60, seed: 7 },
    )
  },
)

test('formats and files have names of their own', () => {
  const names = renderers.flatMap((one) => ('file' in one ? [one.format, one.file] : [one.format]))
  expect(new Set(names).size).toBe(names.length)
})
