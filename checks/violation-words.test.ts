import { expect, test } from 'vitest'
import { nodeAt } from '../contracts/schema/node.ts'
import type { Json } from '../core/json.ts'
import { at } from '../core/json.ts'
import { expectationOf } from '../reports/expectation.ts'
import { sampleExchange, sampleFinding, sampleReply } from '../test/sample-run.ts'
import { schemaOf } from '../test/schema-of.ts'
import { wordsOf } from './violation-words.ts'

const { node, judge, pointer } = schemaOf({
  type: 'object',
  required: ['id'],
  additionalProperties: false,
  properties: {
    id: { type: ['string', 'null'], maxLength: 3 },
    status: { enum: ['new', 'open'] },
    tags: { type: 'array', items: { type: 'integer', minimum: 1 } },
    at: { type: 'string', format: 'date-time' },
  },
})

test.each<[Json, readonly string[]]>([
  [{}, ['/id is missing; expected a value; received nothing']],
  [{ id: true }, ['/id is a boolean, not of type string or null; expected of type string or null; received true']],
  [
    { id: 'four' },
    ['/id breaks the rule that it has at most 3 characters; expected has at most 3 characters; received "four"'],
  ],
  [
    { id: 'a', status: 'odd' },
    ['/status breaks the rule that it is one of "new", "open"; expected one of "new", "open"; received "odd"'],
  ],
  [{ id: 'a', tags: [1, 0] }, ['/tags/1 breaks the rule that it is at least 1; expected at least 1; received 0']],
  [
    { id: 'a', other: 1 },
    ['The body has a member that is not documented: "other"; expected no other members; received {"id":"a","other":1}'],
  ],
  [{ id: 'a', tags: [null] }, ['/tags/0 is null, not of type integer; expected of type integer; received null']],
])('%j is told in the words of the document', (body, expected) => {
  const texts = judge('wide', pointer, body).map((violation) => {
    const words = wordsOf(violation, {
      node: nodeAt(node, violation.path),
      reading: 'wide',
      value: at(body, violation.path),
    })
    return `${words.message}; expected ${words.expected}; received ${words.received}`
  })
  expect(texts).toEqual(expected)
})

test('what no rule of the place says is told as the validator says it', () => {
  const violation = { path: ['x'], keyword: 'other', message: 'must be other' }
  expect(wordsOf(violation, { node: undefined, reading: 'wide', value: 1 })).toEqual({
    message: '/x must be other',
    expected: 'must be other',
    received: '1',
  })
})

test('a generated test understands each of them', () => {
  const lines = (body: Json) =>
    judge('wide', pointer, body).flatMap((violation) => {
      const words = wordsOf(violation, {
        node: nodeAt(node, violation.path),
        reading: 'wide',
        value: at(body, violation.path),
      })
      const finding = sampleFinding({ ...words, at: `/${violation.path.join('/')}` })
      const exchange = sampleExchange('a#1', {
        outcome: { kind: 'reply', reply: sampleReply({ body: JSON.stringify(body) }) },
      })
      return expectationOf({ ...finding, ambiguities: [], curl: '', replay: 'a' }, exchange)
    })
  const all = [{}, { id: true }, { id: 'four' }, { id: 'a', tags: [0] }, { id: 'a', other: 1 }].flatMap(lines)
  const rules = all.filter((line) => line !== 'expect(reply.status).toBe(200)')
  expect([all.length, rules.length]).toEqual([10, 5])
  expect(rules.filter((line) => /\.not\.toEqual|\.not\.toBe\(/.test(line))).toEqual([])
})
