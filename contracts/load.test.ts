import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { folderOf } from '../test/folder-of.ts'
import { bundle } from './bundle.ts'
import { ContractError } from './contract-error.ts'
import { builtIn, loadContract } from './load.ts'
import { deriveEvent, deriveOperation } from './requirements/derive.ts'

const info = { title: 'Shop', version: '1' }
const withBody = (schema: object | boolean) => ({
  openapi: '3.1.0',
  info,
  paths: {
    '/a': {
      post: {
        requestBody: { content: { 'application/json': { schema } } },
        responses: { '200': { description: 'ok' } },
      },
    },
  },
})

describe('what is no contract is told, and what to do', () => {
  const folder = folderOf({
    'swagger.json': { swagger: '2.0', info, paths: {} },
    'two.json': { openapi: '2.0', info, paths: {} },
    'three-two.json': { openapi: '3.2.0', info, paths: {} },
    'text.yaml': 'just text',
    'empty.yaml': '',
    'list.json': [1],
    'nothing.json': { openapi: '3.1.0', info },
    'untitled.json': { openapi: '3.0.3', paths: {} },
    'odd.json': { openapi: '3.0.3', info, paths: { '/a': { get: { responses: {} } } }, odd: 1 },
    'dangling.json': withBody({ $ref: '#/components/schemas/Nope' }),
    'dangling-file.json': withBody({ $ref: './none.json' }),
    'dangling-part.json': withBody({ $ref: './part.json#/Nope' }),
    'part.json': {},
  })

  test.each([
    ['swagger.json', "%s is not an OpenAPI document: it has no member 'openapi' with a version."],
    ['two.json', '%s is OpenAPI 2.0; Assay reads OpenAPI 3.0 and 3.1.'],
    ['three-two.json', '%s is OpenAPI 3.2.0; Assay reads OpenAPI 3.0 and 3.1.'],
    ['text.yaml', "%s is not an OpenAPI document: it has no member 'openapi' with a version."],
    ['empty.yaml', "%s is not an OpenAPI document: it has no member 'openapi' with a version."],
    ['list.json', "%s is not an OpenAPI document: it has no member 'openapi' with a version."],
    [
      'nothing.json',
      [
        '%s is not a valid OpenAPI 3.1.0 document:',
        "  (root) must have required property 'paths'",
        "  (root) must have required property 'components'",
        "  (root) must have required property 'webhooks'",
        '  (root) must match a schema in anyOf',
      ].join('\n'),
    ],
    ['untitled.json', "%s is not a valid OpenAPI 3.0.3 document:\n  (root) must have required property 'info'"],
    ['dangling.json', "%s is not a valid OpenAPI 3.1.0 document:\n  Can't resolve #/components/schemas/Nope"],
    ['dangling-part.json', "%s is not a valid OpenAPI 3.1.0 document:\n  Can't resolve #/x-files/part/Nope"],
  ])('%s', async (name, message) => {
    const path = join(folder, name)
    await expect(loadContract(path)).rejects.toThrow(new ContractError(message.replace('%s', path)))
  })

  test('a place that is not as OpenAPI wants it is named', async () => {
    await expect(loadContract(join(folder, 'odd.json'))).rejects.toThrow(
      /\(root\) must NOT have additional properties \('odd'\)/,
    )
  })

  test('a file that is referred to and missing is named', async () => {
    await expect(loadContract(join(folder, 'dangling-file.json'))).rejects.toThrow(
      new ContractError(`Cannot read the contract ${folder}/none.json: there is no such file.`),
    )
  })

  test('an unknown name is told with those that are known', async () => {
    await expect(loadContract('no-such-contract')).rejects.toThrow(
      new ContractError(
        `There is no contract 'no-such-contract'. Built in: ${builtIn().join(', ')}. Or give the path or URL of an OpenAPI 3.0 or 3.1 document.`,
      ),
    )
  })
})

describe('any OpenAPI document is a contract', () => {
  const folder = folderOf({
    'shop.json': { ...withBody(true), info: { title: ' My Shop / v2! ', version: '7' } },
    'shop-3.0.json': { ...withBody({ type: 'string', nullable: true }), openapi: '3.0.3' },
    'named.json': { ...withBody({}), 'x-assay-id': 'own-name' },
    'foreign.json': { ...withBody({}), info: { title: '漢字', version: '1' } },
  })
  const load = (name: string) => loadContract(join(folder, name))

  test('it is called by its title', async () => {
    const { id, title, version } = await load('shop.json')
    expect({ id, title, version }).toEqual({ id: 'my-shop-v2', title: ' My Shop / v2! ', version: '7' })
  })

  test.each([
    ['named.json', 'own-name'],
    ['foreign.json', 'contract'],
  ])('%s is called %s', async (name, id) => {
    expect((await load(name)).id).toBe(id)
  })

  test('one of OpenAPI 3.0 is read as 3.1 says it', async () => {
    const { judge, operations } = await load('shop-3.0.json')
    const schema = operations[0]?.body?.schema ?? ''
    expect([judge('wide', schema, null).length, judge('wide', schema, 1).length]).toEqual([0, 1])
  })

  test('an operation without an id is called by its method and path', async () => {
    expect((await load('shop.json')).operations.map(({ id }) => id)).toEqual(['post /a'])
  })
})

