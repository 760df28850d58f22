// What a run makes of replies that get lost on the way: only what is lost again and again, by itself, is held against
// the target.
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { Contract } from '../contracts/contract.ts'
import { loadContract } from '../contracts/load.ts'
import type { Report, RequirementReport } from '../core/report.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { dkhardware } from '../reference/dkhardware/dkhardware.ts'
import { reportOn } from './harness.ts'
import { specFor } from './reference-spec.ts'
import { type Fate, type Passing, startUnsteady, type Unsteady } from './servers/unsteady.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

let contract: Contract
/** What a run says where nothing is lost. */
let steady: ReadonlyMap<string, string>

type Ran = { readonly report: Report; readonly server: Unsteady }

/** Long enough that no reply is late only because the machine is busy. */
const timeoutMs = 10_000

const runWith = async (fateOf: (passing: Passing) => Fate, target: Partial<RunSpec['target']> = {}): Promise<Ran> => {
  const reference = await dkhardware.start()
  const server = await startUnsteady(reference.baseUrl, fateOf)
  closing.push(reference.close, server.close)
  const { token, fixtures } = reference
  const spec = specFor(
    'dkhardware',
    { baseUrl: server.baseUrl, token, headers: {}, timeoutMs, concurrency: 8, ...target },
    { fixtures },
  )
  return { report: await reportOn(spec, contract), server }
}

const requirements = ({ contracts }: Report): readonly RequirementReport[] => contracts[0]?.requirements ?? []
const verdicts = (report: Report): ReadonlyMap<string, string> =>
  new Map(requirements(report).map(({ id, verdict }) => [id, verdict]))
/** What is broken at any level, and faults of our own. */
const broken = (report: Report): readonly string[] =>
  requirements(report).flatMap(({ id, verdict, isBroken }) => (isBroken || verdict === 'error' ? [id] : []))
const worseThanSteady = (report: Report): readonly string[] =>
  [...verdicts(report)].flatMap(([id, verdict]) => (verdict === steady.get(id) ? [] : [`${verdict} ${id}`]))
const lostText = (report: Report): readonly string[] =>
  report.run.void.filter((text) => text.includes('did not come whole'))
const completeReply = (operation: string): string => `dkhardware/${operation}/transport/complete-reply`

beforeAll(async () => {
  contract = await loadContract('dkhardware')
  const { report } = await runWith(() => 'passed')
  steady = verdicts(report)
  expect({ fails: broken(report), lost: lostText(report) }).toEqual({ fails: [], lost: [] })
})

const maybeMade = ({ contracts }: Report) =>
  (contracts[0]?.ledger ?? []).filter(({ detail }) => detail.includes('it may have been made'))
const isCreate = ({ path }: Passing): boolean => path.endsWith('/create')

test.each<[string, Fate, number]>([
  ['reset', 'reset', 40],
  ['reset before it was done', 'reset-undone', 41],
  ['cut off', 'cut-off', 42],
  ['kept back', 'kept-back', 43],
  ['the very first, reset', 'reset', 1],
])('one reply that is lost (%s) is told, and changes no verdict', async (_, fate, nth) => {
  const { report, server } = await runWith((passing) => (passing.nth === nth ? fate : 'passed'))
  const [message = ''] = lostText(report)
  // What may have been done is sent once: what this one request alone would have shown stays open.
  const isGone = message.endsWith('1 never did')
  expect(worseThanSteady(report).filter((one) => !(isGone && one.startsWith('inconclusive ')))).toEqual([])
  const left = requirements(report).filter(({ id, verdict }) => verdict !== steady.get(id))
  expect(left.map(({ reason }) => reason)).toEqual(left.map(() => expect.stringContaining('it is not sent again')))
  expect(message).toContain('dkhardware: 1 reply did not come whole (reset, cut off or too late): ')
  // What may have been done is not sent again.
  expect(message).toMatch(
    /: (?:1 came when the request was sent again, 0|0 came when the request was sent again, 1) never did$/,
  )
  const [{ path = '', body = '' } = {}] = server.seen().filter(({ fate }) => fate !== 'passed')
  const times = server.seen().filter((one) => one.path === path && one.body === body).length
  if (!isGone) return
  expect(maybeMade(report)).toHaveLength(1)
  // Only an order has a body of its own.
  if (path.endsWith('/create')) expect(times).toBe(1)
})

test('every fiftieth reply that is reset turns nothing red, and all are told', async () => {
  const { report, server } = await runWith(({ nth }) => (nth % 50 === 0 ? 'reset' : 'passed'))
  const lost = server.seen().filter(({ fate }) => fate === 'reset').length
  const [message = ''] = lostText(report)
  expect(lost).toBeGreaterThan(10)
  const [all = 0, again = 0, never = 0] = (message.match(/\d+/g) ?? []).map(Number)
  expect({ fails: broken(report), all, sum: again + never }).toEqual({ fails: [], all: lost, sum: lost })
  expect(again).toBeGreaterThan(never)
})

test('a deploy in the middle turns nothing red, and the run goes on after it', async () => {
  const { report, server } = await runWith(({ nth }) => (nth === 100 ? { awayMs: 1_500 } : 'passed'))
  expect(broken(report)).toEqual([])
  expect(server.seen().length).toBeGreaterThan(400)
  expect(lostText(report).length).toBe(1)
  expect(report.contracts[0]?.summary.must.pass).toBeGreaterThan(300)
})

