import { expect, test } from 'vitest'
import { builtIn, loadContract } from '../../contracts/load.ts'
import { wantedAuth } from './credentials.ts'

const shop = await loadContract('shopctrl')

const wantedWith = (scheme: Readonly<Record<string, string>>) =>
  wantedAuth({
    ...shop,
    documents: {
      ...shop.documents,
      strict: { security: [{ one: [] }], components: { securitySchemes: { other: { type: 'http' }, one: scheme } } },
    },
  })

test.each(builtIn())('the documents of %s want a bearer token', async (name) => {
  expect(wantedAuth(await loadContract(name))).toBe('bearer')
})

test('credentials are wanted as the scheme that a document asks for says', () => {
  expect(wantedWith({ type: 'http', scheme: 'basic' })).toBe('basic')
  expect(wantedWith({ type: 'apiKey', in: 'header' })).toBe('header')
  expect(wantedWith({ type: 'apiKey', in: 'query' })).toBe('apiKey')
  expect(wantedWith({ type: 'oauth2' })).toBe('bearer')
})

test('a document that asks for none wants none', () => {
  expect(wantedAuth({ ...shop, operations: shop.operations.map((one) => ({ ...one, secured: false })) })).toBe('none')
})
