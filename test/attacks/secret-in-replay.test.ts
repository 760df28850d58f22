// A target chooses ids that look like the names of secrets; a report is changed by whoever sends it. Replaying them gives nothing away.
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { loadContract } from '../../contracts/load.ts'
import type { WireRequest } from '../../core/exchange.ts'
import type { ContractReport, FindingReport } from '../../core/report.ts'
import { openSession } from '../../suites/session.ts'
import { resend } from '../../suites/verbatim.ts'
import { folderOf } from '../folder-of.ts'
import { specFor } from '../reference-spec.ts'
import { mixedReport, sampleExchange } from '../sample-run.ts'
import { startRecorder } from '../servers/recorder.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const document = {
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  paths: { '/orders': { get: { operationId: 'createOrder', responses: { '200': { description: 'all' } } } } },
}
const path = join(folderOf({ 'orders.json': document }), 'orders.json')
const contract = await loadContract(path)

const [contractReport] = mixedReport().contracts as readonly [ContractReport]
const finding = contractReport.requirements[0]?.findings[0] as FindingReport

const resent = async (request: WireRequest) => {
  const server = await startRecorder(() => ({ status: 200, body: '{}' }))
  closing.push(server.close)
  const auth = {
    kind: 'oauth2',
    grant: 'client_credentials',
    tokenUrl: `${server.baseUrl}/token`,
    clientId: 'assay',
    clientSecret: 'client-secret-4711',
    clientAuthentication: 'basic',
    parameters: {},
    issued: {
      placement: { headers: { Authorization: 'Bearer token-4711' }, query: {} },
      secrets: { $ASSAY_TOKEN: 'token-4711' },
      issuedAt: Date.now(),
    },
  } as const
  const target = { baseUrl: server.baseUrl, auth, headers: {}, timeoutMs: 2_000, concurrency: 1 }
  const session = await openSession(specFor(path, target), contract)
  const { steps: _, ...plain } = finding
  const sent = await resend(session, {
    report: { ...contractReport, exchanges: { 'a#1': sampleExchange('a#1', { request }) } },
    finding: { ...plain, exchange: 'a#1' },
  })
  await session.close()
  return { sent, asked: server.asked() }
}

test('an id that looks like the name of a secret is sent as it stands, and the secret only where one was sent', async () => {
  const { asked } = await resent({
    method: 'POST',
    path: '/orders/$ASSAY_CLIENT_SECRET?a=${ASSAY_CLIENT_SECRET}',
    headers: { Authorization: 'Bearer $ASSAY_TOKEN', 'X-A': '$ASSAY_CLIENT_SECRET' },
    body: '{"id":"$ASSAY_CLIENT_SECRET $ASSAY_TOKEN"}',
    secrets: [{ in: 'header Authorization', at: 7, name: '$ASSAY_TOKEN' }],
  })
  const [one] = asked
  expect(one?.body).toBe('{"id":"$ASSAY_CLIENT_SECRET $ASSAY_TOKEN"}')
  expect(decodeURIComponent(one?.path ?? '')).toBe('/orders/$ASSAY_CLIENT_SECRET?a=${ASSAY_CLIENT_SECRET}')
  expect(new Map(one?.headers).get('Authorization')).toBe('Bearer token-4711')
  expect(JSON.stringify(asked)).not.toContain('client-secret-4711')
})

test('a secret that was sent and is not at hand is asked for', async () => {
  const { sent, asked } = await resent({
    method: 'GET',
    path: '/orders',
    headers: { 'X-Key': '$ASSAY_API_KEY' },
    secrets: [{ in: 'header X-Key', at: 0, name: '$ASSAY_API_KEY' }],
  })
  expect([sent.lacks, asked]).toEqual(['The recorded request carries $ASSAY_API_KEY: give those credentials.', []])
})

test('a path that would change the host goes to the target', async () => {
  const elsewhere = await startRecorder(() => ({ status: 200, body: '{}' }))
  closing.push(elsewhere.close)
  const host = new URL(elsewhere.baseUrl).host
  for (const crafted of [`@${host}/steal`, `.example.com/steal`, `\\\\${host}/steal`, `//${host}/steal`]) {
    const { asked } = await resent({
      method: 'GET',
      path: crafted,
      headers: { Authorization: 'Bearer $ASSAY_TOKEN' },
      secrets: [{ in: 'header Authorization', at: 7, name: '$ASSAY_TOKEN' }],
    })
    expect({ crafted, asked: asked.length, elsewhere: elsewhere.asked().length }).toEqual({
      crafted,
      asked: 1,
      elsewhere: 0,
    })
  }
})
