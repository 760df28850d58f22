import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import type { Report } from '../../core/report.ts'
import { sideReport } from '../../test/side-report.ts'
import { buildSideBySide } from './build.ts'
import { sideBySideMarkdown } from './markdown.ts'
import type { SideBySide } from './side-by-side.ts'
import { sideBySideText } from './text.ts'

const sides = (...reports: readonly Report[]): SideBySide =>
  buildSideBySide(reports.map((report, index) => ({ file: `${'ab'[index]}.json`, report })))

const two = (): SideBySide =>
  sides(
    sideReport({ one: 'pass', two: 'fail', three: 'pass' }),
    sideReport({ one: 'fail', two: 'fail', three: 'pass' }, { target: 'https://b.example' }),
  )

test('the text has a line for each target of each row in which they differ or it failed', () => {
  expect(sideBySideText(two(), { color: false })).toBe(`
A  a.json  seed 7 · 2024-02-29 10:45 UTC · Assay 1.2.3
B  b.json  seed 7 · 2024-02-29 10:45 UTC · Assay 1.2.3

Shop (shop, digest aaaaaaaaaaaa)
  A http://127.0.0.1:8080: NOT CONFORMANT, judged 3 of 3 musts, 100 %
  B https://b.example: NOT CONFORMANT, judged 3 of 3 musts, 100 %

                       A       B
  passed               2       1
  warned               0       0
  failed               1       2
  inconclusive         0       0
  untested             0       0

The targets differ, or it failed (2 of 3 requirements)

  shop/op/request/one  must, op · Fields
  the promise shop/op/request/one
    A ✓ passed
    B ✗ failed  expected 400; received status: it answers 200 {"id":"1"}

  shop/op/request/two  must, op · Fields
  the promise shop/op/request/two
    A ✗ failed  expected 400; received status: it answers 200 {"id":"1"}
    B ✗ failed  expected 400; received status: it answers 200 {"id":"1"}

  1 requirement came to the same verdict at all of them.
`)
})

test('colour is only there where it is asked for, and adds nothing else', () => {
  const coloured = sideBySideText(two(), { color: true })
  expect(coloured).toContain('\u001b[31m✗ failed')
  expect(stripVTControlCharacters(coloured)).toBe(sideBySideText(two(), { color: false }))
})

test('where a report was not asked for a requirement, its cell says so, and so does the sum', () => {
  const text = sideBySideText(
    sides(sideReport({ one: 'pass' }), sideReport({ one: 'pass', two: 'pass', three: 'fail' })),
    { color: false },
  )
  expect(text).toContain('    A not in this report\n    B ✗ failed')
  expect(text).toContain(
    '  1 requirement came to the same verdict at all of them. 1 requirement is not in all of the reports.\n',
  )
})

test('many rows are counted and not listed', () => {
  const all = Object.fromEntries(Array.from({ length: 43 }, (_, index) => [`r${index}`, 'fail' as const]))
  const text = sideBySideText(sides(sideReport(all), sideReport(all)), { color: false })
  expect(text).toContain('  … and 3 more: see --to html or --to json\n')
  expect(text.match(/^ {4}A ✗/gm)).toHaveLength(40)
})

test('the Markdown has the same as tables', () => {
  expect(sideBySideMarkdown(two())).toBe(`# Assay: 2 reports side by side

| | report | seed | started | made by |
|--|--|--|--|--|
| **A** | a.json | 7 | 2024-02-29 10:45 UTC | Assay 1.2.3 |
| **B** | b.json | 7 | 2024-02-29 10:45 UTC | Assay 1.2.3 |

## Shop (shop, digest aaaaaaaaaaaa)

|  | target | outcome | musts judged | passed | warned | failed | inconclusive | untested |
| -- | -- | -- | --: | --: | --: | --: | --: | --: |
| **A** | http:\\//127.0.0.1:8080 | NOT CONFORMANT | 3 of 3, 100 % | 2 | 0 | 1 | 0 | 0 |
| **B** | https:\\//b.example | NOT CONFORMANT | 3 of 3, 100 % | 1 | 0 | 2 | 0 | 0 |

### The targets differ, or it failed (2 of 3 requirements)

| requirement | A | B |
| -- | -- | -- |
| the promise shop/op/request/one<br>shop/op/request/one<br>must, op · Fields | ✓ passed | ✗ failed<br>expected 400; received status: it answers 200 {"id":"1"} |
| the promise shop/op/request/two<br>shop/op/request/two<br>must, op · Fields | ✗ failed<br>expected 400; received status: it answers 200 {"id":"1"} | ✗ failed<br>expected 400; received status: it answers 200 {"id":"1"} |

1 requirement came to the same verdict at all of them.
`)
})

test('Markdown that grows too long keeps the rows that differ, and names the file that has all', () => {
  const names = Array.from({ length: 2_000 }, (_, index) => `r${index}`)
  const all = (first: 'pass' | 'fail') =>
    Object.fromEntries(names.map((name, index) => [name, index === 1_999 ? first : ('fail' as const)]))
  const text = sideBySideMarkdown(sides(sideReport(all('pass')), sideReport(all('fail'))))
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(200_000)
  expect(text).toContain('shop/op/request/r1999<br>')
  expect(text).toMatch(/Left out: \d+ of 2000 rows\. All of it is in side-by-side\.json\.\n$/)
})

test('what a target sent is not obeyed, neither by a terminal nor as HTML', () => {
  const [report, other] = [sideReport({ one: 'pass' }), sideReport({ one: 'fail' })]
  const evil = '\u001b[2J<script>|'
  const changed = JSON.parse(JSON.stringify(other).replaceAll('it answers 200', JSON.stringify(evil).slice(1, -1)))
  const made = sides(report, changed)
  expect(sideBySideText(made, { color: false })).not.toContain('\u001b')
  expect(sideBySideMarkdown(made)).toContain('\\\\u001b\\[2J&lt;script&gt;\\|')
})
