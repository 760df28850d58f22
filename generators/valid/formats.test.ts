import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newAjv } from '../../contracts/schema/judge.ts'
import { formats } from './formats.ts'

const ajv = newAjv()

describe.each(Object.keys(formats))('%s', (format) => {
  const drawn = fc.sample(formats[format] as fc.Arbitrary<string>, { seed: 1, numRuns: 300 })

  test('ajv takes every drawn text', () => {
    const validate = ajv.compile({ type: 'string', format })
    expect(drawn.filter((text) => !validate(text))).toEqual([])
  })

  test('every drawn text is of a range reserved for examples', () => {
    const hosts = drawn.flatMap((text) => /@([^/]+)$|^https?:\/\/([^/]+)/.exec(text)?.slice(1, 3) ?? []).filter(Boolean)
    expect([...new Set(hosts)].filter((host) => host !== 'example.com')).toEqual([])
  })
})

test('hosts and addresses are those of RFC 2606, 3849 and 5737', () => {
  const all = (format: string) => fc.sample(formats[format] as fc.Arbitrary<string>, { seed: 1, numRuns: 200 })
  expect(all('hostname').filter((host) => !host.endsWith('.example.com'))).toEqual([])
  expect(all('ipv4').filter((address) => !address.startsWith('192.0.2.'))).toEqual([])
  expect(all('ipv6').filter((address) => !address.startsWith('2001:db8::'))).toEqual([])
})

test('ajv knows every format, or the law above would say nothing', () => {
  const unknown = Object.keys(formats).filter((format) => ajv.formats[format] === undefined)
  expect(unknown).toEqual(['idn-email', 'iri'])
})
