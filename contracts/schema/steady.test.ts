import { expect, test } from 'vitest'
import { isSteady } from './steady.ts'

const document = {
  list: { type: 'array', items: { $ref: '#/thing' } },
  thing: { properties: { name: { type: 'string', pattern: '^a+$' }, uniqueItems: { type: 'boolean' } } },
  many: { anyOf: [{ type: 'null' }, { type: 'array', uniqueItems: true }] },
  ofMany: { properties: { all: { $ref: '#/many' } } },
  tree: { properties: { below: { type: 'array', items: { $ref: '#/tree' } } } },
  left: { properties: { right: { $ref: '#/right' } } },
  right: { properties: { left: { $ref: '#/left' } } },
  'a/b': { type: 'object' },
  escaped: { $ref: '#/a~1b' },
  whole: { $ref: 'https://shop.example/a#/list' },
  elsewhere: { $ref: 'https://shop.example/b#/list' },
  dynamic: { $dynamicRef: '#thing' },
  nowhere: { $ref: '#/nothing' },
}

test.each(['/list', '/thing', '/escaped', '/a~1b', '/whole'])('%s is steady', (pointer) => {
  expect(isSteady(document, { id: 'https://shop.example/a', pointer })).toBe(true)
})

test.each(['/many', '/ofMany', '/tree', '/left', '/right', '/elsewhere', '/dynamic', '/nowhere', '/absent'])(
  '%s is not',
  (pointer) => {
    expect(isSteady(document, { id: 'https://shop.example/a', pointer })).toBe(false)
  },
)
