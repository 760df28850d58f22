import { expect, test } from 'vitest'
import { readExpression, splitName } from './read-expression.ts'

test.each([
  ['$statusCode', { kind: 'status' }],
  ['$url', { kind: 'url' }],
  ['$method', { kind: 'method' }],
  ['$response.header.Retry-After', { kind: 'header', of: 'response', name: 'Retry-After' }],
  ['$request.path.id', { kind: 'sent', in: 'path', name: 'id' }],
  ['$request.query.page', { kind: 'sent', in: 'query', name: 'page' }],
  ['$response.body', { kind: 'body', of: 'response', path: [] }],
  ['$response.body#/a~1b/0', { kind: 'body', path: ['a/b', '0'] }],
  ['$response.body.items[0].id', { kind: 'body', path: ['items', '0', 'id'] }],
  ['$inputs.customer', { kind: 'input', name: 'customer', path: [] }],
  ['$steps.make.outputs.id', { kind: 'step', step: 'make', name: 'id', path: [] }],
  ['$steps.make.outputs.all#/0/id', { kind: 'step', name: 'all', path: ['0', 'id'] }],
  ['$workflows.make.outputs.id', { kind: 'workflow', workflow: 'make', of: 'outputs', name: 'id' }],
  ['$outputs.id', { kind: 'output', name: 'id' }],
])('%s is read', (text, expected) => {
  expect(readExpression(text)).toMatchObject({ kind: 'read', value: { text, ...expected } })
})

test.each([
  ['$nothing', /there are \$statusCode/],
  ['$steps.make', /write \$steps\.STEP\.outputs\.NAME/],
  ['$response.query.a', /names no part of a response/],
  ['$response.body#a', /does not begin with \//],
  ['$inputs.', /write \$inputs\.NAME/],
  ['$components.parameters.a', /cannot stand here/],
])('%s is told to be wrong', (text, message) => {
  const found = readExpression(text)
  expect(found.kind === 'wrong' ? found.why : '').toMatch(message)
})

test('a name with dots is the longest that is known, and members of its value', () => {
  expect(splitName({ name: 'pets.first.id', path: ['0'] }, ['pets', 'pets.first'])).toEqual({
    name: 'pets.first',
    path: ['id', '0'],
  })
  expect(splitName({ name: 'pets', path: [] }, ['pet'])).toBeUndefined()
})
