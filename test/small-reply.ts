// An answer to one call of a small contract, for what reads replies.
import type { Operation } from '../contracts/contract.ts'
import type { Exchange } from '../core/exchange.ts'

const operation: Operation = {
  id: 'readThing',
  method: 'GET',
  path: '/things/{id}',
  summary: '',
  source: { document: 'Things', section: 'read' },
  safe: true,
  countsAs: 'read',
  secured: false,
  parameters: [],
  replies: [],
  errors: [],
  refusals: {} as Operation['refusals'],
}

export const reply = (
  body: unknown,
  {
    status = 200,
    headers = {},
  }: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): { readonly operation: Operation; readonly exchange: Exchange } => ({
  operation,
  exchange: {
    id: 'a#1',
    operation: operation.id,
    request: { method: 'GET', path: '/things/T1', headers: {} },
    outcome: {
      kind: 'reply',
      reply: { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body), ms: 1 },
    },
  },
})
