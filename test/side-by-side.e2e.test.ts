// Several reports side by side: by the command, and the page, which has no script, in a real browser, on any screen and on paper.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { axeViolations, browserPath, launch, overflow, picture } from './browser.ts'
import { assay, newFolder } from './cli.ts'
import { sideReport } from './side-report.ts'

const folder = newFolder()
const put = (name: string, report: unknown): void => writeFileSync(join(folder, name), JSON.stringify(report))
const three = { one: 'pass', two: 'fail', three: 'untested', four: 'inconclusive', five: 'warn' } as const

put('a.json', sideReport({ ...three, two: 'pass' }, { target: 'https://staging.example.com' }))
put('b.json', sideReport(three, { target: 'https://sandbox.example.com' }))
put('c.json', sideReport({ ...three, one: 'fail' }, { target: 'https://example.com' }))
put('old.json', sideReport(three, { digest: 'b'.repeat(64) }))
put('other.json', { ...sideReport(three), schema: 'assay.report/0' })
put('changed.json', { ...sideReport(three), contracts: [{}] })

test('three reports are told as columns, and nothing is written where none asked for it', async () => {
  const { code, stdout } = await assay(['report', 'a.json', 'b.json', 'c.json', '--out', 'none'], { folder })
  expect(code).toBe(0)
  expect(stdout).toContain('The targets differ, or it failed (2 of 5 requirements)')
  expect(stdout).toMatch(/shop\/op\/request\/two .*\n.*\n {4}A ✓ passed\n {4}B ✗ failed .*\n {4}C ✗ failed /)
  expect(stdout).not.toContain('shop/op/request/three')
  expect(existsSync(join(folder, 'none'))).toBe(false)
})

test('the files have names of their own, so that the report of a run beside them stays', async () => {
  await assay(['report', 'a.json', '--to', 'html,markdown', '--out', 'out'], { folder })
  const before = readFileSync(join(folder, 'out/report.html'), 'utf8')
  const { code, stdout } = await assay(['report', 'a.json', 'b.json', '--to', 'html,markdown', '--out', 'out'], {
    folder,
  })
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'report: out/side-by-side.json, out/side-by-side.html, out/side-by-side.md\n',
  })
  expect(readdirSync(join(folder, 'out')).sort()).toEqual([
    'report.html',
    'report.json',
    'side-by-side.html',
    'side-by-side.json',
    'side-by-side.md',
    'summary.md',
  ])
  expect(readFileSync(join(folder, 'out/report.html'), 'utf8')).toBe(before)
  const { contracts } = JSON.parse(readFileSync(join(folder, 'out/side-by-side.json'), 'utf8'))
  expect(contracts[0].rows.map(({ kind }: { kind: string }) => kind)).toEqual([
    'same',
    'differs',
    'same',
    'same',
    'same',
  ])
})

test('another version of the contract is told and not compared', async () => {
  const { code, stdout } = await assay(['report', 'a.json', 'b.json', 'old.json'], { folder })
  expect(code).toBe(0)
  expect(stdout).toContain(
    'shop: 2 versions of the contract: A, B with digest aaaaaaaaaaaa; C with digest bbbbbbbbbbbb.',
  )
  expect(stdout).not.toMatch(/^ {4}C /m)
})

test.each([
  [
    'nothing to compare',
    ['a.json', 'old.json'],
    'Nothing in a.json, old.json can be compared: no two of them hold the same version of a contract.',
  ],
  [
    'a file that is missing',
    ['a.json', 'b.json', 'none.json'],
    'Cannot read the report none.json: there is no such file.',
  ],
  ['a folder', ['a.json', '.'], 'Cannot read the report .: it is a folder; give the file, as in report.json.'],
  ['a report of another format', ['a.json', 'other.json'], 'other.json is no report of this version'],
  ['a report that was changed', ['changed.json', 'a.json'], 'changed.json is no report: /contracts/0'],
  ['the same file twice', ['a.json', './a.json'], './a.json is given twice: give each report once.'],
  [
    'a format of one report',
    ['a.json', 'b.json', '--to', 'junit'],
    "Several reports side by side are not made as 'junit'; known are text, json, html, markdown.",
  ],
  [
    'what is asked of one report',
    ['a.json', 'b.json', '--only', 'shop/**'],
    '--only is for one report: give one file with it.',
  ],
  ['known failures of one target', ['a.json', 'b.json', '--baseline', 'x.json'], '--baseline is for one report'],
])('%s ends with 2 and says why', async (_, args, says) => {
  const { code, stdout, stderr } = await assay(['report', ...args], { folder })
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(says)
})

test.skipIf(!browserPath)(
  'the page has no script, is accessible and whole in both themes, on any screen and on paper',
  async () => {
    await assay(['report', 'a.json', 'b.json', 'c.json', 'old.json', '--to', 'html', '--out', 'page'], { folder })
    const browser = await launch(browserPath as string)
    try {
      for (const [width, colorScheme] of [
        [1440, 'light'],
        [1024, 'dark'],
        [390, 'dark'],
      ] as const) {
        const context = await browser.newContext({
          viewport: { width, height: 900 },
          colorScheme,
        })
        const page = await context.newPage()
        await page.goto(pathToFileURL(join(folder, 'page/side-by-side.html')).href)
        await picture(page, `side-by-side-${width}-${colorScheme}`)
        expect(await page.locator('script').count()).toBe(0)
        expect(await axeViolations(page)).toEqual([])
        expect(await overflow(page)).toBe(0)
        expect(await page.locator('.beside tbody th[scope=row]:visible').count()).toBe(2)
        await page.locator('summary', { hasText: 'op' }).first().click()
        await page.locator('.group summary').first().click()
        expect(await page.locator('.beside tbody th[scope=row]:visible').count()).toBe(7)
        expect(await axeViolations(page)).toEqual([])
        await page.emulateMedia({ media: 'print' })
        expect(await page.locator('.beside tbody th[scope=row]:visible').count()).toBe(2)
        await context.close()
      }
    } finally {
      await browser.close()
    }
  },
  60_000,
)
