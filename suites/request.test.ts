import { expect, test } from 'vitest'
import { loadContract } from '../schemas/load.ts'
import { type Call, wireRequest } from './request.ts'

const { operations } = await loadContract('crayon')
const operation = operations.find(({ id }) => id === 'checkout') as Call['operation']
const call: Call = { operation, parameters: {}, body: { resellerCustomerId: 1 } }

test('a body goes out in the form that was found, or as it stands', () => {
  const sent = (one: Call) => wireRequest(one, { headers: {} }).body
  expect(sent(call)).toBe('{"resellerCustomerId":1}')
  expect(sent({ ...call, form: { name: 'bare', ambiguity: 145 } })).toBe('{"resellerCustomerId":1}')
  expect(sent({ ...call, form: { name: 'wrapped', member: 'order' } })).toBe('{"order":{"resellerCustomerId":1}}')
})

test('a call about credentials sends none but its own, also where they are given as a header', () => {
  const sent = (authorization?: string | null) =>
    wireRequest(authorization === undefined ? call : { ...call, authorization }, {
      headers: { authorization: 'Basic dTpw' },
    }).headers
  expect(sent()).toMatchObject({ authorization: 'Basic dTpw' })
  expect(Object.keys(sent(null)).map((name) => name.toLowerCase())).not.toContain('authorization')
  expect(sent('Bearer x')).toEqual({
    Accept: 'application/json',
    Authorization: 'Bearer x',
    'Content-Type': 'application/json',
  })
})
