// A report whose every text that a target, a document or a user may have written tries to break out of the page.
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

export const hostile = `</pre></script><!--<script>window.owned = 1</script><img src=x onerror="window.owned = 2"><svg/onload=window.owned=3>"'><a href="javascript:window.owned=4">x</a><style>body{display:none}</style><base href="https://example.com/"><meta http-equiv="refresh" content="0;url=https://example.com/">\u0000\u202e`

const id = `shop/createOrder/request/${hostile}/maxLength`
const open = `shop/createOrder/response.200/${hostile}/type`

export const hostileReport = (): Report =>
  buildReport(facts, [
    sampleRun({
      title: hostile,
      target: hostile,
      errors: [hostile],
      requirements: [
        sampleRequirement(id, { title: hostile, source: { document: hostile, section: hostile, row: hostile } }),
        sampleRequirement(`${id}2`, { title: hostile, level: 'should' }),
        sampleRequirement(open, { title: hostile }),
      ],
      results: [
        sampleCase(
          hostile,
          [
            { requirement: id, verdict: 'fail', finding: hostileFinding() },
            { requirement: `${id}2`, verdict: 'warn', finding: { ...hostileFinding(), ambiguities: [46] } },
            { requirement: open, verdict: 'inconclusive', reason: hostile },
          ],
          [`${hostile}#1`, `${hostile}#2`].map((one) => hostileExchange(one)),
        ),
      ].map((one) => ({ ...one, created: [hostile] })),
    }),
  ])

const hostileFinding = () =>
  sampleFinding({ message: hostile, at: hostile, expected: hostile, received: hostile, exchange: `${hostile}#2` })

const hostileExchange = (exchange: string) =>
  sampleExchange(exchange, {
    request: {
      method: 'POST',
      path: `/${hostile}`,
      headers: { [hostile]: hostile },
      body: JSON.stringify({ a: hostile }),
    },
    outcome: { kind: 'reply', reply: sampleReply({ headers: { 'x-a': hostile }, body: hostile }) },
  })
