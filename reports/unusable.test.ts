import { expect, test } from 'vitest'
import type { AttemptAnswer } from '../core/attempt.ts'
import { failed } from '../core/finding.ts'
import { facts, sampleCase, sampleFinding, sampleKept, sampleRequirement, sampleRun } from '../test/sample-run.ts'
import { buildReport } from './build.ts'
import type { ContractRun } from './contract-run.ts'
import { unusableOf } from './unusable.ts'

const acceptance = { kind: 'acceptance', how: 'sends valid requests' } as const
const requirements = ['createOrder', 'getOrder'].map((operation) =>
  sampleRequirement(`shop/${operation}/response.200/status`, { testedBy: acceptance }),
)
const counts = { sent: 9, answered: 9, throttled: 0, repeated: 0, accepted: 0 }

const attempted = (operation: string, answer: AttemptAnswer, madeUp: readonly string[] = []) => ({
  ...sampleCase(
    `${operation}/valid/minimal`,
    [
      failed(`shop/${operation}/response.200/status`, sampleFinding()),
      sampleKept(`shop/${operation}/transport/complete-reply`),
    ],
    [],
    { kind: 'valid', operation },
  ),
  attempts: [{ operation, madeUp, answer }],
})

const both = (answer: AttemptAnswer, parts: Partial<ContractRun> = {}, madeUp: readonly string[] = []): ContractRun =>
  sampleRun({
    requirements,
    counts,
    results: ['getOrder', 'createOrder'].map((operation) => attempted(operation, answer, madeUp)),
    ...parts,
  })

const refused = (status: number): AttemptAnswer => ({ kind: 'refused', status, said: '{}' })
const operations = 'the target takes no valid request of 2 operations: createOrder: it answers'
const nothing = 'Nothing of this contract is at this URL: check --target'
const notFound = `${nothing}, which ends before the contract's paths, and that it names the right server`

test.each<[string, ContractRun, string, string]>([
  ['404 to everything', both(refused(404)), `${operations} 404 {}`, notFound],
  [
    '404 to values that were given',
    both(refused(404), { settings: { ...sampleRun().settings, fixtures: { orderId: 12 } } }),
    `${operations} 404 {}`,
    `${notFound}; or see whether what is given exists there, orderId`,
  ],
  ['405 to everything', both(refused(405)), `${operations} 405 {}`, nothing],
  [
    '500 to everything',
    both(refused(500)),
    `${operations} 500 {}`,
    'The server does not work: see what it says of itself, or check --target',
  ],
  [
    'no whole reply to what is valid',
    both({ kind: 'none', cause: 'not-http', detail: 'the reply is not HTTP: Parse Error' }),
    'the target takes no valid request of 2 operations: createOrder: the reply is not HTTP: Parse Error',
    'It answers other requests: see in its log what becomes of a valid one, or check --target',
  ],
  ['a page for everything', both({ kind: 'page', status: 200 }), `${operations} 200 with an HTML page`, nothing],
  [
    'a redirect to a login',
    both({ kind: 'redirect', status: 302, to: 'https://login.example.com' }),
    `${operations} 302 and points to https://login.example.com; redirects are not followed`,
    `${nothing}, and the credentials where it leads to a login`,
  ],
  [
    '401 to everything',
    both({ kind: 'credentials', status: 401 }),
    'the target refuses the credentials: it answers 401 to every valid request',
    'Check --token, ASSAY_TOKEN or target.auth, and that they have not run out',
  ],
  [
    '401 where no credentials were given',
    both({ kind: 'credentials', status: 401 }, { settings: { ...sampleRun().settings, authenticated: false } }),
    'the target refuses the credentials: it answers 401 to every valid request',
    'None were sent: give --token, ASSAY_TOKEN or target.auth',
  ],
  [
    'no answer at all',
    both({ kind: 'none', cause: 'unreachable', detail: 'connection refused' }, { counts: { ...counts, answered: 0 } }),
    'the target answered none of 9 requests: connection refused',
    `${nothing}, and that the server runs`,
  ],
  [
    'only 429',
    both({ kind: 'none', cause: 'throttled', detail: 'throttled' }, { counts: { ...counts, answered: 0 } }),
    'the target answered none of 9 requests: throttled',
    'Set --rate below its limit',
  ],
  [
    'a refusal of made-up values',
    both(refused(400), {}, ['orderLine']),
    `${operations} 400 {}`,
    'Give values that exist there, --fixture orderLine=…, or check --target',
  ],
  [
    'a refusal of valid values',
    both(refused(400)),
    `${operations} 400 {}`,
    'See why it refuses what the contract allows, and check --target',
  ],
])('%s is unusable', (_, run, cause, remedy) => {
  expect(unusableOf(run)).toEqual({ cause, remedy })
})

test('nothing is judged there: no row is red, all have the one cause', () => {
  const run = both(refused(404))
  const { run: shownRun, contracts } = buildReport(facts, [run])
  const cause = `${operations} 404 {}`
  expect(shownRun).toMatchObject({ outcome: 'unusable', void: [`shop: ${cause}. ${notFound}.`] })
  expect(contracts[0]?.unusable).toEqual({ cause, remedy: notFound })
  expect(contracts[0]?.requirements.map(({ verdict, reason, findings }) => ({ verdict, reason, findings }))).toEqual(
    requirements.map(() => ({ verdict: 'inconclusive', reason: cause, findings: [] })),
  )
})

test('one reply that took what was sent says that the contract is there: it is judged', () => {
  const run = both(refused(400), { counts: { ...counts, accepted: 1 } })
  expect(unusableOf(run)).toBeUndefined()
  expect(buildReport(facts, [run]).run.outcome).toBe('nonconformant')
})

test('a refusal of a part of the contract says nothing about the rest', () => {
  const one = { results: [attempted('createOrder', refused(400))] }
  expect(unusableOf(both(refused(400), one))).toBeUndefined()
  const filter = { only: ['shop/createOrder/**'], level: 'may' } as const
  const own = { requirements: requirements.slice(0, 1), settings: { ...sampleRun().settings, filter } }
  expect(unusableOf(both(refused(400), { ...one, ...own }))).toBeUndefined()
  const lockedOut = { results: [attempted('createOrder', { kind: 'credentials', status: 401 })] }
  expect(unusableOf(both(refused(400), { ...own, ...lockedOut }))).toBeDefined()
})

test('where nothing was sent, nothing is said of the target', () => {
  expect(unusableOf(both({ kind: 'unsent', detail: 'no request' }, { counts: { ...counts, sent: 0 } }))).toBeUndefined()
  expect(unusableOf(both({ kind: 'unsent', detail: 'no request' }))).toBeUndefined()
})
