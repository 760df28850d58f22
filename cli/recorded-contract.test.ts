import { expect, test } from 'vitest'
import { recordedContract } from './recorded-contract.ts'

test('a name and a path are read, a URL only where the user names it too, or a copy of what is there', () => {
  expect(recordedContract('crayon', [])).toBe('crayon')
  expect(recordedContract('./openapi.yaml', ['./copy.yaml'])).toBe('./openapi.yaml')
  const url = 'http://169.254.169.254/openapi.json'
  expect(() => recordedContract(url, [])).toThrow('is not fetched because a file says so')
  expect(() => recordedContract('file:///etc/passwd', [])).toThrow('is not fetched')
  expect(recordedContract(url, ['crayon', url])).toBe(url)
  expect(recordedContract(url, ['./copy.yaml'])).toBe('./copy.yaml')
})
