import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { folderOf } from '../../test/folder-of.ts'
import { ask } from './ask.ts'

type Select = { readonly message: string; readonly initialValue?: string }

const asked = vi.hoisted(() => ({ texts: [] as string[], selects: [] as unknown[], answers: [] as string[] }))

vi.mock('@clack/prompts', async (original) => ({
  ...(await original<typeof import('@clack/prompts')>()),
  intro: () => undefined,
  text: async ({ message, defaultValue = '' }: { readonly message: string; readonly defaultValue?: string }) => {
    asked.texts.push(message)
    return asked.answers.shift() ?? defaultValue
  },
  select: async (options: Select) => {
    asked.selects.push(options)
    return options.initialValue
  },
}))

beforeEach(() => {
  asked.texts.length = 0
  asked.selects.length = 0
  asked.answers.length = 0
})

/** A document whose one operation wants these credentials. */
const documentOf = (scheme: object) => ({
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  security: [{ one: [] }],
  components: { securitySchemes: { one: scheme } },
  paths: { '/notes': { get: { operationId: 'listNotes', responses: { 200: { description: 'all of them' } } } } },
})

const folder = folderOf({
  'basic.json': documentOf({ type: 'http', scheme: 'basic' }),
  'key.json': documentOf({ type: 'apiKey', in: 'query', name: 'key' }),
})

test.each([
  ['crayon', 'bearer'],
  [join(folder, 'basic.json'), 'basic'],
  [join(folder, 'key.json'), 'apiKey'],
])('of the credentials those that the documents of %s want are chosen already: %s', async (contract, auth) => {
  const given = { contract, target: 'https://sandbox.example.com', out: 'assay.config.ts' }
  expect(await ask(given)).toEqual({ ...given, auth })
  expect(asked.selects).toMatchObject([{ initialValue: auth }])
})

test('what is given is not asked for, and what is left empty has its default', async () => {
  asked.answers.push('shopctrl')
  const all = await ask({ auth: 'none' })
  expect(all).toEqual({
    contract: 'shopctrl',
    target: 'https://sandbox.example.com',
    auth: 'none',
    out: 'assay.config.ts',
  })
  expect(asked.texts).toEqual([
    'Contract: crayon, dkhardware, ocapi-shop, shopctrl, or path or URL of an OpenAPI document',
    "Base URL of the server, ending before the contract's paths",
    'File',
  ])
  expect(asked.selects).toEqual([])
})
