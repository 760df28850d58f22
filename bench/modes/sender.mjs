// The bare loop again, but through the harness's own way of sending: tells its cost from that of judging.
import { bareLoop } from './bare-loop.mjs'
import { headersOf, load, subjects } from './subject.mjs'

export const open = async ({ dist, baseUrl, concurrency }) => {
  const { sender } = await load(dist, 'target/send.js')
  const { send } = sender({ baseUrl, timeoutMs: 10_000, concurrency, maxReplyBytes: 10_000_000 })
  const exchange = async ({ operation, isValidReply }, call) => {
    const { outcome } = await send({
      method: operation.method,
      path: operation.path,
      headers: { ...headersOf(call), 'Content-Type': 'application/json' },
      body: JSON.stringify(call.body),
    })
    if (outcome.kind !== 'reply' || !isValidReply(JSON.parse(outcome.reply.body))) throw new Error('An invalid reply.')
  }
  return bareLoop(await subjects(dist), { concurrency, exchange })
}
