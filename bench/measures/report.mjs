import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { load } from '../modes/subject.mjs'
import { median } from '../rounds.mjs'
import { row } from '../table.mjs'

const times = 5
const requirements = 2_000
const exchanges = 20_000

/** How long the page of a large report takes to make, and to open where there is a browser. */
export const report = async (dist) => {
  const { htmlReport } = await load(dist, 'reports/html/page.js')
  const large = largeReport()
  const made = []
  let page = ''
  for (let turn = 0; turn < times; turn += 1) {
    const started = performance.now()
    page = htmlReport(large)
    made.push(performance.now() - started)
  }
  const opened = await openedIn(page)
  const ms = (all, atMost) => [{ atMost }, { value: median(all), text: `${Math.round(median(all))} ms` }]
  return {
    rows: [
      row(`page of ${requirements} requirements, ${exchanges} exchanges`, ...ms(made, 2_000)),
      row('  its size', { atMost: 5 }, { value: page.length / 1e6, text: `${(page.length / 1e6).toFixed(2)} MB` }),
      ...(opened.length === 0 ? [] : [row('  opened and painted in chromium', ...ms(opened, 1_500))]),
    ],
    details: { made: made.map(Math.round), opened: opened.map(Math.round) },
  }
}

const browserPath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path && existsSync(path),
)

const openedIn = async (page) => {
  if (!browserPath) return []
  const file = join(mkdtempSync(join(tmpdir(), 'assay-bench-')), 'report.html')
  writeFileSync(file, page)
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  })
  const opened = []
  for (let turn = 0; turn < times; turn += 1) {
    const tab = await browser.newPage()
    const started = performance.now()
    await tab.goto(pathToFileURL(file).href)
    await tab.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))')
    opened.push(performance.now() - started)
    await tab.close()
  }
  await browser.close()
  return opened
}

/** Half kept, a quarter broken, a quarter not tried; ten exchanges of 2 kB to each requirement. */
const largeReport = () => {
  const counts = { fail: 500, error: 0, inconclusive: 0, warn: 0, pass: 1_000, untested: 500 }
  const none = { fail: 0, error: 0, inconclusive: 0, warn: 0, pass: 0, untested: 0 }
  return {
    schema: 'assay.report/1',
    tool: { name: 'assay', version: '0.0.0' },
    run: {
      seed: 1,
      startedAt: '2024-01-01T00:00:00.000Z',
      durationMs: 60_000,
      requests: exchanges,
      outcome: 'nonconformant',
      void: [],
      interrupted: false,
    },
    contracts: [
      {
        id: 'large',
        title: 'A large contract',
        digest: '0'.repeat(64),
        target: 'http://127.0.0.1:8080',
        outcome: 'nonconformant',
        requests: exchanges,
        summary: { must: counts, should: none, may: none },
        requirements: Array.from({ length: requirements }, (_, index) => requirementAt(index)),
        exchanges: Object.fromEntries(
          Array.from({ length: exchanges }, (_, index) => exchangeAt(index)).map((one) => [one.id, one]),
        ),
        created: [],
        errors: [],
        settings: {
          contract: 'large',
          tag: 'bench',
          runs: 48,
          reading: 'lenient',
          timeoutMs: 10_000,
          settleMs: 10_000,
          headers: {},
          fixtures: {},
          authenticated: true,
        },
      },
    ],
  }
}

const body = JSON.stringify({
  items: Array.from({ length: 40 }, (_, index) => ({ id: `item ${index}`, price: index })),
})

const requirementAt = (index) => {
  const verdict = ['fail', 'pass', 'untested', 'pass'][index % 4]
  const facet = ['request', 'response.200', 'response.400', 'auth'][Math.floor(index / 4) % 4]
  const finding = {
    message: `member ${index} must be a text`,
    at: `/items/${index % 40}/price`,
    expected: 'a text',
    received: String(index),
    exchange: `case/${index}#10`,
    ambiguities: [],
    curl: `curl -i -X POST 'http://127.0.0.1:8080/orders' --data-raw '${body}'`,
    replay: `case/${index}`,
  }
  return {
    id: `large/operation${index % 12}/${facet}/items[]/member${index}/type`,
    operation: `operation${index % 12}`,
    level: 'must',
    title: `items/member${index} is a text`,
    source: { document: '001 Orders', section: 'Contracts / Order', row: `member${index}` },
    verdict,
    ...(verdict === 'untested' ? { reason: 'no reply held it' } : {}),
    ambiguities: [],
    cases: 10,
    findings: verdict === 'fail' ? Array.from({ length: 5 }, () => finding) : [],
  }
}

const exchangeAt = (index) => ({
  id: `case/${Math.floor(index / 10)}#${(index % 10) + 1}`,
  operation: `operation${index % 12}`,
  request: { method: 'POST', path: '/orders', headers: { 'Content-Type': 'application/json' }, body },
  outcome: {
    kind: 'reply',
    reply: { status: 200, headers: { 'content-type': 'application/json' }, body, ms: 3 },
  },
})
