import { expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import { nowhere } from '../core/auth.ts'
import { type Call, wireRequest } from './request.ts'

const { operations } = await loadContract('crayon')
const operation = operations.find(({ id }) => id === 'checkout') as Call['operation']
const call: Call = { operation, parameters: {}, body: { resellerCustomerId: 1 } }

test('a body goes out in the form that was found, or as it stands', () => {
  const sent = (one: Call) => wireRequest(one, { headers: {}, credentials: nowhere }).body
  expect(sent(call)).toBe('{"resellerCustomerId":1}')
  expect(sent({ ...call, form: { name: 'bare', ambiguity: 145 } })).toBe('{"resellerCustomerId":1}')
  expect(sent({ ...call, form: { name: 'wrapped', member: 'order' } })).toBe('{"order":{"resellerCustomerId":1}}')
})

test('a call about credentials sends none but its own, also where they are given as a header', () => {
  const sent = (authorization?: string | null) =>
    wireRequest(authorization === undefined ? call : { ...call, authorization }, {
      headers: { authorization: 'Basic dTpw' },
      credentials: nowhere,
    }).headers
  expect(sent()).toMatchObject({ authorization: 'Basic dTpw' })
  expect(Object.keys(sent(null)).map((name) => name.toLowerCase())).not.toContain('authorization')
  expect(sent('Bearer x')).toEqual({
    Accept: 'application/json',
    Authorization: 'Bearer x',
    'Content-Type': 'application/json',
  })
})

test('credentials win over fixed headers, go into the query, and join the cookies there are', () => {
  const credentials = { headers: { 'X-Api-Key': 'own', Cookie: 'key=1' }, query: { token: 'a b' } }
  const made = wireRequest(call, { headers: { 'x-api-key': 'fixed', Cookie: 'locale=sv' }, credentials })
  expect(made.path).toBe(`${operation.path}?token=a%20b`)
  expect(made.headers).toEqual({
    Accept: 'application/json',
    'X-Api-Key': 'own',
    Cookie: 'locale=sv; key=1',
    'Content-Type': 'application/json',
  })
})

test('a call with credentials of its own carries none of the target', () => {
  const credentials = { headers: { Authorization: 'Bearer own' }, query: { token: 'own' } }
  const sent = (own: Partial<Call>) => wireRequest({ ...call, ...own }, { headers: {}, credentials })
  expect(sent({ credentials: nowhere })).toMatchObject({ path: operation.path })
  expect(JSON.stringify([sent({ credentials: nowhere }), sent({ authorization: null })])).not.toContain('own')
})
