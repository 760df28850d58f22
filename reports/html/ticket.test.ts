import { expect, test } from 'vitest'
import type { ContractReport, FindingReport, RequirementReport } from '../../core/report.ts'
import { mixedReport } from '../../test/sample-run.ts'
import { ticketText } from './ticket.ts'

const report = mixedReport()
const contract = report.contracts[0] as ContractReport
const requirement = contract.requirements[0] as RequirementReport
const finding = requirement.findings[0] as FindingReport

test('a ticket tells what is promised, what came, and how to see it', () => {
  expect(
    ticketText({ report, contract, requirement, finding, exchange: contract.exchanges[finding.exchange] }),
  ).toBe(`createOrder: sku: one character too few ("") is accepted

The document promises:
  sku is at least 1 long
  (001 Orders, Order, row sku)

Expected:
  400

Received:
  status: it answers 200 {"id":"1"}

To reproduce:
  curl -i -X POST 'http://127.0.0.1:8080/orders' \\
    -H 'Authorization: Bearer '"$ASSAY_TOKEN"'' \\
    -H 'Content-Type: application/json' \\
    --data-raw '{"sku":""}'

Reply:
  HTTP 200, application/json
  {"id":"1"}

Found at http://127.0.0.1:8080 on 2024-02-29T10:45:15.000Z by Assay 1.2.3, contract shop (aaaaaaaaaaaa), requirement shop/createOrder/request/sku/minLength.`)
})

test('without a reply it tells why there is none; a line too long to paste is left out', () => {
  const text = ticketText({
    report,
    contract,
    requirement,
    finding: { ...finding, at: '', curl: 'x'.repeat(5_000) },
    exchange: {
      id: 'a#1',
      operation: 'createOrder',
      request: { method: 'GET', path: '/', headers: {} },
      outcome: { kind: 'broken', fault: 'reset', detail: 'the connection was reset' },
    },
  })
  expect(text).toContain('Received:\n  it answers 200 {"id":"1"}\n\nReply:\n  the connection was reset\n\nFound at')
})
