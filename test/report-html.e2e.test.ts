// The page of a report as people meet it: in a real browser, in both themes, without script, by keyboard, from a file.
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import type { Report } from '../core/report.ts'
import { buildReport } from '../reports/build.ts'
import { htmlReport } from '../reports/html/page.ts'
import { axeViolations, browserPath, launch, overflow, picture } from './browser.ts'
import { assay, newFolder } from './cli.ts'
import { hostileReport } from './hostile-report.ts'
import { knownReport } from './known-report.ts'
import { facts, sampleCase, sampleExchange, sampleFinding, sampleRequirement, sampleRun } from './sample-run.ts'

const faults = [
  'ignores-referenceId-maxLength',
  'payload-total-boolean',
  'error-title-missing',
  'errors-name-another-field',
  'invalid-payment-answered-422',
  'refuses-non-ascii-itemName',
  'text-errors',
  'token-in-refusal',
  'accepts-unknown-token-at-requestPayment',
  'ignores-customerOrder.billing.firstName-maxLength',
]

/** Thirty promises that are broken, each by a cause of its own. */
const thirtyFailures = (): Report => {
  const ids = Array.from({ length: 30 }, (_, index) => `shop/operation${index}/response.200/id/type`)
  return buildReport(facts, [
    sampleRun({
      requirements: ids.map((id) => sampleRequirement(id)),
      results: ids.map((requirement, index) => {
        const exchange = sampleExchange(`operation${index}/a#1`)
        const finding = sampleFinding({ message: `id number ${index} is text`, exchange: exchange.id })
        return sampleCase(`operation${index}/a`, [{ requirement, verdict: 'fail', finding }], [exchange])
      }),
    }),
  ])
}

const broken = 'dkhardware/createOrder/request/referenceId/maxLength'
const promises = (await loadContract('dkhardware')).requirements.length

if (!browserPath)
  process.stderr.write(
    '\nSKIPPED: no browser, so the page of a report is not tested. Install chromium, or set CHROMIUM_PATH.\n',
  )

