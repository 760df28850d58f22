import { expect, test } from 'vitest'
import { problemWith } from './checks.ts'

test.each<[string, RegExp]>([
  ['sandbox.example.com', /is not an http or https URL/],
  ['https://sandbox.example.com/?a=1', /query or fragment/],
  ['https://user:word@sandbox.example.com', /holds a user name or password/],
])('the target %s is refused when it is given', (answer, why) => {
  expect(problemWith.target(answer)).toMatch(why)
})

test('a contract that cannot be loaded is refused when it is given', async () => {
  expect(await problemWith.contract('no-such-contract')).toContain('no-such-contract')
})

test('a file of another kind is refused when it is given', () => {
  expect(problemWith.out('assay.config.yaml')).toContain('must end in')
})

test('answers that can be used are taken', async () => {
  expect(problemWith.target('https://sandbox.example.com/v1')).toBeUndefined()
  expect(problemWith.out('assay.config.mjs')).toBeUndefined()
  expect(await problemWith.contract('crayon')).toBeUndefined()
})
