import { expect, test } from 'vitest'
import { isJsonType, isXmlType } from './media-type.ts'

test.each<[string | undefined, 'json' | 'xml' | undefined]>([
  ['application/json', 'json'],
  ['Application/JSON;charset=utf-8', 'json'],
  ['application/problem+json ; charset=utf-8', 'json'],
  ['application/xml', 'xml'],
  ['text/xml; charset=utf-8', 'xml'],
  ['application/atom+xml', 'xml'],
  ['application/json-seq', undefined],
  ['text/plain; profile=application/json', undefined],
  ['text/html', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j is %s', (label, kind) => {
  expect([isJsonType(label), isXmlType(label)]).toEqual([kind === 'json', kind === 'xml'])
})
