import { expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { hostile, reportOf } from '../test/any-text-report.ts'
import { knownReport } from '../test/known-report.ts'
import {
  facts,
  mixedReport,
  sampleCase,
  sampleExchange,
  sampleFinding,
  sampleRequirement,
  sampleRun,
} from '../test/sample-run.ts'
import { buildReport } from './build.ts'
import { markdown } from './markdown.ts'

test('a summary tells outcome, counts, what is broken and how to see it, what was not tried, and the readings', () => {
  expect(markdown(mixedReport())).toBe(`# Assay: NOT CONFORMANT, judged 4 of 6 musts, 66 %

| contract | level | passed | warned | failed | inconclusive | untested | error |
|--|--|--:|--:|--:|--:|--:|--:|
| Shop | must | 2 | 1 | 1 | 1 | 1 | 0 |
| Shop | should | 0 | 1 | 0 | 0 | 0 | 0 |

## Shop (shop): NOT CONFORMANT, judged 4 of 6 musts, 66 %

3 requests to \`http://127.0.0.1:8080\`

### Failed, by cause (1)

**1. createOrder: sku: one character too few ("") is accepted**

- \`shop/createOrder/request/sku/minLength\`
- promised: 001 Orders, Order, row sku: sku is at least 1 long
- expected \`400\` → received \`status\`: \`it answers 200 {"id":"1"}\`

<details><summary>try it again</summary>

\`npx assay replay 'report.json#shop/createOrder/request/sku/minLength'\`

\`\`\`sh
curl -i -X POST 'http://127.0.0.1:8080/orders' \\
  -H 'Authorization: Bearer '"$ASSAY_TOKEN"'' \\
  -H 'Content-Type: application/json' \\
  --data-raw '{"sku":""}'
\`\`\`

</details>


### Warned (1)

- \`shop/createOrder/protocol/wrong-method\`: The path with another method is accepted; expected \`404 or 405\`; received \`it answers 200 {"id":"1"}\`

### Inconclusive, and why (1)

- 1: no reply within 100 ms \`shop/getOrder/response.200/status\`

### Untested, and why (1)

- 1: a fault inside the target cannot be caused from outside \`shop/getOrder/response.500/parses\`

### Readings the target holds where the documents leave two open (1)

- The reply is labelled application/problem+json, ambiguity 46

seed 7 · 3 requests in 1.2 s
`)
})

test('what voids the run and a list that is to be mended come first, and what is known has its own part', () => {
  const report = knownReport()
  const text = markdown({ ...report, run: { ...report.run, interrupted: true, void: ['shop: it answered nothing'] } })
  expect(text).toContain(`# Assay: NOT CONFORMANT, judged 4 of 6 musts, 66 %

**Read this first**

- The run was interrupted; what was not reached is not judged.
- shop: it answered nothing

**The list of known failures known.json needs changes (1): until then the run is red (assay baseline REPORT --prune removes what no longer fails)**

- shop/createOrder/request/sku/maxLength does not fail any more: take it out of the list

| contract `)
  expect(text).toContain(`### Known failures (1)

- \`shop/createOrder/request/sku/minLength\` until 2024-12-31, Ada: SHOP-7
`)
  expect(text).not.toContain('Failed, by cause')
})

const attacks = [
  hostile,
  '<img src=x onerror=alert(1)>',
  '| a | b |\n|--|--|\n# heading\n- list',
  '```\n# out of the fence\n```',
  '`code` ``code`` `',
  '@someone and @org/team, see #1, GH-2 and https://example.com/ or www.example.com',
  '[link](https://example.com) ![image](x) **bold** _em_ ~~no~~ $x$ \\',
]

/** What is left for Markdown to interpret, by the rules of CommonMark: code and escaped characters are gone. */
const interpreted = (text: string): string => {
  const unfenced = text.replace(/^(`{3,})sh\n[\s\S]*?\n\1$/gm, '')
  return unfenced.replace(/\\[!-/:-@[-`{-~]|(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')
}

test.each(attacks)('text of others stays text: %j', (text) => {
  const written = markdown(reportOf(text))
  const [plain, ours] = [interpreted(written), interpreted(markdown(reportOf('x')))]
  for (const mark of ['<', '>', '[', ']', '_', '~', '$', '*', '|', '`', '\\'])
    expect([mark, plain.split(mark).length]).toEqual([mark, ours.split(mark).length])
  expect(plain).not.toMatch(/@\w|#\d|\bGH-\d|:\/\/|www\.\w/i)
  const shape = (all: string) => all.split('\n').map((line) => /^(#+ |\||- |\*\*|$)/.exec(line)?.[0])
  expect(shape(plain)).toEqual(shape(ours))
})

test('a curl line with a fence in it stays in a longer fence', () => {
  const [contract] = mixedReport().contracts
  const curl = "curl --data-raw '\n```\n# out\n````\n'"
  const requirements = contract?.requirements.map((one) => ({
    ...one,
    findings: one.findings.map((finding) => ({ ...finding, curl })),
  }))
  const report = { ...mixedReport(), contracts: [{ ...contract, requirements }] } as Report
  expect(markdown(report)).toContain(`\`\`\`\`\`sh\n${curl}\n\`\`\`\`\`\n`)
})

/** So many promises broken, each for a cause of its own. */
const manyBroken = (count: number, received: string): Report => {
  const ids = Array.from({ length: count }, (_, index) => `shop/op${index}/response.200/status`)
  const evidence = ids.map((requirement) => ({
    requirement,
    verdict: 'fail' as const,
    finding: sampleFinding({ message: requirement, received }),
  }))
  return buildReport(facts, [
    sampleRun({ requirements: ids.map((id) => sampleRequirement(id)), results: [sampleCase('case', evidence)] }),
  ])
}

test.each(['x'.repeat(600), '€'.repeat(600), '`'.repeat(600)])('a summary is cut at 200 KB and says so', (received) => {
  const text = markdown(manyBroken(2000, received))
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(200_000)
  expect(Buffer.byteLength(text)).toBeGreaterThan(190_000)
  const [, left] =
    /^\*\*Cut to 200 KB\.\*\* Left out: (\d+) of 2000 failed promises\. All of it is in report\.json\.$/m.exec(
      text,
    ) ?? ['', '']
  expect(text.match(/^\*\*\d+\. /gm)).toHaveLength(2000 - Number(left))
  expect(text).toContain('\nseed 7 · ')
})

test('what fits is not cut', () => {
  expect(markdown(manyBroken(100, 'x'))).not.toContain('Cut to')
})

test('five failures take less than 60 lines, what is closed aside', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'].map((name) => `shop/op${name}/response.200/status`)
  const results = ids.map((id, index) =>
    sampleCase(
      `case${index}`,
      [{ requirement: id, verdict: 'fail', finding: sampleFinding({ message: id, exchange: `case${index}#1` }) }],
      [sampleExchange(`case${index}#1`)],
    ),
  )
  const requirements = ids.map((id) => sampleRequirement(id))
  const text = markdown(buildReport(facts, [sampleRun({ requirements, results })]))
  expect(ids.filter((id) => text.includes(id))).toEqual(ids)
  const closed = text.replace(/<summary>[\s\S]*?<\/details>/g, '')
  expect(closed).not.toContain('curl')
  expect(closed.split('\n').length).toBeLessThan(60)
})
