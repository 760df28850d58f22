import { expect, test } from 'vitest'
import { readCriterion } from '../../contracts/workflows/read-criterion.ts'
import type { WrittenCriterion } from '../../contracts/workflows/written.ts'
import { reply } from '../../test/small-reply.ts'
import { holds } from './holds.ts'
import type { Scope } from './scope.ts'

const scope: Scope = {
  baseUrl: 'http://127.0.0.1',
  inputs: { name: 'O\'Neil "x"', count: 2, dotted: 'a.b' },
  steps: new Map([['make', { id: 'T1', list: [{ id: 7 }] }]]),
  workflows: new Map(),
  answered: reply(
    { status: 'Open', count: '2', none: null, empty: '', name: 'O\'Neil "x"', items: [{ id: 'a.b' }, { id: 'axb' }] },
    { headers: { 'x-kind': 'plain' } },
  ),
}

const isHeld = (criterion: WrittenCriterion | string): boolean => {
  const found = readCriterion(typeof criterion === 'string' ? { condition: criterion } : criterion)
  if (found.kind === 'wrong') throw new Error(found.why)
  return holds(found.value, scope)
}

test.each([
  '$statusCode == 200',
  '$statusCode >= 200 && $statusCode < 300',
  "$response.body#/status == 'open'",
  '$response.body#/count == 2',
  '$response.body#/count == $inputs.count',
  '$response.body#/none == null',
  '$response.body#/missing == null',
  "$response.body#/missing != 'open'",
  '!$response.body#/empty',
  "$response.header.X-Kind == 'plain'",
  "$steps.make.outputs.id != 'T2'",
  '$steps.make.outputs.list[0].id == 7',
  '$response.body#/items == $response.body#/items',
  "$method == 'get' && $url == 'http://127.0.0.1/things/T1' && $request.path.id == 't1'",
])('%s holds', (condition) => {
  expect(isHeld(condition)).toBe(true)
})

test.each([
  '$statusCode == 201',
  "$response.body#/status == 'closed'",
  '$response.body#/missing',
  '$response.body#/missing != null',
  '$response.body#/missing < 3',
  '$response.body#/status > 3',
  '$response.body#/none',
  "$response.header.X-Other == 'plain'",
])('%s does not hold', (condition) => {
  expect(isHeld(condition)).toBe(false)
})

const body = { context: '$response.body' }

test('a pattern regards case, and what is put into it is taken word for word', () => {
  expect(isHeld({ context: '$response.body#/status', type: 'regex', condition: '^Open$' })).toBe(true)
  expect(isHeld({ context: '$response.body#/status', type: 'regex', condition: '^open$' })).toBe(false)
  expect(isHeld({ context: '$response.body#/items/0/id', type: 'regex', condition: '^{$inputs.dotted}$' })).toBe(true)
  expect(isHeld({ context: '$response.body#/items/1/id', type: 'regex', condition: '^{$inputs.dotted}$' })).toBe(false)
  expect(isHeld({ context: '$response.body#/missing', type: 'regex', condition: '.*' })).toBe(false)
})

test('a JSONPath holds where it selects something, with quotes in what is put into it', () => {
  expect(isHeld({ ...body, type: 'jsonpath', condition: "$.items[?@.id == '{$inputs.dotted}']" })).toBe(true)
  expect(isHeld({ ...body, type: 'jsonpath', condition: "$.items[?@.id == 'other']" })).toBe(false)
  expect(isHeld({ ...body, type: 'jsonpath', condition: "$[?@ == '{$inputs.name}']" })).toBe(true)
  expect(isHeld({ ...body, type: 'jsonpath', condition: '$[?@ == "{$inputs.name}"]' })).toBe(true)
  expect(isHeld({ ...body, type: 'jsonpath', condition: '$[?count(@.*) == {$inputs.count}]' })).toBe(true)
  expect(isHeld({ ...body, type: 'jsonpath', condition: '$[?count(@.*) > {$inputs.count}]' })).toBe(false)
})