describe('dkhardware', async () => {
  const contract = await loadContract('dkhardware')
  const location = fileURLToPath(new URL('../schemas/dkhardware/openapi.yaml', import.meta.url))

  test('is built in, and the same by name and by path', async () => {
    expect(builtIn()).toContain('dkhardware')
    expect((await loadContract(location)).digest).toBe(contract.digest)
  })

  test('its digest is that of the document with all its files', async () => {
    const document = await bundle(location)
    const parsed = (name: string) =>
      parse(readFileSync(new URL(`../schemas/dkhardware/${name}`, import.meta.url), 'utf8'))
    const { relations } = parsed('relations.yaml')
    const text = JSON.stringify({ document, relations, workflows: [parsed('workflows.arazzo.yaml')] })
    expect(contract.digest).toBe(createHash('sha256').update(text).digest('hex'))
  })

  test('another validator finds it to be OpenAPI 3.1', async () => {
    const result = await new Validator({ strict: false }).validate(structuredClone(await bundle(location)))
    expect(result).toEqual({ valid: true })
  })

  test('has the operations and the event of the documents', () => {
    expect(contract.operations.map(({ id, method, path, safe, secured }) => [id, method, path, safe, secured])).toEqual(
      [
        ['createOrder', 'POST', '/v1/order/create', false, true],
        ['requestPayment', 'POST', '/v1/order/request-payment', false, true],
        ['getOrderStatus', 'POST', '/v1/order/status', true, true],
      ],
    )
    expect(contract.events.map(({ id, name }) => [id, name])).toEqual([['orderChanged', 'customer-order:changed']])
  })

  test('every requirement has an id of its own', () => {
    const derived = [
      ...contract.operations.flatMap((operation) => deriveOperation('dkhardware', operation)),
      ...contract.events.flatMap((event) => deriveEvent('dkhardware', event)),
    ].map(({ id }) => id)
    expect(derived.filter((id, index) => derived.indexOf(id) !== index)).toEqual([])
    const ids = contract.requirements.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('every requirement belongs to an operation or event and says where it stands', () => {
    const known = new Set([...contract.operations, ...contract.events].map(({ id }) => id))
    const documents = ['000 Request Payment for Order', '001 Create Order']
    const wrong = contract.requirements.filter(
      ({ operation, source, title }) =>
        !known.has(operation) ||
        (source.kind !== 'standard' && !documents.includes(source.document)) ||
        source.section === '' ||
        title === '',
    )
    expect(wrong).toEqual([])
  })

  test.each<[string, string, readonly number[]]>([
    ['createOrder/request/referenceId/maxLength', 'must', []],
    ['createOrder/request/customerOrder/customerId/type', 'must', [15]],
    ['createOrder/request/customerOrder/paymentMethodCode/required', 'must', [3, 32]],
    ['createOrder/request/customerOrder/billing/optional', 'must', [30]],
    ['createOrder/request/customerOrder/billing/zip/maxLength', 'should', []],
    ['createOrder/request/customerOrder/items[]/itemId/required', 'must', [4]],
    ['createOrder/request/customerOrder/items[]/tax/required', 'must', [5]],
    ['createOrder/request/customerOrder/items/sequence', 'must', [14]],
    ['createOrder/request/header.User-Id/required', 'must', [38, 39]],
    ['createOrder/request/header.User-Id/maxLength', 'should', [38, 39]],
    ['createOrder/response.200/status', 'must', [47]],
    ['createOrder/response.400/content-type', 'must', [46]],
    ['createOrder/error.400/names-the-field', 'must', [45]],
    ['createOrder/auth/missing', 'should', [37, 40]],
    ['createOrder/auth/unknown', 'should', [37, 40]],
    ['createOrder/protocol/wrong-content-type', 'may', [46, 40]],
    ['getOrderStatus/response.200/orderId/type', 'must', [16]],
    ['getOrderStatus/response.400/body/type', 'should', [19]],
    ['flow/reference-id/second-use-fails', 'must', [42]],
    ['getOrderStatus/unknown-submission', 'may', [20]],
  ])('%s is a %s with ambiguities %j', (id, level, ambiguities) => {
    const found = contract.requirements.find((requirement) => requirement.id === `dkhardware/${id}`)
    expect(found && { level: found.level, ambiguities: found.ambiguities }).toEqual({ level, ambiguities })
  })

  test('what the documents print as examples is valid under the wide reading', () => {
    const wrong = contract.operations.flatMap(({ id, body }) =>
      (body?.examples ?? []).flatMap(({ name, value }) =>
        contract.judge('wide', body?.schema ?? '', value).map((violation) => ({ id, name, violation })),
      ),
    )
    expect(wrong).toEqual([])
  })
})