test('a target that goes for good leaves open what was under way, and is asked no more', async () => {
  const { report, server } = await runWith(({ nth }) => (nth === 100 ? { gone: true } : 'passed'), { timeoutMs: 700 })
  expect(broken(report)).toEqual([])
  expect(report.run.outcome).toBe('incomplete')
  expect(report.contracts[0]?.summary.must.pass).toBeGreaterThan(0)
  expect(report.contracts[0]?.summary.must.inconclusive).toBeGreaterThan(0)
  expect(server.seen().length).toBe(100)
})

test('a write on a kept connection that is dropped when it was done goes out once, and the ledger tells of it', async () => {
  const isRead = ({ path }: Passing) => path.endsWith('/status')
  let kept = 0
  const { report, server } = await runWith((passing) => {
    if (!passing.isKept || passing.method !== 'POST' || isRead(passing)) return 'passed'
    kept += 1
    return kept % 2 === 0 ? 'reset' : 'passed'
  })
  const lost = server.seen().filter((one) => one.fate === 'reset' && one.status === 200 && !isRead(one))
  expect(lost.length).toBeGreaterThan(0)
  expect(maybeMade(report).length).toBeGreaterThanOrEqual(lost.filter(isCreate).length)
  const [all = 0, again = 0, never = 0] = (lostText(report)[0]?.match(/\d+/g) ?? []).map(Number)
  expect([all, again + never]).toEqual(Array(2).fill(server.seen().filter(({ fate }) => fate === 'reset').length))
  expect(never).toBeGreaterThan(0)
  for (const { path, body } of lost.filter((one) => one.body.includes('"referenceId":"assay-')))
    expect(server.seen().filter((one) => one.path === path && one.body === body).length).toBe(1)
  expect(broken(report)).toEqual([])
})

test.each<[Fate, RegExp]>([
  ['reset', /^reset: the connection was closed without a reply, 4 times$/],
  ['cut-off', /^incomplete: the reply ended before its body was complete, 4 times$/],
  ['kept-back', /^no reply within 700 ms, twice$/],
])('one kind of request whose reply is always lost (%s) is red, with all tries', async (fate, received) => {
  const { report } = await runWith((passing) => (isCreate(passing) && lacksMember(passing) ? fate : 'passed'), {
    timeoutMs: 700,
  })
  const [row] = requirements(report).filter(({ id }) => id === completeReply('createOrder'))
  const [finding] = row?.findings ?? []
  expect(broken(report)).toEqual([completeReply('createOrder')])
  expect(finding?.received).toMatch(received)
  const exchanges = report.contracts[0]?.exchanges ?? {}
  const shown = exchanges[finding?.exchange ?? '']
  const tries = Object.values(exchanges).filter(
    ({ id, request }) => id.split('#')[0] === shown?.id.split('#')[0] && request.body === shown?.request.body,
  )
  // The first was lost on a connection that had been kept, the others on connections of their own.
  const kinds = { reset: ['silent', 'broken', 'broken', 'broken'], 'kept-back': ['silent', 'silent'] } as const
  expect(tries.map(({ outcome }) => outcome.kind)).toEqual(
    fate === 'reset' || fate === 'kept-back' ? kinds[fate] : Array(4).fill('broken'),
  )
})

test('an invalid request that hangs once is judged by its own answer', async () => {
  const hung = new Set<string>()
  const { report } = await runWith(
    (passing) => {
      if (hung.size >= 6 || hung.has(passing.body) || !isCreate(passing) || !lacksMember(passing)) return 'passed'
      hung.add(passing.body)
      return 'kept-back'
    },
    { timeoutMs: 700 },
  )
  expect(hung.size).toBe(6)
  expect(worseThanSteady(report)).toEqual([])
})

test('an invalid request that hangs is not judged by a valid one that hung before and was answered then', async () => {
  let isFirst = true
  const { report, server } = await runWith(
    (passing) => {
      const isValidOnce = isFirst && isCreate(passing)
      if (isValidOnce) isFirst = false
      return isValidOnce || (isCreate(passing) && isFlawed(passing)) ? 'kept-back' : 'passed'
    },
    { timeoutMs: 700 },
  )
  expect(broken(report)).toEqual([completeReply('createOrder')])
  // Three hang twice; those that were under way meanwhile once; the others are not asked any more.
  expect(server.seen().filter(({ fate }) => fate === 'kept-back').length).toBeLessThan(40)
  const open = requirements(report).filter(({ reason }) => reason === 'createOrder does not answer')
  expect(open.length).toBeGreaterThan(50)
})

/** What every order must have, and of what type. */
const members = {
  customerId: 'string',
  shippingPrice: 'number',
  shippingTax: 'number',
  total: 'number',
  billing: 'object',
  shipping: 'object',
}

/** A request of one kind, which is to be refused. */
const lacksMember = ({ body }: Passing): boolean => {
  try {
    const order = (JSON.parse(body) as { readonly customerOrder?: Readonly<Record<string, unknown>> }).customerOrder
    return Object.entries(members).some(([name, type]) => typeof order?.[name] !== type)
  } catch {
    return false
  }
}

/** A body that only a violation of the schema has: what is valid has a reference of its own. */
const isFlawed = ({ body }: Passing): boolean => {
  try {
    return !body.includes('"referenceId":"assay-') && typeof JSON.parse(body) === 'object'
  } catch {
    return false
  }
}
