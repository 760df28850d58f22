// A report whose every text is one that a document, a target or a user could have chosen badly.
import type { Exchange } from '../core/exchange.ts'
import type { Report } from '../core/report.ts'
import { buildReport } from '../reports/build.ts'
import {
  facts,
  sampleCase,
  sampleExchange,
  sampleFinding,
  sampleReply,
  sampleRequirement,
  sampleRun,
} from './sample-run.ts'

/** All that may stand in a reply, an OpenAPI document or a header. */
export const hostile = `]]></failure><!-- & &amp; &#0; "quoted" 'single' <script> \u0000\u0007\u001b[31m\ud800\ufffe\uffff 𝟙 é`

/** A failure, a warning, an open and an untried requirement, all of them named and described by `text`. */
export const reportOf = (text: string): Report => {
  const id = `shop/op/${text}`
  const source = { document: text, section: text, row: text }
  const parts = { title: text, source, operation: text }
  const finding = sampleFinding({ message: text, at: text, expected: text, received: text, exchange: 'case#1' })
  return buildReport(facts, [
    sampleRun({
      id: text,
      title: text,
      requirements: [
        sampleRequirement(id, parts),
        sampleRequirement(`${id}/warn`, { ...parts, level: 'should' }),
        sampleRequirement(`${id}/open`, parts),
        sampleRequirement(`${id}/untried`, { ...parts, testedBy: { kind: 'nothing', how: text } }),
      ],
      results: [
        sampleCase(
          text,
          [
            { requirement: id, verdict: 'fail', finding },
            { requirement: `${id}/warn`, verdict: 'fail', finding },
            { requirement: `${id}/open`, verdict: 'inconclusive', reason: text },
          ],
          exchangesOf(text),
        ),
      ],
    }),
  ])
}

const exchangesOf = (text: string): readonly Exchange[] => {
  const request = { method: 'POST', path: `/${text}`, headers: { 'X-Text': text, 'Content-Type': text }, body: text }
  const outcomes: readonly Exchange['outcome'][] = [
    { kind: 'reply', reply: sampleReply({ body: text, headers: { 'content-type': text, location: text } }) },
    { kind: 'broken', fault: 'stalled', detail: text },
    { kind: 'silent', cause: 'timeout', detail: text },
    { kind: 'withheld', detail: text },
  ]
  return outcomes.map((outcome, index) => sampleExchange(`case#${index + 1}`, { request, outcome }))
}
