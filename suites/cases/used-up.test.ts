import { expect, test } from 'vitest'
import type { Answered, Layer } from '../../core/layer.ts'
import { dkhardware } from '../../reference/dkhardware/dkhardware.ts'
import { judged } from '../../test/judged.ts'

const payment = '/v1/order/request-payment'
const status = 'dkhardware/requestPayment/response.200/status'

/** What is told of a service that takes so many requests for payment of orders and no more. */
const requirementsOf = async (most: number) => {
  let taken = 0
  const layer: Layer = async (sent, forward): Promise<Answered> => {
    if (!sent.path.startsWith(payment)) return forward(sent)
    const answered = await forward(sent)
    if (answered.status !== 200) return answered
    taken += 1
    if (taken > most) return refused
    return answered
  }
  const { baseUrl, token, fixtures, close } = await dkhardware.start({ layer })
  const only = [status, 'dkhardware/requestPayment/request/**']
  const { contracts } = await judged('dkhardware', { baseUrl, token, fixtures, only })
  await close()
  return contracts.flatMap(({ requirements }) => requirements)
}

const refused: Answered = {
  kind: 'given',
  status: 400,
  headers: { 'content-type': 'application/json' },
  body: new TextEncoder().encode(
    JSON.stringify({
      status: 400,
      title: 'One or more validation errors occurred.',
      traceId: '1e99f720-3f3c-47a5-aeb2-6226af64cd36',
      errors: { orderId: ['Payment was requested before.'] },
    }),
  ),
}

test.each([1, 3, 5])(
  'an order that may be paid for %d times breaks no promise, and what could not be tried is told',
  async (most) => {
    const all = await requirementsOf(most)
    expect(all.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)).toEqual([])
    expect(all.some(({ verdict }) => verdict === 'inconclusive')).toBe(true)
  },
)
