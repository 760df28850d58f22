import { expect, test } from 'vitest'
import type { Layer } from '../../core/layer.ts'
import { shopctrl } from '../../reference/shopctrl/shopctrl.ts'
import { judged } from '../../test/judged.ts'

/** Larger than any request with one value at its bound, and smaller than one with several. */
const size = 1_500

/** What is told of valid requests, where the reference refuses large ones as told. */
const toldOf = async (isRefused: (times: number) => boolean): Promise<readonly string[]> => {
  let times = 0
  const layer: Layer = async (sent, forward) => {
    const reply = await forward(sent)
    if (sent.body.length < size || sent.headers['content-type'] !== 'application/json' || reply.status >= 400)
      return reply
    times += 1
    return isRefused(times) ? { ...reply, status: 413, body: new Uint8Array() } : reply
  }
  const running = await shopctrl.start({ layer })
  const { baseUrl, token, fixtures } = running
  const only = ['shopctrl/addPayment/response.200/status', 'shopctrl/addPayment/request/*/maxLength']
  const report = await judged('shopctrl', { baseUrl, token, fixtures, only })
  await running.close()
  return report.contracts.flatMap(({ errors, requirements }) => [
    ...errors,
    ...requirements
      .filter(({ id, verdict }) => id.endsWith('/status') && verdict !== 'pass')
      .flatMap(({ verdict, reason, findings }) =>
        [reason ?? findings.map(({ message }) => message)].flat().map((one) => `${verdict}: ${one}`),
      ),
  ])
}

const together = 'fail: A request of values at their bounds, each of which is taken alone, is refused'

test('values at their bounds that are refused together only fail, and not by chance', {
  timeout: 180_000,
}, async () => {
  expect(await toldOf(() => false)).toEqual([])
  expect(await toldOf((times) => times === 1)).not.toContain(together)
  expect(await toldOf(() => true)).toContain(together)
})
