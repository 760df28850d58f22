// A child process: a target that takes every DK Hardware call, answers validly, and does next to nothing else, so
// that what is measured is the client. `node fast-target.mjs [ms per reply]`; speaks over IPC: see `child.mjs`.
import { createServer } from 'node:http'
import { answering } from './child.mjs'

const delayMs = Number(process.argv[2] ?? 0)

const submission = JSON.stringify({ submissionId: '32e6a31b-f48a-4b9f-ab36-fdcda6dda461' })
const status = JSON.stringify({
  orderId: '517231',
  status: 'Succeeded',
  errors: null,
  payload: null,
  referenceId: null,
})

const nothing = { requests: 0, firstAt: 0, lastAt: 0 }
const seen = { ...nothing }

const server = createServer((request, reply) => {
  seen.lastAt = Date.now()
  if (seen.requests === 0) seen.firstAt = seen.lastAt
  seen.requests += 1
  const text = request.url === '/v1/order/status' ? status : submission
  const answer = () => {
    reply.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length })
    reply.end(text)
  }
  request.resume()
  request.on('end', () => (delayMs > 0 ? setTimeout(answer, delayMs) : answer()))
})
server.keepAliveTimeout = 60_000

answering({
  listen: () => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port))),
  /** How many requests came since it was last asked with `reset`, and when, in milliseconds since the epoch. */
  seen: ({ reset = false } = {}) => {
    const now = { ...seen }
    if (reset) Object.assign(seen, nothing)
    return now
  },
})
