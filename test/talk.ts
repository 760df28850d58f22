import { join } from 'node:path'
import { loadContract } from '../contracts/load.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Json, JsonObject } from '../core/json.ts'
import { relatedOf } from '../suites/related.ts'
import { folderOf } from './folder-of.ts'

const json = { content: { 'application/json': { schema: { type: 'object' } } } }

/** `operationId: 'POST /orders/{no}'` → a contract of such operations, with relations, and a schema of what is sent. */
export const shopOf = (
  calls: Readonly<Record<string, string>>,
  relations: readonly JsonObject[],
  sent: JsonObject = { type: 'object' },
) => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [operationId, call] of Object.entries(calls)) {
    const [method = '', path = ''] = call.split(' ')
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        operationId,
        parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
        ...(method === 'GET' || method === 'DELETE'
          ? {}
          : { requestBody: { content: { 'application/json': { schema: sent } } } }),
        responses: { '200': { description: 'shown', ...json } },
      },
    }
  }
  const info = { title: 'Shop', version: '1' }
  const folder = folderOf({ 'shop.json': { openapi: '3.1.0', info, paths }, 'relations.yaml': { relations } })
  return loadContract(join(folder, 'shop.json'))
}

export type Said = {
  readonly operation: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly sent?: Json
  /** The request as it is written, in place of JSON. */
  readonly written?: string
  readonly status?: number
  readonly body?: Json
  /** The reply in XML, in place of JSON. */
  readonly xml?: string
}

/** What is exchanged one after the other, or under way until it is ended, and what relations say of it. */
export const talk = (contract: Awaited<ReturnType<typeof shopOf>>) => {
  const related = relatedOf(contract, (facet) => facet)
  let serial = 0
  const begin = ({
    operation,
    path = '/',
    headers = {},
    sent,
    written,
    status = 200,
    body = {},
    xml,
  }: Said): Exchange => {
    serial += 1
    const label = { 'content-type': 'application/json' }
    const exchange: Exchange = {
      id: `case#${serial}`,
      operation,
      request: {
        method: contract.operations.find(({ id }) => id === operation)?.method ?? 'GET',
        path,
        headers: { ...label, ...headers },
        ...(sent === undefined && written === undefined ? {} : { body: written ?? JSON.stringify(sent) }),
      },
      outcome: {
        kind: 'reply',
        reply: {
          status,
          headers: xml === undefined ? label : { 'content-type': 'application/xml;charset=UTF-8' },
          body: xml ?? JSON.stringify(body),
          ms: 1,
        },
      },
    }
    related.begin(exchange.id, operation, () => exchange.request)
    return exchange
  }
  const end = (exchange: Exchange): readonly string[] => {
    related.end(exchange)
    return related.judge(exchange).evidence.map(({ verdict, requirement }) => `${verdict} ${requirement}`)
  }
  return { begin, end, send: (said: Said) => end(begin(said)) }
}
