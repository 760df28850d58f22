import { afterAll, expect, test, vi } from 'vitest'
import { loadContract } from '../../../contracts/load.ts'
import { at, type Json, type JsonObject, objectOf, withAt, without } from '../../../core/json.ts'
import { appOf } from '../../engine/app.ts'
import { dkhardware, service } from '../dkhardware.ts'
import { exampleOrder } from '../example.ts'
import { fixtures } from '../fixtures.ts'
import { type OperationId, operationIds, paths } from '../operations.ts'

const contract = await loadContract('dkhardware')
const { faults } = dkhardware

// Orders bear the time at which they were made.
vi.useFakeTimers({ toFake: ['Date'], now: new Date('2023-08-09T11:53:30Z') })

afterAll(() => {
  vi.useRealTimers()
})

/** One reply of a tour. */
type Sight = {
  readonly step: string
  readonly operation: string
  readonly status: number
  readonly headers: Readonly<Record<string, string | null>>
  readonly text: string
}

type Sent = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}
type Send = (step: string, operation: OperationId, sent: Sent) => Promise<Sight>

/** Everything that a service with the given faults lets be seen, in the order of asking. */
const tour = async (ids: readonly string[]): Promise<readonly Sight[]> => {
  const app = appOf(service, { faults: ids })
  const sights: Sight[] = []
  const known = { 'content-type': 'application/json', 'user-id': '93', authorization: 'Bearer reference-token' }
  const send: Send = async (step, operation, { method = 'POST', headers, body }) => {
    const all = Object.fromEntries(Object.entries({ ...known, ...headers }).filter(([, value]) => value !== 'none'))
    const reply = await app.request(paths[operation], {
      method,
      headers: all,
      ...(body === undefined ? {} : { body }),
    })
    const shown = ['content-type', 'x-request-authorization'].map((name): [string, string | null] => [
      name,
      reply.headers.get(name),
    ])
    const sight = {
      step,
      operation,
      status: reply.status,
      headers: Object.fromEntries(shown),
      text: await reply.text(),
    }
    sights.push(sight)
    return sight
  }
  for (const walk of [tellsStories, breaksRules, triesEdges, failsInside, callsWrongly]) await walk(send)
  return sights
}

const changed = (path: readonly (string | number)[], value: Json): Json =>
  withAt(exampleOrder, ['customerOrder', ...path], value)
const without87 = without(exampleOrder, ['referenceId'])
const optionals = ['customerNotes', 'shippingDiscount', 'handlingFee', 'responseTime', 'poNumber', 'сomment']
const shortest = optionals.reduce(
  (body, member) => without(body, ['customerOrder', member]),
  without(withAt(without87, ['customerOrder', 'total'], 57.05), ['customerOrder', 'items', 0, 'addons']),
)
const payment = (orderId: string): Json => ({ customerOrder: { orderId } })

const own = [at(exampleOrder, ['customerOrder', 'items']) ?? []].flat().map((one) => objectOf(one))
const costOf = (items: readonly JsonObject[]): number =>
  items.reduce((sum, { quantity, unitPrice, tax, discount }) => {
    const [count, price, more, less] = [quantity, unitPrice, tax, discount].map((one) => Number(one ?? 0))
    return sum + (count ?? 0) * (price ?? 0) + (more ?? 0) - (less ?? 0)
  }, 0)
const items = Array.from({ length: 51 }, (_, place) => ({ ...own[0], linePosition: place + 1 }))
const whole = Number(at(exampleOrder, ['customerOrder', 'total'])) + costOf(items) - costOf(own)
const total = Math.round(whole * 100) / 100
const manyItems = withAt(changed(['items'], items), ['customerOrder', 'total'], total)

const stories: readonly (readonly [string, OperationId, Json])[] = [
  ['order', 'createOrder', exampleOrder],
  ['second use', 'createOrder', exampleOrder],
  ['third use', 'createOrder', exampleOrder],
  ['order without reference', 'createOrder', without87],
  ['same order again', 'createOrder', without87],
  ['shortest order', 'createOrder', shortest],
  ['a long reference', 'createOrder', withAt(exampleOrder, ['referenceId'], `${'z'.repeat(40)}1`)],
  ['one that begins alike', 'createOrder', withAt(exampleOrder, ['referenceId'], `${'z'.repeat(40)}2`)],
  ['one in capitals', 'createOrder', withAt(exampleOrder, ['referenceId'], `${'Z'.repeat(40)}1`)],
  ['a zip that begins with 0', 'createOrder', without(changed(['billing', 'zip'], '00501'), ['referenceId'])],
  ['51 items without reference', 'createOrder', without(manyItems, ['referenceId'])],
  ['payment', 'requestPayment', payment('517231')],
  ['payment for a cancelled order', 'requestPayment', payment('538368')],
]

const tellsStories = async (send: Send): Promise<void> => {
  const submissions: string[] = []
  for (const [step, operation, body] of stories) {
    const { text: submission } = await send(step, operation, { body: JSON.stringify(body) })
    submissions.push(submission)
    for (let poll = 1; poll <= 4; poll += 1) await send(`${step}, poll ${poll}`, 'getOrderStatus', { body: submission })
  }
  await send('the first order after all others', 'getOrderStatus', { body: submissions[0] ?? '' })
  await send('unknown submission', 'getOrderStatus', { body: JSON.stringify({ submissionId: 'nobody made this' }) })
}

