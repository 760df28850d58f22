import { createHash } from 'node:crypto'
import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../core/report.ts'
import { hostileReport } from '../../test/hostile-report.ts'
import { facts, mixedReport, mixedRun, sampleCase, sampleRequirement, sampleRun } from '../../test/sample-run.ts'
import { buildReport } from '../build.ts'
import { fragment, requirementAnchor } from './anchors.ts'
import { htmlReport } from './page.ts'

const keptRun = () =>
  sampleRun({
    id: 'till',
    title: 'Till',
    requirements: [sampleRequirement('till/pay/response.200/status'), sampleRequirement('till/pay/error.409/Twice')],
    results: [sampleCase('pay/a', [{ requirement: 'till/pay/response.200/status', verdict: 'pass' }])],
  })

const voided = (): Report => {
  const report = mixedReport()
  return {
    ...report,
    run: { ...report.run, interrupted: true, void: ['shop: the target answered none of 3 requests'] },
  }
}

const reports: readonly [string, () => Report][] = [
  ['an empty', () => buildReport(facts, [])],
  ['a conformant', () => buildReport(facts, [keptRun()])],
  ['a mixed', mixedReport],
  ['a voided', voided],
  ['a hostile', hostileReport],
  ['one of two contracts', () => buildReport(facts, [mixedRun(), keptRun()])],
]

describe.each(reports)('the page of %s report', (_, report) => {
  test('is valid HTML', async () => {
    const { results } = await validator.validateString(htmlReport(report()))
    expect(results.flatMap(({ messages }) => messages.map(({ line, message }) => `${line}: ${message}`))).toEqual([])
  })

  test('has a place for every requirement, and every link of it leads somewhere', () => {
    const page = htmlReport(report())
    const places = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => unescaped(id))
    const links = [...page.matchAll(/ href="#([^"]*)"/g)].map(([, id = '']) => decodeURIComponent(unescaped(id)))
    expect(links.filter((link) => !places.includes(link))).toEqual([])
    const wanted = report().contracts.flatMap(({ requirements }) => requirements.map(({ id }) => requirementAnchor(id)))
    expect(
      wanted.filter(
        (anchor) => places.filter((place) => place === decodeURIComponent(fragment(anchor).slice(1))).length !== 1,
      ),
    ).toEqual([])
  })

  test('allows its own style and script, and nothing else', () => {
    const page = htmlReport(report())
    const hash = (tag: string) => {
      const [, text = ''] = page.match(new RegExp(`<${tag}>(.*?)</${tag}>`, 's')) ?? []
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    }
    const [, policy = ''] = page.match(/Content-Security-Policy" content="([^"]*)"/) ?? []
    expect(unescaped(policy).split('; ')).toEqual([
      "default-src 'none'",
      `style-src ${hash('style')}`,
      `script-src ${hash('script')}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ])
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(page).not.toMatch(/<[^>]* (?:style|on\w+|src)=/)
  })
})

test('the page of a mixed report', () => {
  const page = htmlReport(mixedReport())
  expect(page.replace(/(<(style|script)>).*?(<\/\2>)/gs, '$1…$3').replace(/sha256-[\w+/=]+/g, '…')).toMatchSnapshot()
})

test('hundreds of promises broken in thousands of ways make a page to open', () => {
  const body = JSON.stringify(Array.from({ length: 800 }, (_, index) => `text ${index}`))
  const ids = Array.from({ length: 3_600 }, (_, index) => `shop/op${index % 11}/response.200/member${index}/type`)
  const report = mixedReport()
  const [contract] = report.contracts
  const [broken] = contract?.requirements ?? []
  const [finding] = broken?.findings ?? []
  const exchange = contract?.exchanges[finding?.exchange ?? '']
  if (!contract || !broken || !finding || exchange?.outcome.kind !== 'reply') throw new Error('The sample changed.')
  const reply = { ...exchange.outcome.reply, body }
  const all: Report = {
    ...report,
    contracts: [
      {
        ...contract,
        requirements: ids.map((id) => ({ ...broken, id, findings: Array.from({ length: 5 }, () => ({ ...finding })) })),
        exchanges: { [finding.exchange]: { ...exchange, outcome: { kind: 'reply', reply } } },
      },
    ],
  }
  const page = htmlReport(all)
  expect(page.length).toBeLessThan(5_000_000)
  expect(page).toContain('The page is full')
})

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    'long-title': 'off',
    'no-inline-style': 'error',
    // Ids hold the requirement's own id, whose characters HTML allows.
    'valid-id': ['error', { relaxed: true }],
    'require-sri': 'off',
    'no-trailing-whitespace': 'off',
    'doctype-style': 'off',
    'text-content': 'off',
  },
})

const unescaped = (text: string): string =>
  text.replace(
    /&#39;|&quot;|&lt;|&gt;|&amp;/g,
    (entity) => ({ '&#39;': "'", '&quot;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&' })[entity] ?? '',
  )
