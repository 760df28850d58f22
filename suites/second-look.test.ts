import { expect, test } from 'vitest'
import type { Exchange, Outcome } from '../core/exchange.ts'
import { asOpen, isLost, mayBeDone, secondLook, settledReply } from './second-look.ts'

const exchange = (outcome: Outcome, parts: Partial<Exchange> = {}): Exchange => ({
  id: 'case#1',
  operation: 'createOrder',
  request: { method: 'POST', path: '/orders', headers: {}, body: '{}' },
  outcome,
  ...parts,
})

const reply = (status: number): Exchange =>
  exchange({ kind: 'reply', reply: { status, headers: {}, body: '{}', ms: 1 } })
const reset = exchange({ kind: 'broken', fault: 'reset', detail: 'closed' })
const cutOff = exchange({ kind: 'broken', fault: 'incomplete', detail: 'cut off' })
const stalled = exchange({ kind: 'broken', fault: 'stalled', detail: 'stalled' })
const late = exchange({ kind: 'silent', cause: 'timeout', detail: 'late' })
const away = exchange({ kind: 'silent', cause: 'unreachable', detail: 'refused' })
const budget = exchange({ kind: 'withheld', detail: 'out of budget' })

type Script = {
  readonly tries: readonly Exchange[]
  readonly answers?: readonly boolean[]
  readonly enough?: true
  readonly mayRepeat?: boolean
}

const lookAt = async (first: Exchange, { tries, answers = [], enough, mayRepeat = true }: Script) => {
  const steps: string[] = []
  const [left, said] = [[...tries], [...answers]]
  const look = await secondLook(first, {
    answers: async () => {
      steps.push('looks')
      return said.shift() ?? true
    },
    again: async () => {
      steps.push('sends')
      return left.shift() ?? first
    },
    mayRepeat,
    isEnough: () => enough === true,
  })
  return { look, steps: steps.join(' ') }
}

test.each([reset, cutOff, stalled, late, away])(
  'what is answered when it is sent again was lost by accident',
  async (first) => {
    expect(await lookAt(first, { tries: [reply(200)] })).toEqual({
      look: { kind: 'answered', exchange: reply(200), lost: [first] },
      steps: 'looks sends',
    })
  },
)

test('what breaks each time is broken, where others are answered before and after each try', async () => {
  expect(await lookAt(reset, { tries: [reset, cutOff, reset] })).toEqual({
    look: { kind: 'broken', exchange: reset, times: 4 },
    steps: 'looks sends looks sends looks sends looks',
  })
})

test('what takes the whole time again is broken at once', async () => {
  for (const slow of [late, stalled])
    expect(await lookAt(slow, { tries: [slow] })).toEqual({
      look: { kind: 'broken', exchange: slow, times: 2 },
      steps: 'looks sends looks',
    })
})

test('two accidents in a row, even three, are no broken promise', async () => {
  expect((await lookAt(reset, { tries: [reset, reset, reply(400)] })).look).toEqual({
    kind: 'answered',
    exchange: reply(400),
    lost: [reset, reset, reset],
  })
})

test.each([
  ['before it is sent again', [false], 'looks'],
  ['after it broke again', [true, false], 'looks sends looks'],
  ['after it broke for the last time', [true, true, true, false], 'looks sends looks sends looks sends looks'],
])('where nobody is answered %s, nothing is held against the target', async (_, answers, steps) => {
  expect(await lookAt(reset, { tries: [], answers })).toEqual({
    look: { kind: 'open', exchange: reset, why: 'and nobody is answered since' },
    steps,
  })
})

test('a target that cannot be reached for this request has broken nothing, and is left in the end', async () => {
  const { look, steps } = await lookAt(away, { tries: [] })
  expect(look.kind).toBe('open')
  expect(steps.split(' ').filter((step) => step === 'sends').length).toBe(6)
})

test('where enough is known or nothing may be sent, it is left open', async () => {
  expect((await lookAt(late, { tries: [], enough: true })).look).toMatchObject({ kind: 'open', exchange: late })
  expect((await lookAt(reset, { tries: [budget] })).look).toEqual({
    kind: 'open',
    exchange: reset,
    why: 'and out of budget',
  })
})

test.each([reset, cutOff, stalled, late])(
  'what may have been done and may not be repeated goes out once',
  async (first) => {
    expect(await lookAt(first, { tries: [reply(200)], mayRepeat: false })).toEqual({
      look: { kind: 'once', exchange: first },
      steps: 'looks',
    })
  },
)

test('what reached nobody goes out again, whatever it does', async () => {
  expect((await lookAt(away, { tries: [reply(200)], mayRepeat: false })).look).toEqual({
    kind: 'answered',
    exchange: reply(200),
    lost: [away],
  })
})

test('what goes out once is open, and may have been done', () => {
  expect(asOpen({ kind: 'once', exchange: reset }).outcome).toEqual({
    kind: 'silent',
    cause: 'lost',
    detail: 'closed, and it is not sent again: it may have been done',
  })
})

test('a reply that is whole, too large, or asks to wait is not lost', () => {
  const tooLarge = exchange({ kind: 'broken', fault: 'too-large', detail: 'too large' })
  const throttled = exchange({ kind: 'silent', cause: 'throttled', detail: 'throttled' })
  expect([reply(500), tooLarge, throttled, budget].map(isLost)).toEqual([false, false, false, false])
})

test('what reached the target may be done, what did not may not', () => {
  const stale = exchange(reply(200).outcome, { repeats: [{ kind: 'stale' }] })
  expect([reset, cutOff, stalled, late, stale].map(mayBeDone)).toEqual([true, true, true, true, true])
  expect([away, reply(200), reply(400), budget].map(mayBeDone)).toEqual([false, false, false, false])
})

test('a write that is refused when it is sent again says nothing, unless it was sent to be refused', () => {
  const repeated = { isRepeated: true, isSafe: false, wantsRefusal: false }
  expect(settledReply(reply(409), repeated).outcome).toEqual({
    kind: 'silent',
    cause: 'lost',
    detail: 'its reply was lost, and sent again it was answered 409: the first may have been done',
  })
  for (const [answer, earlier] of [
    [reply(201), repeated],
    [reply(409), { ...repeated, isRepeated: false }],
    [reply(404), { ...repeated, isSafe: true }],
    [reply(400), { ...repeated, wantsRefusal: true }],
    [reset, repeated],
  ] as const)
    expect(settledReply(answer, earlier)).toBe(answer)
})
