import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../core/json.ts'
import { folderOf } from '../../test/folder-of.ts'
import { schemaOf } from '../../test/schema-of.ts'
import { loadContract } from '../load.ts'
import { facetOf, parameterPlace } from './facets.ts'
import { ambiguitiesOf } from './of-schema.ts'

const json = (schema: JsonObject) => ({ content: { 'application/json': { schema } } })
const document = {
  openapi: '3.1.0',
  info: { title: 'Shop, v2!', version: '1' },
  security: [{ key: [] }],
  'x-assay-refusal': {
    schema: { status: [400] },
    credentials: { status: [401], wide: [{ ambiguity: 40, status: [403] }], mayAccept: 37, must: ['missing'] },
  },
  paths: {
    '/orders/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 9 } }],
      put: {
        operationId: 'putOrder',
        'x-assay-names-culprit': { member: 'errors', base: 'order', ambiguity: 45 },
        'x-assay-errors': [
          { id: 'validation', status: 400, code: 'Invalid', provoke: 'violation' },
          { id: 'conflict', status: 409, code: 'Conflict', provoke: 'flow' },
          { id: 'system', status: 500, code: 'Oops', provoke: 'nothing', reason: 'not from outside' },
        ],
        parameters: [{ name: 'X-Page', in: 'header', schema: { type: 'integer', minimum: 1 } }],
        requestBody: {
          required: true,
          ...json({
            type: 'object',
            required: ['sku'],
            properties: { sku: { type: 'string' }, note: { maxLength: 5 } },
          }),
        },
        responses: {
          '200': {
            description: 'ok',
            'x-assay-also': [{ status: 202, ambiguity: 47 }],
            ...json({ type: 'object', required: ['id'], properties: { id: { type: 'string' } } }),
          },
          '204': { description: 'nothing' },
          '500': {
            description: 'oops',
            'x-assay-level': 'should',
            'x-assay-also-media': [{ mediaType: 'text/plain', ambiguity: 46 }],
            ...json({ const: 'Oops' }),
          },
        },
      },
    },
    '/health': { get: { security: [], responses: { default: { description: 'any' } } } },
  },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'Key' } } },
  webhooks: {
    changed: {
      post: {
        operationId: 'changed',
        requestBody: json({ type: 'object', required: ['a'], properties: { a: { type: 'string' }, b: {} } }),
        responses: { '200': { description: 'ok' } },
      },
    },
  },
  'x-assay-requirements': [
    {
      id: 'flow/a',
      operation: 'putOrder',
      title: 'A',
      how: 'plays it',
      'x-assay-source': { document: 'D', section: 'S' },
    },
    {
      id: 'flow/b',
      operation: 'putOrder',
      title: 'B',
      how: 'cannot',
      testable: false,
      level: 'may',
      fixtures: ['f'],
      ambiguities: [1],
      'x-assay-source': { document: 'D', section: 'S' },
    },
  ],
}

const contract = await loadContract(join(folderOf({ 'shop.json': document }), 'shop.json'))

test('every promise of a document is a requirement, by who can test it and how binding it is', () => {
  const lines = contract.requirements.map(({ id, level, testedBy, ambiguities }) =>
    [id.replace('shop-v2/', ''), level, testedBy.kind, ...ambiguities].join(' '),
  )
  expect(lines).toEqual([
    'putOrder/request/path.id/required must nothing',
    'putOrder/request/path.id/maxLength must violation',
    'putOrder/request/header.X-Page/optional must acceptance',
    'putOrder/request/header.X-Page/type must violation',
    'putOrder/request/header.X-Page/minimum must violation',
    'putOrder/request/body/type must violation',
    'putOrder/request/sku/required must violation',
    'putOrder/request/sku/type must violation',
    'putOrder/request/note/optional must acceptance',
    'putOrder/request/note/maxLength must violation',
    'putOrder/response.200/status must acceptance 47',
    'putOrder/response.200/content-type must reply',
    'putOrder/response.200/parses must reply',
    'putOrder/response.200/body/type must reply',
    'putOrder/response.200/id/required must reply',
    'putOrder/response.200/id/type must reply',
    'putOrder/response.204/status must acceptance',
    'putOrder/response.500/content-type should nothing 46',
    'putOrder/response.500/parses should nothing',
    'putOrder/response.500/body/const should nothing',
    'putOrder/error.400/validation must violation',
    'putOrder/error.400/names-the-field must violation 45',
    'putOrder/error.409/conflict must flow',
    'putOrder/error.500/system must nothing',
    'putOrder/auth/missing must violation 37 40',
    'putOrder/auth/empty should violation 37 40',
    'putOrder/auth/malformed should violation 37 40',
    'putOrder/auth/unknown should violation 37 40',
    'putOrder/protocol/challenge should reply',
    'putOrder/protocol/wrong-method should violation',
    'putOrder/protocol/allow should reply',
    'putOrder/protocol/message-forms should acceptance',
    'putOrder/protocol/json-forms should acceptance',
    'putOrder/protocol/empty-body must violation',
    'putOrder/protocol/malformed-json must violation',
    'putOrder/protocol/truncated-json must violation',
    'putOrder/protocol/wrong-content-type may violation',
    'putOrder/transport/complete-reply should reply',
    'putOrder/transport/label should reply',
    'putOrder/security/no-secret-echo should reply',
    'putOrder/security/no-stack-trace should reply',
    'get /health/response.default/status must acceptance',
    'get /health/protocol/wrong-method should violation',
    'get /health/protocol/allow should reply',
    'get /health/transport/complete-reply should reply',
    'get /health/transport/label should reply',
    'get /health/security/no-secret-echo should reply',
    'get /health/security/no-stack-trace should reply',
    'changed/event/body/type must reply',
    'changed/event/a/required must reply',
    'changed/event/a/type must reply',
    'flow/a must flow',
    'flow/b may nothing 1',
  ])
})

