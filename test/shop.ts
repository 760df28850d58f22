import { join } from 'node:path'
import type { CheckContext } from '../checks/check.ts'
import type { Contract, Operation } from '../contracts/contract.ts'
import { loadContract } from '../contracts/load.ts'
import type { Exchange, Outcome, WireReply } from '../core/exchange.ts'
import { folderOf } from './folder-of.ts'

const json = (schema: object) => ({ content: { 'application/json': { schema } } })

const thing = {
  type: 'object',
  required: ['id'],
  'x-assay-strict': [{ ambiguity: 22, required: ['name'] }],
  properties: {
    id: { type: ['string', 'integer'], maxLength: 5, 'x-assay-strict': [{ ambiguity: 16, type: 'string' }] },
    name: { type: 'string' },
    tags: { type: ['array', 'null'], maxItems: 2, items: { type: 'string', minLength: 1 } },
    address: { type: 'object', required: ['zip'], properties: { zip: { type: 'string' } } },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    size: { oneOf: [{ type: 'integer', minimum: 1 }, { const: 'any' }] },
    sealed: { type: 'object', additionalProperties: false, properties: { a: { type: 'integer' } } },
    pair: { type: 'object', dependentRequired: { a: ['b'] }, properties: { a: {}, b: {} } },
  },
}

const ticket = { type: 'object', xml: { name: 'Ticket' }, properties: { id: { type: 'string' } } }

/** A contract with one operation that has a reply of every kind. */
export const shop: Contract = await loadContract(
  join(
    folderOf({
      'shop.json': {
        openapi: '3.1.0',
        info: { title: 'Shop', version: '1' },
        components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
        security: [{ bearer: [] }],
        paths: {
          '/things': {
            post: {
              operationId: 'createThing',
              requestBody: json({
                type: 'object',
                properties: {
                  card: { type: 'string', 'x-assay-hidden': true },
                  own: { type: 'string', 'x-assay-unique': true },
                },
              }),
              responses: {
                '200': { description: 'made', 'x-assay-also': [{ status: 202, ambiguity: 47 }], ...json(thing) },
                '203': {
                  description: 'as JSON or XML',
                  content: { 'application/json': { schema: ticket }, 'application/xml': { schema: ticket } },
                },
                '204': { description: 'nothing to tell', 'x-assay-empty': {} },
                '400': {
                  description: 'refused',
                  'x-assay-also-media': [{ mediaType: 'application/problem+json', ambiguity: 46 }],
                  ...json({ type: 'object', required: ['title'] }),
                },
                '4XX': { description: 'refused otherwise', content: { 'text/*': {}, 'application/xml': {} } },
              },
            },
          },
        },
      },
    }),
    'shop.json',
  ),
)

export const createThing = shop.operations[0] as Operation

/** An exchange of that operation, with this outcome or reply. */
export const exchangeOf = (outcome: Outcome | Partial<WireReply>): Exchange => ({
  id: 'case#1',
  operation: 'createThing',
  request: {
    method: 'POST',
    path: '/things',
    headers: {},
    body: '{"card":"4111111111111111","own":"assay-checks-0000000a"}',
  },
  outcome: 'kind' in outcome ? outcome : { kind: 'reply', reply: { ...made, ...outcome } },
})

/** A reply against which nothing can be said. */
const made: WireReply = {
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: '{"id":"1","name":"Window"}',
  ms: 3,
}

/** What a check is given to judge that exchange. */
export const contextOf = (
  outcome: Outcome | Partial<WireReply>,
  more: Partial<Pick<CheckContext, 'secrets' | 'soft' | 'tag'>> = {},
): CheckContext => ({
  operation: createThing,
  exchange: exchangeOf(outcome),
  judge: shop.judge,
  id: (facet) => `shop/createThing/${facet}`,
  secrets: [],
  soft: false,
  ...more,
})