describe.skipIf(!browserPath)('the page of a report', () => {
  let browser: Browser
  const pages: Record<string, string> = {}
  const open: Page[] = []

  beforeAll(async () => {
    const folder = newFolder()
    const ten = ['run', 'dkhardware', '--out', 'ten', ...faults.flatMap((fault) => ['--fault', fault])]
    for (const args of [ten, ['run', '--out', 'four'], ['run', 'crayon', '--out', 'one']])
      await assay([...args, '--seed', '1', '--report', 'html'], { folder })
    for (const name of ['ten', 'four', 'one']) pages[name] = pathToFileURL(join(folder, name, 'report.html')).href
    const reports = { hostile: hostileReport(), known: knownReport(), thirty: thirtyFailures() }
    for (const [name, report] of Object.entries(reports)) {
      writeFileSync(join(folder, `${name}.html`), htmlReport(report))
      pages[name] = pathToFileURL(join(folder, `${name}.html`)).href
    }
    browser = await launch(browserPath as string)
  }, 600_000)
  afterEach(async () => {
    await Promise.all(open.splice(0).map((page) => page.context().close()))
  })
  afterAll(() => browser?.close())

  const visit = async (
    name: string,
    { fragment = '', ...options }: BrowserContextOptions & { readonly fragment?: string } = {},
  ) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
    const page = await context.newPage()
    open.push(page)
    page.setDefaultTimeout(10_000)
    const said: string[] = []
    page.on('request', (request) => said.push(`request ${request.url().split('#')[0]}`))
    page.on('console', (message) => said.push(`console ${message.text()}`))
    page.on('pageerror', (error) => said.push(`error ${error.message}`))
    page.on('dialog', (dialog) => said.push(`dialog ${dialog.message()}`))
    await page.goto(`${pages[name]}${fragment}`)
    return { page, said }
  }

  const openAll = (page: Page) =>
    page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`)

  describe.each(['one', 'ten', 'four', 'hostile', 'known'])('%s', (name) => {
    test.each(['light', 'dark'] as const)('is accessible in the %s theme, folded and unfolded', async (colorScheme) => {
      const { page } = await visit(name, { colorScheme })
      await picture(page, `${name}-1440-${colorScheme}`)
      expect(await axeViolations(page)).toEqual([])
      if (name === 'four') return
      await openAll(page)
      expect(await axeViolations(page)).toEqual([])
    })

    test('is no wider than a telephone, folded and unfolded', async () => {
      const { page } = await visit(name, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
      await picture(page, `${name}-390-dark`)
      expect(await overflow(page)).toBe(0)
      await openAll(page)
      expect(await overflow(page)).toBe(0)
    })

    test('loads nothing, complains of nothing and fits its tab', async () => {
      const { page, said } = await visit(name)
      await openAll(page)
      expect(said).toEqual([`request ${pages[name]}`])
    })
  })

  test('of the four contracts together is a file to send', () => {
    expect(statSync(fileURLToPath(pages['four'] ?? '')).size).toBeLessThan(5_000_000)
  })

  test('answers whether it may ship on the first screen, and the second click shows a request that fails', async () => {
    const { page } = await visit('ten')
    const inView = `document.querySelector('h1').getBoundingClientRect().bottom < innerHeight`
    expect(await page.evaluate(inView)).toBe(true)
    expect(await page.locator('h1').textContent()).toMatch(/Not conformant$/)
    await page.locator('.cell.fail a[data-column=Fields]').click()
    await picture(page, 'ten-first-click', { fullPage: false })
    await page.locator('.promises a:visible', { hasText: 'referenceId has at most 64 characters' }).click()
    const row = page.locator('.requirement:visible', { hasText: broken })
    expect(await row.locator('pre').first().textContent()).toContain('POST /v1/order/create')
    expect(await row.locator('pre mark').first().textContent()).toMatch(/^"x{60,}"$|^".{65,}"$/)
    expect(await row.locator('.again pre').first().textContent()).toBe(
      'npx assay replay report.json#dkhardware/createOrder/request/referenceId/maxLength',
    )
    await picture(page, 'ten-second-click', { fullPage: false })
  })

  test.each([true, false])('a link to a requirement opens what it lies in: script %s', async (javaScriptEnabled) => {
    const { page } = await visit('ten', { fragment: `#req-${broken}`, javaScriptEnabled })
    const row = page.locator(`[id="req-${broken}"]`)
    await expect.poll(() => row.isVisible()).toBe(true)
    const top = async () => (await row.boundingBox())?.y ?? Number.NaN
    await expect.poll(top).toBeLessThan(900)
    expect(await top()).toBeGreaterThanOrEqual(0)
  })

  test('reads without script: all of it is there, and nothing that needs script is offered', async () => {
    const { page, said } = await visit('ten', { javaScriptEnabled: false })
    await picture(page, 'ten-no-script')
    expect(await page.getByRole('button').count()).toBe(0)
    expect(await page.getByRole('searchbox').count()).toBe(0)
    // The first failure is open.
    expect(await page.locator('.requirement:visible').count()).toBe(1)
    await page.locator('.broken summary', { hasText: 'referenceId' }).click()
    expect(await page.locator('.requirement:visible').count()).toBe(2)
    expect(said).toEqual([`request ${pages['ten']}`])
  })

  test('reads where the viewer drops style and script', async () => {
    const { page } = await visit('ten', { javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
    await page.evaluate(`document.querySelector('style').remove()`)
    await picture(page, 'ten-no-style')
    expect(await page.locator('main').textContent()).toMatch(/Not conformant[\s\S]*Failed/)
  })

  test('the filter leaves what matches and says how much it is', async () => {
    const { page } = await visit('ten')
    const shown = () => page.locator('.promises tbody tr:not(.head):visible').count()
    await page.getByRole('searchbox').fill('referenceid maxlength')
    await expect.poll(() => page.locator('#filter output').textContent()).toMatch(new RegExp(`^\\d+ of ${promises}$`))
    expect(await shown()).toBe(Number.parseInt((await page.locator('#filter output').textContent()) ?? '', 10))
    expect(await shown()).toBeGreaterThan(0)
    await page.getByLabel('Verdict').selectOption('failed')
    await expect.poll(() => page.locator('#filter output').textContent()).toBe(`1 of ${promises}`)
    expect(await page.locator('.all details:visible').count()).toBe(2)
    await picture(page, 'ten-filtered')
    await page.getByRole('button', { name: 'Clear' }).click()
    await expect.poll(shown).toBe(0)
    expect(await page.locator('#filter output').textContent()).toBe('')
    expect(await page.locator('.all .operation:visible').count()).toBe(4)
  })

  test('a link to what the filter hides shows it', async () => {
    const { page } = await visit('ten')
    await page.getByRole('searchbox').fill('nothing has this name')
    await expect.poll(() => page.locator('#filter output').textContent()).toBe(`0 of ${promises}`)
    await page.locator('.cell a').first().click()
    await expect.poll(() => page.locator('.promises tbody tr:visible').count()).toBeGreaterThan(0)
  })

  test('the keyboard reaches a cause, shows where it is, and closes and opens it', async () => {
    const { page } = await visit('ten')
    const focused = () => page.evaluate<string>(`document.activeElement.textContent.trim()`)
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Skip to the outcome')
    for (let step = 0; step < 60; step += 1) {
      if (await page.evaluate(`document.activeElement.matches('.broken summary')`)) break
      await page.keyboard.press('Tab')
      const outline = await page.evaluate<string>(`getComputedStyle(document.activeElement).outlineStyle`)
      expect(outline, await focused()).not.toBe('none')
    }
    const isOpen = () => page.evaluate<boolean>(`document.activeElement.parentElement.open`)
    expect(await isOpen()).toBe(true)
    await page.keyboard.press('Enter')
    expect(await isOpen()).toBe(false)
    await page.keyboard.press('Space')
    expect(await isOpen()).toBe(true)
  })

  test('the theme is chosen by a button and remembered', async () => {
    const { page } = await visit('ten', { colorScheme: 'light' })
    const paper = () => page.evaluate<string>(`getComputedStyle(document.body).backgroundColor`)
    const light = await paper()
    await page.getByRole('button', { name: 'Dark theme' }).click()
    expect(await paper()).not.toBe(light)
    await page.reload()
    expect(await paper()).not.toBe(light)
    await page.getByRole('button', { name: 'Light theme' }).click()
    expect(await paper()).toBe(light)
  })

  test('a text is copied whole', async () => {
    const { page } = await visit('ten', {
      fragment: `#req-${broken}`,
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await page.locator('.again:visible').getByRole('button', { name: 'Copy' }).click()
    await expect.poll(() => page.locator('#status').textContent()).toBe('Copied')
    expect(await page.evaluate(`navigator.clipboard.readText()`)).toBe(
      'npx assay replay report.json#dkhardware/createOrder/request/referenceId/maxLength',
    )
  })

  test('nothing that a target wrote runs or becomes part of the page', async () => {
    const { page, said } = await visit('hostile')
    await openAll(page)
    await page.locator('#theme').click()
    expect(await page.evaluate(`typeof owned`)).toBe('undefined')
    const foreign = `document.querySelectorAll('img, base, iframe, object, body script ~ *, meta[http-equiv=refresh], [onload], [onerror], a[href^="javascript"]').length`
    expect(await page.evaluate(foreign)).toBe(0)
    expect(await page.evaluate(`[document.scripts.length, document.styleSheets.length]`)).toEqual([1, 1])
    expect(await page.locator('h3', { hasText: 'window.owned = 1' }).count()).toBeGreaterThan(0)
    expect(page.url()).toBe(pages['hostile'])
    expect(said).toEqual([`request ${pages['hostile']}`])
  })

  test('what is looked for and what is open stands in the address, and is there again for whoever is sent it', async () => {
    const { page } = await visit('ten')
    await page.locator('.broken summary').first().click()
    await page.getByRole('searchbox').fill('referenceid maxlength')
    await expect.poll(() => page.url()).toContain('#?text=referenceid+maxlength')
    await page.getByLabel('Verdict').selectOption('failed')
    await expect.poll(() => page.url()).toContain('verdict=fail')
    const { page: other } = await visit('ten', { fragment: new URL(page.url()).hash })
    expect(await other.getByRole('searchbox').inputValue()).toBe('referenceid maxlength')
    expect(await other.locator('#filter output').textContent()).toBe(`1 of ${promises}`)
    await other.getByRole('button', { name: 'Clear' }).click()
    expect(new URL(other.url()).hash).toBe('')
    await other.locator('.broken summary').first().click()
    await expect.poll(() => other.url()).toContain('#?open=req-')
    const { page: third } = await visit('ten', { fragment: new URL(other.url()).hash })
    await expect.poll(() => third.locator('.broken .requirement:visible').count()).toBe(1)
  })

  test('failures come before the operations, and a count leads to its rows', async () => {
    const { page } = await visit('ten')
    const top = async (id: string) => (await page.locator(`#${id}`).boundingBox())?.y ?? Number.NaN
    expect(await top('filter')).toBeLessThan(await top('broken'))
    expect(await top('broken')).toBeLessThan(await top('matrix'))
    const count = page.locator('.counts a[data-verdict=pass][data-level=should]')
    const of = await count.textContent()
    await count.click()
    expect(await page.locator('#filter output').textContent()).toBe(`${of} of ${promises}`)
    expect(await page.locator('.promises tbody tr:not(.head):visible').count()).toBe(Number(of))
  })

  test.each([true, false])(
    'what passed shows a request and a reply that could have broken it: script %s',
    async (javaScriptEnabled) => {
      const { page } = await visit('one', { javaScriptEnabled })
      await openAll(page)
      const link = page.locator('.promises tbody[data-verdict=pass] a[href^="#seen-"]').first()
      expect(await page.locator('.promises tbody[data-verdict=pass] i').first().textContent()).toMatch(
        /^seen in \d+ exchanges?/,
      )
      await link.click()
      const shown = page.locator(`[id="${decodeURIComponent(((await link.getAttribute('href')) ?? '').slice(1))}"]`)
      expect(await shown.locator('pre').first().textContent()).toMatch(/^(?:GET|POST|PUT|PATCH|DELETE) /)
      expect(await shown.locator('pre').nth(1).textContent()).toMatch(/^\d{3}\n/)
    },
  )

  test.each(['ten', 'four'])('%s: nothing is cut off at 1,024 pixels', async (name) => {
    const { page } = await visit(name, { viewport: { width: 1024, height: 768 } })
    await picture(page, `${name}-1024`)
    expect(await overflow(page)).toBe(0)
  })

  test('thirty failures are printed on at most four pages', async () => {
    const { page } = await visit('thirty')
    const paper = await page.pdf({ format: 'A4' })
    expect(paper.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 99).toBeLessThanOrEqual(4)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.broken .requirement:visible').count()).toBe(30)
  })

  test.each(['ten', 'four'])('%s: nothing is cut off on paper', async (name) => {
    // A4 without the margins of print.ts.
    const { page } = await visit(name, { viewport: { width: 733, height: 1060 } })
    await page.emulateMedia({ media: 'print' })
    expect(await overflow(page)).toBe(0)
  })

  test('on paper what is broken is unfolded, and nothing is there to press', async () => {
    const { page } = await visit('ten')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.broken .requirement').first().isVisible()).toBe(true)
    expect(await page.getByRole('button').count()).toBe(0)
    await picture(page, 'ten-print')
  })
})
