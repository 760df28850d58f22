import { expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import { sampleExchange, sampleReply } from '../test/sample-run.ts'
import { attemptAnswer, isTaken } from './attempt-answer.ts'

const { operations } = await loadContract('crayon')
const [operation] = operations

const answered = (status: number, body: string, headers: Readonly<Record<string, string>> = {}) =>
  sampleExchange('a', { outcome: { kind: 'reply', reply: sampleReply({ status, body, headers }) } })

const html = { 'content-type': 'text/html; charset=utf-8' }

test.each([
  ['a page', answered(200, '<!doctype html><title>Sign in</title>', html), { kind: 'page', status: 200 }],
  ['a document that is labelled as a page', answered(200, '{"id":1}', html), { kind: 'taken', status: 200 }],
  ['a success without a body', answered(204, ''), { kind: 'taken', status: 204 }],
  ['a refusal', answered(400, '{}'), { kind: 'refused', status: 400, said: '"{}"' }],
  ['refused credentials', answered(403, ''), { kind: 'credentials', status: 403 }],
  [
    'a redirect',
    answered(302, '', { location: 'https://login.example.com/start?at=1' }),
    { kind: 'redirect', status: 302, to: 'https://login.example.com' },
  ],
  [
    'a redirect within the target',
    answered(302, '', { location: '/login' }),
    { kind: 'redirect', status: 302, to: 'another address of its own' },
  ],
  [
    'silence',
    sampleExchange('a', { outcome: { kind: 'silent', cause: 'timeout', detail: 'no reply within 100 ms' } }),
    { kind: 'none', cause: 'timeout', detail: 'no reply within 100 ms' },
  ],
  [
    'what was not sent',
    sampleExchange('a', { outcome: { kind: 'withheld', detail: 'out of budget' } }),
    { kind: 'unsent', detail: 'out of budget' },
  ],
])('%s is told apart', (_, exchange, answer) => {
  expect(attemptAnswer(operation, exchange)).toEqual(answer)
  expect(isTaken(operation, exchange)).toBe(answer.kind === 'taken')
})

test('a page that the document has among its replies is taken', () => {
  const [reply] = operation?.replies ?? []
  if (!operation || !reply) throw new Error('The contract has no operation with a reply.')
  const shows = { ...operation, replies: [{ ...reply, mediaTypes: ['text/html'] }] }
  expect(attemptAnswer(shows, answered(200, '<html></html>', html))).toEqual({ kind: 'taken', status: 200 })
})
