// As fast as it can reasonably be written: generate, send, parse, validate, in a bare loop on undici.
import fc from 'fast-check'
import { Pool } from 'undici'
import { headersOf, subjects } from './subject.mjs'

/** Drawn at once from one seed: seeding costs more than a draw. */
const chunk = 16

export const open = async ({ dist, baseUrl, concurrency }) => {
  const all = await subjects(dist)
  const pool = new Pool(baseUrl, { connections: concurrency, pipelining: 1 })
  let seed = 0

  const exchange = async ({ operation, isValidReply }, call) => {
    const { statusCode, body } = await pool.request({
      method: operation.method,
      path: operation.path,
      headers: { ...headersOf(call), 'Content-Type': 'application/json' },
      body: JSON.stringify(call.body),
    })
    if (statusCode !== 200 || !isValidReply(JSON.parse(await body.text()))) throw new Error('An invalid reply.')
  }

  return async (ms) => {
    const until = performance.now() + ms
    let exchanges = 0
    const work = async () => {
      while (performance.now() < until) {
        seed += 1
        const subject = all[seed % all.length]
        for (const call of fc.sample(subject.calls, { seed, numRuns: chunk })) {
          await exchange(subject, call)
          exchanges += 1
        }
      }
    }
    await Promise.all(Array.from({ length: concurrency }, work))
    return exchanges
  }
}
