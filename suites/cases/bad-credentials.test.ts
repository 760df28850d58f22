import { expect, test } from 'vitest'
import type { Placement } from '../../core/auth.ts'
import { badCredentials, credentialFlaws } from './bad-credentials.ts'

const all = (own: Placement) => Object.fromEntries(credentialFlaws.map((lack) => [lack, badCredentials(lack, own)]))

test('a bearer token, or nothing, is lacked as a bearer token', () => {
  const expected = {
    missing: { authorization: null },
    empty: { authorization: 'Bearer ' },
    malformed: { authorization: 'Basic bm9ib2R5Om5vdGhpbmc=' },
    unknown: { authorization: 'Bearer assay-unknown-token' },
  }
  expect(all({ headers: { Authorization: 'Bearer a' }, query: {} })).toEqual(expected)
  expect(all({ headers: {}, query: {} })).toEqual(expected)
})

test('basic credentials are lacked as basic ones', () => {
  expect(all({ headers: { Authorization: 'Basic dTpw' }, query: {} })).toEqual({
    missing: { authorization: null },
    empty: { authorization: 'Basic ' },
    malformed: { authorization: 'Bearer assay-unknown-token' },
    unknown: { authorization: 'Basic bm9ib2R5Om5vdGhpbmc=' },
  })
})

test.each<[string, Placement, Placement, Placement]>([
  [
    'a header',
    { headers: { 'X-Key': 'a' }, query: {} },
    { headers: { 'X-Key': '' }, query: {} },
    { headers: { 'X-Key': 'assay-unknown-key' }, query: {} },
  ],
  [
    'the query',
    { headers: {}, query: { key: 'a' } },
    { headers: {}, query: { key: '' } },
    { headers: {}, query: { key: 'assay-unknown-key' } },
  ],
  [
    'a cookie',
    { headers: { Cookie: 'sid=a' }, query: {} },
    { headers: { Cookie: 'sid=' }, query: {} },
    { headers: { Cookie: 'sid=assay-unknown-key' }, query: {} },
  ],
])('a key in %s is lacked where it stands', (_, own, empty, unknown) => {
  expect(all(own)).toEqual({
    missing: { credentials: { headers: {}, query: {} } },
    empty: { credentials: empty },
    malformed: { authorization: 'Basic bm9ib2R5Om5vdGhpbmc=' },
    unknown: { credentials: unknown },
  })
})