const breaksRules = async (send: Send): Promise<void> => {
  const long = JSON.stringify(changed(['items', 0, 'mpn'], 'x'.repeat(51)))
  await send('long mpn', 'createOrder', { body: long })
  const positions = changed(
    ['items'],
    [1, 2, 2].map((linePosition) => ({ ...own[0], linePosition })),
  )
  await send('the same position twice, after another', 'createOrder', { body: JSON.stringify(positions) })
  await send('long city', 'createOrder', { body: JSON.stringify(changed(['billing', 'city'], 'x'.repeat(256))) })
  await send('long order id', 'requestPayment', { body: JSON.stringify(payment('x'.repeat(65))) })
}

const edges: readonly (readonly [string, Json])[] = [
  ['referenceId of 64', withAt(exampleOrder, ['referenceId'], 'x'.repeat(64))],
  ['referenceId of 64 beyond ASCII', withAt(exampleOrder, ['referenceId'], 'é'.repeat(64))],
  ['customerNotes of 8000', changed(['customerNotes'], 'x'.repeat(8000))],
  ['mpn of 50', changed(['items', 0, 'mpn'], 'x'.repeat(50))],
  ['total below zero', withAt(changed(['shippingDiscount'], 150.05), ['customerOrder', 'total'], -90)],
  ['a date to a fraction of a second', changed(['orderDateUtc'], '2024-02-28T10:00:00.125Z')],
  ['51 items', manyItems],
  ['shippingPrice of 0', withAt(changed(['shippingPrice'], 0), ['customerOrder', 'total'], 48.05)],
]

const triesEdges = async (send: Send): Promise<void> => {
  for (const [step, body] of edges) await send(step, 'createOrder', { body: JSON.stringify(body) })
}

const failing: Readonly<Record<OperationId, Json>> = {
  createOrder: changed(['customerId'], fixtures.failingCustomerId),
  requestPayment: payment(fixtures.failingOrderId),
  getOrderStatus: { submissionId: fixtures.failingSubmissionId },
}

const failsInside = async (send: Send): Promise<void> => {
  for (const operation of operationIds) await send('failing', operation, { body: JSON.stringify(failing[operation]) })
}

const callsWrongly = async (send: Send): Promise<void> => {
  for (const operation of operationIds) {
    const body = JSON.stringify(
      { createOrder: exampleOrder, requestPayment: payment('517231'), getOrderStatus: { submissionId: 'x' } }[
        operation
      ],
    )
    for (const authorization of ['none', 'Bearer ', 'Basic cmVmZXJlbmNl', 'Bearer another-token']) {
      await send(`authorization ${authorization}`, operation, { headers: { authorization }, body })
    }
    for (const text of ['', 'not json', body.slice(0, 10)]) await send(`body ${text}`, operation, { body: text })
    await send('body in Latin-1', operation, { body: Buffer.from(body.replace('{', '{"é":1,'), 'latin1') })
    for (const method of ['GET', 'DELETE']) await send(method, operation, { method })
    for (const userId of ['none', '', 'x'.repeat(65)])
      await send(`user ${userId}`, operation, { headers: { 'user-id': userId }, body })
    for (const name of ['user-name', 'initiated-from']) {
      await send(name, operation, { headers: { [name]: 'x'.repeat(301) }, body })
    }
  }
}

/** The requirements on the form of replies that a sight breaks, by the contract's strictest reading. */
const brokenBy = ({ operation, status, headers, text }: Sight): readonly string[] => {
  const reply = contract.operations
    .find(({ id }) => id === operation)
    ?.replies.find((one) => one.status === String(status))
  const id = (tail: string) => `dkhardware/${operation}/response.${status}/${tail}`
  if (reply?.schema === undefined) return []
  const labelled = headers['content-type'] === 'application/json' ? [] : [id('content-type')]
  const body = parsed(text)
  if (body === undefined) return [...labelled, id('parses')]
  return [
    ...labelled,
    ...contract.judge('strict', reply.schema, body).map(({ path, keyword }) => id(facetOf(path, keyword))),
  ]
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const facetOf = (path: readonly (string | number)[], keyword: string): string => {
  const steps = path.map((step, index) =>
    /^\d+$/.test(String(step)) ? '[]' : path[index - 1] === 'errors' ? '*' : String(step),
  )
  return `${steps.join('/').replaceAll('/[]', '[]') || 'body'}/${keyword}`
}

const usual = await tour([])

test('every fault has an id of its own and names requirements of the contract', () => {
  const known = contract.requirements.map(({ id }) => id)
  expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length)
  for (const { requirement, also = [] } of faults) expect(known).toEqual(expect.arrayContaining([requirement, ...also]))
})

test('without faults every reply has the documented form, and every tour is the same', async () => {
  expect(usual.flatMap(brokenBy)).toEqual([])
  expect(await tour([])).toEqual(usual)
})

/** Rules that are ignored are shown in constraint.test.ts, broken connections and events in tests of their own. */
const visible = faults.filter(
  // A tour takes one step after the other, so it sees nothing of a race.
  ({ id, kind, requirement }) =>
    !requirement.endsWith('at-once') &&
    kind !== 'wire' &&
    kind !== 'event' &&
    !(id.startsWith('ignores-') && kind === 'constraint'),
)

test.each(visible)(
  '$kind: $id shows, and breaks the form only where it says so',
  async ({ id, requirement, also = [] }) => {
    const sights = await tour([id])
    expect(sights).not.toEqual(usual)
    const broken = new Set(sights.flatMap(brokenBy))
    const isOfForm = /\/response\.\d+\/(?!status$)/.test(requirement)
    if (isOfForm) expect(broken).toContain(requirement)
    expect([requirement, ...also]).toEqual(expect.arrayContaining([...broken]))
  },
)
