import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isObject, type Json, type JsonObject } from '../core/json.ts'
import { folderOf } from '../test/folder-of.ts'
import { annotationsSchema } from './annotations.ts'
import { ContractError } from './contract-error.ts'
import { loadContract } from './load.ts'

const info = { title: 'Shop', version: '1' }
const responses = { '200': { description: 'ok' } }
const json = (schema: Json): JsonObject => ({ 'application/json': { schema } })

/** A document with one POST, and what a case puts into it. */
const shop = (operation: JsonObject, more: JsonObject = {}): JsonObject => ({
  openapi: '3.1.0',
  info,
  ...more,
  paths: { '/a': { post: { responses, ...operation } } },
})

const withSchema = (schema: Json): JsonObject => shop({ requestBody: { content: json(schema) } })

const errorOf = async (document: JsonObject): Promise<string> => {
  const folder = folderOf({ 'shop.json': document })
  const outcome = await loadContract(join(folder, 'shop.json')).catch((error: unknown) => error)
  expect(outcome).toBeInstanceOf(ContractError)
  return String((outcome as ContractError).message).replaceAll(`${folder}/`, '')
}

const error = { id: 'taken', status: 409, code: 'Taken', provoke: 'flow' }

describe('an annotation that is none is told with its place and what may be meant', () => {
  test.each<[string, JsonObject, RegExp]>([
    [
      'a misspelt name',
      shop({ 'x-assay-eror': [] }),
      /^shop\.json:\d+:\d+: x-assay-eror is not an annotation; did you mean x-assay-errors\?$/,
    ],
    [
      'a member like no other',
      shop({ 'x-assay-errors': [{ ...error, zzz: 1 }] }),
      /: x-assay-errors\/0 has no member zzz; there are id, status, code, .* and x-assay-source\.$/,
    ],
    [
      'a misspelt value',
      shop({ 'x-assay-errors': [error, { ...error, provoke: 'flows' }] }),
      /: x-assay-errors\/1\/provoke is "flows"; it must be "violation", "flow" or "nothing"\.$/,
    ],
    [
      'a misspelt member',
      shop({ 'x-assay-errors': [{ ...error, fixture: ['a'] }] }),
      /: x-assay-errors\/0 has no member fixture; did you mean fixtures\?$/,
    ],
    [
      'a missing member',
      shop({ 'x-assay-errors': [{ id: 'a', status: 400, code: 'A' }] }),
      /: x-assay-errors\/0 is .*; it must have required property 'provoke'\.$/,
    ],
    ['a value of another type', shop({ 'x-assay-safe': 'yes' }), /: x-assay-safe is "yes"; it must be boolean\.$/],
    [
      'one that has no place there',
      shop({ parameters: [{ name: 'q', in: 'query', schema: {}, 'x-assay-safe': true }] }),
      /: x-assay-safe may not stand here; it may stand on an operation\.$/,
    ],
    ['one on what takes none', shop({}, { tags: [{ name: 'a', 'x-assay-level': 'may' }] }), /may not stand here/],
    [
      'one deep in a schema',
      withSchema({ properties: { a: { items: { 'x-assay-fixtur': 'a' } } } }),
      /: x-assay-fixtur is not an annotation; did you mean x-assay-fixture\?$/,
    ],
    [
      'one in a narrower reading',
      withSchema({ 'x-assay-strict': [{ ambiguity: 1, 'x-assay-unique-bye': 'a' }] }),
      /: x-assay-unique-bye is not an annotation; did you mean x-assay-unique-by\?$/,
    ],
    [
      'a reading without its number',
      withSchema({ 'x-assay-strict': [{ type: 'string' }] }),
      /required property 'ambig/,
    ],
    ['a level that is none', withSchema({ 'x-assay-level': { type: 'shall' } }), /x-assay-level.* is .*must be /],
    [
      'one in an xml object',
      withSchema({ xml: { 'x-assay-also': [{ status: 1, ambiguity: 1 }] } }),
      /: x-assay-also\/0/,
    ],
    ['one of the document', shop({}, { 'x-assay-null': 'none' }), /: x-assay-null is "none"; it must be "absent"\.$/],
    [
      'a source with a row and no section',
      shop({ 'x-assay-source': { row: 'a' } }),
      /: x-assay-source is .*must have property section when property row is present\.$/,
    ],
    [
      'a kind of source that is none',
      shop({ 'x-assay-source': { kind: 'page' } }),
      /: x-assay-source\/kind is "page"; it must be "document", "linked page", "standard" or "inference"\.$/,
    ],
  ])('%s', async (_, document, message) => {
    expect(await errorOf(document)).toMatch(message)
  })

  test('the line and column are those of the name in the file', async () => {
    const text = ['openapi: 3.1.0', 'info: { title: A, version: "1" }', 'paths:', '  /a:', '    get:']
    const folder = folderOf({
      'shop.yaml': [...text, '      x-assay-saef: true', '      responses: { "200": { description: ok } }'].join('\n'),
    })
    await expect(loadContract(join(folder, 'shop.yaml'))).rejects.toThrow(
      new ContractError(`${folder}/shop.yaml:6:7: x-assay-saef is not an annotation; did you mean x-assay-safe?`),
    )
  })

  test('a file that the document refers to is named, also where nothing refers to the part', async () => {
    const folder = folderOf({
      'shop.json': withSchema({ $ref: './order.json#/$defs/Order' }),
      'order.json': {
        $defs: {
          Order: { properties: { a: { 'x-assay-hiden': true } } },
          Other: { properties: { 'x-assay-hiden': {}, b: { 'x-assay-uniqe': true } } },
        },
      },
    })
    const outcome = await loadContract(join(folder, 'shop.json')).catch((error: unknown) => String(error))
    expect(String(outcome).replaceAll(`${folder}/`, '').split('\n')).toEqual([
      expect.stringMatching(/order\.json:\d+:\d+: x-assay-hiden is not an annotation; did you mean x-assay-hidden\?$/),
      expect.stringMatching(/order\.json:\d+:\d+: x-assay-uniqe is not an annotation; did you mean x-assay-unique\?$/),
    ])
  })
})

describe('what is no annotation is left alone', () => {
  test.each<[string, JsonObject]>([
    ['a member called like one', withSchema({ properties: { 'x-assay-thing': { type: 'string' } } })],
    ['a value that holds one', withSchema({ default: { 'x-assay-thing': 1 }, 'x-assay-sample': { 'x-assay-no': 1 } })],
    ['an extension of somebody else', shop({ 'x-other': { 'x-assay-thing': 1 } })],
  ])('%s', async (_, document) => {
    const folder = folderOf({ 'shop.json': document })
    await expect(loadContract(join(folder, 'shop.json'))).resolves.toMatchObject({ id: 'shop' })
  })
})

describe('the list of annotations', () => {
  const defs = annotationsSchema['$defs'] as Readonly<Record<string, JsonObject>>
  const kinds = Object.values(defs).filter((def) => typeof def['title'] === 'string')
  const annotations = Object.entries(defs).filter(([name]) => name.startsWith('x-assay-'))

  test('describes each, for readers', () => {
    const bare = [...kinds, ...annotations.map(([, def]) => def)].filter((def) => !def['description'])
    expect(bare).toEqual([])
  })

  test('has a place for each', () => {
    const placed = kinds.flatMap(({ properties }) =>
      Object.values(isObject(properties) ? properties : {}).flatMap((one) => (isObject(one) ? [one['$ref']] : [])),
    )
    const homeless = annotations.filter(([name]) => !placed.includes(`#/$defs/${name}`)).map(([name]) => name)
    expect(homeless).toEqual([])
  })
})
