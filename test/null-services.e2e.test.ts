// Services that keep no contract. None may be found conformant, and none may be credited with what it cannot keep.
import { expect, test } from 'vitest'
import { matchesGlob } from '../core/glob.ts'
import type { Outcome } from '../core/verdict.ts'
import { loadContract } from '../schemas/load.ts'
import { reportOn } from './harness.ts'
import { specFor } from './reference-spec.ts'
import {
  documentedCrash,
  documentedRefusal,
  documentedStatus,
  documentedSubmission,
} from './servers/documented-examples.ts'
import { type Asked, startRecorder, type Told } from './servers/recorder.ts'

const contract = await loadContract('dkhardware')

const json = (status: number, body: unknown): Told => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** Whoever answers at all, answers completely and without secrets and stack traces. */
const everyReply = [
  'dkhardware/*/transport/complete-reply',
  'dkhardware/*/security/no-secret-echo',
  'dkhardware/*/security/no-stack-trace',
]
/** Whoever takes everything, takes requests without the optional members. */
const takesAll = [...everyReply, 'dkhardware/*/request/**/optional', 'dkhardware/*/response.200/status']
const anyObject = (status: number): readonly string[] =>
  ['content-type', 'parses', 'body/type'].map((facet) => `dkhardware/*/response.${status}/${facet}`)

type NullService = {
  readonly name: string
  readonly answer: (asked: Asked) => Told | Promise<Told>
  readonly outcome: Outcome
  /** Globs of all that may be found kept. */
  readonly mayKeep: readonly string[]
}

const services: readonly NullService[] = [
  {
    name: 'answers 200 {}',
    answer: () => json(200, {}),
    outcome: 'nonconformant',
    mayKeep: [...takesAll, ...anyObject(200)],
  },
  {
    name: 'answers 200 with a web page',
    answer: () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>It works!</h1>' }),
    outcome: 'nonconformant',
    mayKeep: takesAll,
  },
  {
    name: 'answers 400 {}',
    answer: () => json(400, {}),
    outcome: 'nonconformant',
    mayKeep: [...everyReply, ...anyObject(400)],
  },
  {
    name: "answers 400 with the documents' example",
    answer: () => json(400, documentedRefusal),
    outcome: 'nonconformant',
    mayKeep: [...everyReply, 'dkhardware/*/response.400/**'],
  },
  { name: 'answers 401', answer: () => json(401, {}), outcome: 'incomplete', mayKeep: everyReply },
  {
    name: 'answers 500 {}',
    answer: () => json(500, {}),
    outcome: 'nonconformant',
    mayKeep: [...everyReply, ...anyObject(500)],
  },
  {
    name: "answers 500 with the documents' example",
    answer: () => json(500, documentedCrash),
    outcome: 'nonconformant',
    mayKeep: [...everyReply, 'dkhardware/*/response.500/**'],
  },
  {
    name: 'redirects to a login page',
    answer: () => ({ status: 302, headers: { location: '/login' } }),
    outcome: 'nonconformant',
    mayKeep: everyReply,
  },
  {
    name: 'answers what it was sent',
    answer: ({ body }) => ({ status: 200, headers: { 'content-type': 'application/json' }, body }),
    outcome: 'nonconformant',
    mayKeep: [...takesAll, 'dkhardware/*/response.200/content-type'],
  },
  {
    name: 'answers with the headers it was sent',
    answer: ({ headers }) => json(200, Object.fromEntries(headers)),
    outcome: 'nonconformant',
    mayKeep: [...takesAll.filter((glob) => !glob.endsWith('no-secret-echo')), ...anyObject(200)],
  },
  {
    name: "answers with the documents' examples",
    answer: ({ path }) => json(200, path.endsWith('/status') ? documentedStatus : documentedSubmission),
    outcome: 'nonconformant',
    mayKeep: [
      ...takesAll,
      'dkhardware/*/response.200/**',
      // One constant story, told of every submission, contradicts itself nowhere …
      'dkhardware/flow/submission-lifecycle/submission-is-known',
      'dkhardware/flow/submission-lifecycle/states-never-go-back',
      'dkhardware/flow/submission-lifecycle/terminal-state-is-final',
      'dkhardware/flow/submission-lifecycle/errors-exactly-when-failed',
      'dkhardware/flow/submission-lifecycle/order-id-when-succeeded',
      'dkhardware/flow/submission-lifecycle/payload-when-created',
      'dkhardware/flow/request-payment/submission-succeeds',
      'dkhardware/flow/round-trip/order-id',
      // … and these are the values that it was asked with.
      'dkhardware/flow/round-trip/customerId',
      'dkhardware/flow/round-trip/items[]/productId',
      'dkhardware/flow/round-trip/items[]/linePosition',
    ],
  },
  { name: 'never answers', answer: () => new Promise(() => {}), outcome: 'incomplete', mayKeep: [] },
  {
    name: 'answers 429',
    answer: () => ({ status: 429, headers: { 'Retry-After': '0' } }),
    outcome: 'incomplete',
    mayKeep: [],
  },
]

/** The fixtures of the documents' examples: with all of them given, nothing is excused by a missing one. */
const fixtures = {
  userId: '93',
  customerId: '424726',
  productId: '17',
  paymentMethodCode: 'credit-card',
  shippingMethod: 'Standard Ground',
  orderId: '517231',
  cancelledOrderId: '538368',
}

test.each(services)('a service that $name is $outcome, and credited with no more than that', async (service) => {
  const server = await startRecorder(service.answer)
  const target = { baseUrl: server.baseUrl, token: 'null-token', headers: {}, timeoutMs: 200, concurrency: 16 }
  const { run, contracts } = await reportOn(specFor('dkhardware', target, { fixtures, settleMs: 200 }), contract)
  await server.close()

  const [report] = contracts
  const kept = report?.requirements.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id) ?? []
  expect(kept.filter((id) => !service.mayKeep.some((glob) => matchesGlob(glob, id)))).toEqual([])
  expect(service.mayKeep.filter((glob) => !kept.some((id) => matchesGlob(glob, id)))).toEqual([])
  expect(report?.errors).toEqual([])
  expect(run.outcome).toBe(service.outcome)
})

test('a service that nobody runs is incomplete, and nothing is said of it', async () => {
  const { baseUrl, close } = await startRecorder(() => json(200, {}))
  await close()
  const target = { baseUrl, token: 'null-token', headers: {}, timeoutMs: 200, concurrency: 16 }
  const { run, contracts } = await reportOn(specFor('dkhardware', target, { fixtures }), contract)
  const verdicts = new Set(contracts[0]?.requirements.map(({ verdict }) => verdict))
  expect({ outcome: run.outcome, verdicts }).toEqual({
    outcome: 'incomplete',
    verdicts: new Set(['inconclusive', 'untested']),
  })
})
