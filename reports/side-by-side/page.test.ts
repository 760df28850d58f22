import { createHash } from 'node:crypto'
import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import type { Report } from '../../core/report.ts'
import { hostileReport } from '../../test/hostile-report.ts'
import { mixedReport } from '../../test/sample-run.ts'
import { sideReport } from '../../test/side-report.ts'
import { buildSideBySide } from './build.ts'
import { sideBySidePage } from './page.ts'

const pageOf = (...reports: readonly Report[]): string =>
  sideBySidePage(buildSideBySide(reports.map((report, index) => ({ file: `${index}.json`, report }))))

const differing = (): string =>
  pageOf(
    sideReport({ one: 'pass', two: 'pass', three: 'warn' }),
    sideReport({ one: 'fail', two: 'pass', three: 'untested' }, { target: 'https://b.example' }),
  )

test.each<[string, () => string]>([
  ['of targets that differ', differing],
  ['of equal targets', () => pageOf(mixedReport(), mixedReport())],
  ['of hostile targets', () => pageOf(hostileReport(), hostileReport())],
  [
    'with runs that were asked for different things',
    () => pageOf(sideReport({ one: 'pass' }), sideReport({ two: 'fail' })),
  ],
])('the page %s is valid HTML', async (_, page) => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y'],
    rules: { 'no-inline-style': 'error', 'long-title': 'off', 'require-sri': 'off', 'tel-non-breaking': 'off' },
  })
  const { results } = await validator.validateString(page())
  expect(results.flatMap(({ messages }) => messages.map(({ line, message }) => `${line}: ${message}`))).toEqual([])
})

/** The rows of what stands open, as texts of their cells. */
const openRows = (page: string): readonly (readonly string[])[] => {
  const [, open = ''] = page.match(/The targets differ, or it failed(.*?)All requirements by operation/s) ?? []
  return [...open.matchAll(/<tr><th scope="row">.*?<code>(.*?)<\/code><\/th>(.*?)<\/tr>/gs)].map(
    ([, id = '', cells = '']) => [
      id,
      ...[...cells.matchAll(/<td class="(\w+)" data-column="(\w)">(.*?)<\/td>/gs)].map(
        ([, verdict = '', letter = '', text = '']) =>
          `${letter} ${verdict}: ${text
            .replace(/<[^>]*>/g, ' ')
            .replace(/\s+/g, ' ')
            .trim()}`,
      ),
    ],
  )
}

test('only rows that differ or failed stand open, with each verdict as word and as colour', () => {
  expect(openRows(differing())).toEqual([
    [
      'shop/op/request/one',
      'A pass: ✓ passed',
      'B fail: ✗ failed expected 400; received status: it answers 200 {&quot;id&quot;:&quot;1&quot;}',
    ],
    [
      'shop/op/request/three',
      'A warn: ! warned expected 400; received status: it answers 200 {&quot;id&quot;:&quot;1&quot;}',
      'B untested: – untested why three',
    ],
  ])
})

test('every row is on the page, the ones that agree folded', () => {
  const [, folded = ''] = differing().match(/All requirements by operation(.*)/s) ?? []
  for (const name of ['one', 'two', 'three']) expect(folded).toContain(`<code>shop/op/request/${name}</code>`)
  expect(folded).not.toContain('<details open')
})

test('targets that agree in all say so', () => {
  const page = pageOf(sideReport({ one: 'pass' }), sideReport({ one: 'pass' }))
  expect(page).toContain('No target failed a requirement, and they do not differ in any.')
  expect(openRows(page)).toEqual([])
})

test('the page allows its own style, has no script, and loads nothing', () => {
  const page = differing()
  const [, style = ''] = page.match(/<style>(.*?)<\/style>/s) ?? []
  const hash = createHash('sha256').update(style).digest('base64')
  expect(page).toContain(`default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; img-src data:;`)
  expect(page).not.toMatch(/<script|<[^>]* (?:style|on\w+|src)=/)
})

test('the notes stand before the tables', () => {
  const page = pageOf(sideReport({ one: 'pass' }), sideReport({ one: 'pass' }, {}, { depth: 'quick' }))
  expect(page.indexOf('shop: the reports differ in depth: A default; B quick.')).toBeGreaterThan(0)
  expect(page.indexOf('Read this first')).toBeLessThan(page.indexOf('Which report is which'))
  expect(differing()).not.toContain('Read this first')
})