describe('a requirement', () => {
  test.each([
    [
      'of a member',
      'shop-v2/putOrder/request/sku/type',
      {
        id: 'shop-v2/putOrder/request/sku/type',
        operation: 'putOrder',
        level: 'must',
        title: 'sku is of type string',
        source: { document: 'Shop, v2!', section: 'PUT /orders/{id}', row: 'sku' },
        ambiguities: [],
        testedBy: {
          kind: 'violation',
          how: 'sends a body broken in this one way; a valid one that holds the member must have been accepted',
        },
        fixtures: [],
      },
    ],
    [
      'that no outside observer can bring about',
      'shop-v2/putOrder/error.500/system',
      { title: 'The case "Oops" is answered 500', testedBy: { kind: 'nothing', how: 'not from outside' } },
    ],
    [
      'of an event',
      'shop-v2/changed/event/a/required',
      { operation: 'changed', title: 'a is present', fixtures: ['webhook'] },
    ],
    [
      'written by hand',
      'shop-v2/flow/b',
      {
        operation: 'putOrder',
        level: 'may',
        title: 'B',
        source: { document: 'D', section: 'S' },
        ambiguities: [1],
        testedBy: { kind: 'nothing', how: 'cannot' },
        fixtures: ['f'],
      },
    ],
  ])('%s says what is promised, where and how it is tested', (_, id, expected) => {
    expect(contract.requirements.find((requirement) => requirement.id === id)).toMatchObject(expected)
  })
})

test.each<[readonly string[], string, string]>([
  [[], 'type', 'body/type'],
  [['items', '[]', 'mpn'], 'maxLength', 'items[]/mpn/maxLength'],
  [['items'], 'x-assay-unique-by', 'items/unique-by'],
])('the facet of %j and %s is %s', (path, keyword, facet) => {
  expect(facetOf(path, keyword)).toBe(facet)
})

test('a parameter is called by where it stands', () => {
  expect(parameterPlace({ in: 'header', name: 'User-Id' })).toBe('header.User-Id')
})

test('the ambiguities of a keyword are those of the readings that say something about it', () => {
  const { node } = schemaOf({
    'x-assay-strict': [
      { ambiguity: 1, minimum: 0 },
      { ambiguity: 2, minimum: 1, type: 'integer' },
    ],
  })
  expect([ambiguitiesOf(node, 'minimum'), ambiguitiesOf(node, 'type'), ambiguitiesOf(node, 'maximum')]).toEqual([
    [1, 2],
    [2],
    [],
  ])
})

test('what nothing here can judge says so, instead of that no reply held it', async () => {
  const schema = { type: 'string', format: 'phone', pattern: '(', maxLength: 5 }
  const get = { responses: { '200': { description: 'ok', ...json({ properties: { a: schema } }) } } }
  const info = { title: 'Any', version: '1' }
  const folder = folderOf({ 'any.json': { openapi: '3.1.0', info, paths: { '/a': { get } } } })
  const { requirements } = await loadContract(join(folder, 'any.json'))
  const testedBy = requirements
    .filter(({ id }) => id.includes('/response.200/a/'))
    .map((one) => [one.id.split('/').at(-1), one.testedBy.kind, one.testedBy.how])
  expect(testedBy).toEqual([
    ['type', 'reply', 'checks each reply with status 200'],
    ['maxLength', 'reply', 'checks each reply with status 200'],
    ['pattern', 'nothing', 'the pattern ( is no regular expression that can be read here'],
    ['format', 'nothing', 'nothing is known here that the format phone forbids'],
  ])
})
