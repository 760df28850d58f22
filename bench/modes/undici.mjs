// As fast as it can reasonably be written: generate, send, parse, validate, in a bare loop on undici.
import { Pool } from 'undici'
import { bareLoop } from './bare-loop.mjs'
import { headersOf, subjects } from './subject.mjs'

export const open = async ({ dist, baseUrl, concurrency }) => {
  const pool = new Pool(baseUrl, { connections: concurrency, pipelining: 1 })
  const exchange = async ({ operation, isValidReply }, call) => {
    const { statusCode, body } = await pool.request({
      method: operation.method,
      path: operation.path,
      headers: { ...headersOf(call), 'Content-Type': 'application/json' },
      body: JSON.stringify(call.body),
    })
    if (statusCode !== 200 || !isValidReply(JSON.parse(await body.text()))) throw new Error('An invalid reply.')
  }
  return bareLoop(await subjects(dist), { concurrency, exchange })
}
