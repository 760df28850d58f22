import { expect, test } from 'vitest'
import { proxyFor } from './proxy.ts'

const proxies = (...none: readonly string[]) => ({ http: 'http://plain', https: 'http://secure', none })

test.each<[string, readonly string[], string | undefined]>([
  ['http://shop.example', [], 'http://plain'],
  ['https://shop.example/a', [], 'http://secure'],
  ['https://shop.example', ['*'], undefined],
  ['https://shop.example', ['shop.example'], undefined],
  ['https://api.shop.example', ['shop.example'], undefined],
  ['https://api.shop.example', ['.shop.example'], undefined],
  ['https://api.shop.example', ['*.shop.example'], undefined],
  ['https://workshop.example', ['shop.example'], 'http://secure'],
  ['https://shop.example', ['SHOP.example'], undefined],
  ['https://shop.example', ['shop.example:443'], undefined],
  ['https://shop.example', ['shop.example:8443'], 'http://secure'],
  ['http://127.0.0.1:8080', [], undefined],
  ['http://localhost', [], undefined],
  ['http://[::1]:8080', [], undefined],
])('%s, with NO_PROXY %j, goes by %s', (url, none, expected) => {
  expect(proxyFor(url, proxies(...none))).toBe(expected)
})

test('without proxies all is reached without', () => {
  expect(proxyFor('https://shop.example', undefined)).toBeUndefined()
  expect(proxyFor('https://shop.example', { http: 'http://plain', none: [] })).toBeUndefined()
})
