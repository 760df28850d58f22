import { test } from 'vitest'
import { loadContract } from '../schemas/load.ts'
import { reportOn } from './harness.ts'
import { specFor } from './reference-spec.ts'
import { documentedCrash, documentedRefusal, documentedStatus, documentedSubmission } from './servers/documented-examples.ts'
import { type Asked, startRecorder, type Told } from './servers/recorder.ts'

const contract = await loadContract('dkhardware')
const json = (status: number, body: unknown): Told => ({ status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const services: Record<string, (asked: Asked) => Told | Promise<Told>> = {
  'ok {}': () => json(200, {}),
  '400 {}': () => json(400, {}),
  '400 documented': () => json(400, documentedRefusal),
  '401': () => json(401, {}),
  '500 {}': () => json(500, {}),
  '500 doc': () => json(500, documentedCrash),
  'echo': ({ body, headers }) => ({ status: 200, headers: { 'content-type': headers.find(([n]) => n.toLowerCase() === 'content-type')?.[1] ?? 'application/json' }, body }),
  'replayer': ({ path }) => json(200, path.endsWith('/status') ? documentedStatus : documentedSubmission),
  'silent': () => new Promise(() => {}),
  '429': () => ({ status: 429, headers: { 'Retry-After': '0' } }),
  '429 no header': () => ({ status: 429 }),
  '302': () => ({ status: 302, headers: { location: '/login' } }),
  'html': () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }),
}
test.each(Object.entries(services))('%s', async (name, answer) => {
  const server = await startRecorder(answer)
  const start = Date.now()
  const report = await reportOn(specFor('dkhardware', { baseUrl: server.baseUrl, token: 'canary-token', headers: {}, timeoutMs: 300, concurrency: 16 }, { settleMs: 200, fixtures: { orderId: '517231', cancelledOrderId: '538368', userId: '93', customerId: '424726', productId: '17', paymentMethodCode: 'credit-card', shippingMethod: 'Standard Ground' } }), contract)
  await server.close()
  const c = report.contracts[0]!
  const by = (v: string) => c.requirements.filter((r) => r.verdict === v)
  console.log('=====', name, Date.now() - start, 'ms', report.run.outcome, JSON.stringify(c.summary), 'requests', c.requests, report.run.void, c.errors.slice(0, 2))
  console.log(['pass', 'warn'].map((v) => by(v).map((r) => `   ${v} ${r.level} ${r.id} (${r.cases})`).join('\n')).join('\n'))
})
