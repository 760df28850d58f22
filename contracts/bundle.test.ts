import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folderOf } from '../test/folder-of.ts'
import { bundle } from './bundle.ts'
import { ContractError } from './contract-error.ts'

const files = {
  'openapi.yaml': [
    'paths:',
    '  /a: { schema: { $ref: ./order.schema.json } }',
    '  /b: { schema: { $ref: "./order.schema.json#/properties/item" } }',
    '  /c: { schema: { $ref: "#/components/schemas/Own" } }',
    'examples: { documented: { externalValue: ./example.json } }',
    'components: { schemas: { Own: { type: string } } }',
  ].join('\n'),
  'order.schema.json': {
    properties: { item: { $ref: './item.json' }, next: { $ref: '#' }, id: { $ref: '#/$defs/id' } },
  },
  'item.json': { type: 'object' },
  'example.json': { a: 1 },
}

const bundled = {
  paths: {
    '/a': { schema: { $ref: '#/x-files/order' } },
    '/b': { schema: { $ref: '#/x-files/order/properties/item' } },
    '/c': { schema: { $ref: '#/components/schemas/Own' } },
  },
  examples: { documented: { value: { a: 1 } } },
  components: { schemas: { Own: { type: 'string' } } },
  'x-files': {
    item: { type: 'object' },
    order: {
      properties: {
        item: { $ref: '#/x-files/item' },
        next: { $ref: '#/x-files/order' },
        id: { $ref: '#/x-files/order/$defs/id' },
      },
    },
  },
}

describe('a document and its files', () => {
  const folder = folderOf({
    ...files,
    'alone.json': { openapi: '3.1.0' },
    'a.json': { $ref: './b.json' },
    'b.json': { properties: { c: { $ref: './c.json' } } },
    'c.json': { properties: { b: { $ref: './b.json' } } },
    'anchors.yaml': 'base: &base { a: 1 }\nmore:\n  <<: *base\n  b: 2\n',
  })

  test.each([
    ['all files it refers to stand in it, and every reference stays within', 'openapi.yaml', bundled],
    ['without other files it is as it was', 'alone.json', { openapi: '3.1.0' }],
    [
      'files that refer to each other end',
      'a.json',
      {
        $ref: '#/x-files/b',
        'x-files': {
          b: { properties: { c: { $ref: '#/x-files/c' } } },
          c: { properties: { b: { $ref: '#/x-files/b' } } },
        },
      },
    ],
    ['YAML anchors and merges are followed', 'anchors.yaml', { base: { a: 1 }, more: { a: 1, b: 2 } }],
  ])('%s', async (_, name, expected) => {
    expect(await bundle(join(folder, name))).toEqual(expected)
  })
})

describe('what cannot be read is told with its place', () => {
  const folder = folderOf({
    'refers.yaml': 'a: { $ref: ./missing.json }',
    'unclosed.yaml': 'openapi: 3.1.0\npaths:\n  /a: [1, 2\n',
    'tab.yaml': 'a:\n\tb: 1\n',
    'twice.yaml': 'a: 1\na: 2\n',
    'broken.json': '{ "a": 1, "b" }}',
  })

  test.each([
    ['no-such-file.yaml', `Cannot read the contract ${folder}/no-such-file.yaml: there is no such file.`],
    ['refers.yaml', `Cannot read the contract ${folder}/missing.json: there is no such file.`],
    ['.', `Cannot read the contract ${folder}: it is no regular file.`],
    ['unclosed.yaml', /unclosed\.yaml is neither YAML nor JSON: .* at line 4, column 1/],
    ['tab.yaml', /tab\.yaml is neither YAML nor JSON: Tabs are not allowed as indentation at line 2, column 1/],
    ['twice.yaml', /twice\.yaml is neither YAML nor JSON: Map keys must be unique at line 2, column 1/],
    ['broken.json', /broken\.json is neither YAML nor JSON: .* at line 1, column \d+/],
  ])('%s', async (name, message) => {
    const failure = await bundle(join(folder, name)).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ContractError)
    expect((failure as Error).message).toMatch(message)
  })
})

describe('over http', () => {
  const server = createServer((request, response) => {
    if (request.url === '/moved.yaml') {
      response.writeHead(302, { location: '/openapi.yaml' }).end()
      return
    }
    const file = files[request.url?.slice('/'.length) as keyof typeof files]
    response.writeHead(file ? 200 : 404).end(typeof file === 'string' ? file : JSON.stringify(file))
  })
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)))
  afterAll(() => void server.close())

  test('files are found beside the document', async () => {
    expect(await bundle(`${base()}/openapi.yaml`)).toEqual(bundled)
  })

  test('a status other than success is told', async () => {
    await expect(bundle(`${base()}/nowhere.yaml`)).rejects.toThrow(
      new ContractError(`Cannot fetch the contract ${base()}/nowhere.yaml: it answers 404.`),
    )
  })

  test('a redirect is not followed, since it may lead anywhere', async () => {
    await expect(bundle(`${base()}/moved.yaml`)).rejects.toThrow(
      `Cannot fetch the contract ${base()}/moved.yaml: fetch failed.`,
    )
  })
})
