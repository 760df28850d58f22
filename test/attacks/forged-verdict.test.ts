// Whoever issues the credentials of a run chooses what is secret: no such choice may change what the run says.
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { loadContract } from '../../contracts/load.ts'
import { redactorFor } from '../../core/redact.ts'
import { redactedResult } from '../../core/redact-result.ts'
import { packResult } from '../../suites/packed-result.ts'
import { runCases } from '../../suites/run-cases.ts'
import { folderOf } from '../folder-of.ts'
import { specFor } from '../reference-spec.ts'
import { sampleCase, sampleExchange, sampleFinding, sampleRequirement } from '../sample-run.ts'
import { startRecorder } from '../servers/recorder.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const document = {
  openapi: '3.1.0',
  info: { title: 'Counter', version: '1' },
  paths: {
    '/count': {
      get: {
        operationId: 'getCount',
        responses: {
          '200': {
            description: 'the count',
            content: {
              'application/json': {
                schema: { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } },
              },
            },
          },
        },
      },
    },
  },
}
const path = join(folderOf({ 'counter.json': document }), 'counter.json')
const contract = await loadContract(path)

/** What a run says of a service that breaks a must, with credentials that hold this secret. */
const verdicts = async (secret: string) => {
  const { baseUrl, close } = await startRecorder(() => ({
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    body: '{"count":"many"}',
  }))
  closing.push(close)
  const issued = {
    placement: { headers: { Authorization: 'Bearer a-long-token-4711' }, query: {} },
    secrets: { $ASSAY_TOKEN: 'a-long-token-4711', $ASSAY_REFRESH_TOKEN: secret },
    issuedAt: Date.now(),
  }
  const auth = {
    kind: 'oauth2',
    grant: 'client_credentials',
    tokenUrl: `${baseUrl}/token`,
    clientId: 'assay',
    clientAuthentication: 'basic',
    parameters: {},
    issued,
  } as const
  const target = { baseUrl, auth, headers: {}, timeoutMs: 2_000, concurrency: 4 }
  const { results, errors } = await runCases(specFor(path, target, { runs: 2 }), contract)
  const said = results.flatMap(({ id, kind, evidence, observed }) => [
    `${id} ${kind} ${Object.keys(observed).length}`,
    ...evidence.map(({ requirement, verdict }) => `${requirement} ${verdict}`),
  ])
  return { said: said.sort(), errors }
}

test('no secret, whatever word it is, changes a verdict, a kind or an id, or ends the run', async () => {
  const plain = await verdicts('a-refresh-token-4711')
  expect(plain.said.some((one) => /response\.200\/count\/type fail$/.test(one))).toBe(true)
  const words = 'fail pass reply body kind outcome status headers evidence verdict counter integer'.split(' ')
  for (const word of words) expect({ word, ...(await verdicts(word)) }).toEqual({ word, ...plain })
})

test('of a result only what is told in words, and what was sent and received, is rewritten', () => {
  const requirement = sampleRequirement('shop/createOrder/fail/type')
  const raw = sampleCase(
    'createOrder/fail/reply',
    [
      {
        requirement: requirement.id,
        verdict: 'fail',
        finding: sampleFinding({ received: 'fail', exchange: 'fail#1' }),
      },
      { requirement: requirement.id, verdict: 'inconclusive', reason: 'the reply says fail' },
    ],
    [sampleExchange('fail#1')],
  )
  const packed = packResult(raw, [requirement])
  const { text, exchange } = redactorFor({ $ASSAY_TOKEN: ['fail', 'createOrder', 'reply', 'shop', 'inconclusive'] })
  const [first, second] = redactedResult(packed, { text, exchange }).other
  expect(first).toMatchObject({ requirement: requirement.id, verdict: 'fail' })
  expect(first?.finding).toMatchObject({ received: '$ASSAY_TOKEN', exchange: 'fail#1' })
  expect(second).toEqual({
    requirement: requirement.id,
    verdict: 'inconclusive',
    reason: 'the $ASSAY_TOKEN says $ASSAY_TOKEN',
  })
  const { id, kind, operation, kept, observed, exchanges } = redactedResult(packed, { text, exchange })
  expect({ id, kind, operation, kept, observed }).toEqual({
    id: raw.id,
    kind: raw.kind,
    operation: raw.operation,
    kept: packed.kept,
    observed: packed.observed,
  })
  expect(exchanges[0]?.outcome.kind).toBe('reply')
})
