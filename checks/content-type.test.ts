import { describe, expect, test } from 'vitest'
import type { WireReply } from '../core/exchange.ts'
import { contextOf } from '../test/shop.ts'
import { contentType } from './content-type.ts'

const labelled = (type: string, more: Partial<WireReply> = {}) => ({ headers: { 'content-type': type }, ...more })
const verdict = (reply: Partial<WireReply>, soft = false) =>
  contentType.run(contextOf(reply, { soft })).map((evidence) => [evidence.verdict, evidence.finding?.ambiguities])

describe('the label of a reply', () => {
  test.each<[string, Partial<WireReply>, readonly unknown[]]>([
    ['is the documented one', labelled('application/json'), [['pass', undefined]]],
    ['is it with parameters', labelled('application/json;charset=utf-8'), [['pass', undefined]]],
    ['is it in another case', labelled('Application/JSON'), [['pass', undefined]]],
    ['is of a documented range', labelled('text/plain', { status: 404 }), [['pass', undefined]]],
    ['is another of the documented ones', labelled('application/xml', { status: 404 }), [['pass', undefined]]],
    ['is one that a wide reading allows', labelled('application/problem+json', { status: 400 }), [['warn', [46]]]],
    ['is that of another status', labelled('application/problem+json'), [['fail', undefined]]],
    ['only begins like it', labelled('application/json-seq'), [['fail', undefined]]],
    ['is out of the documented range', labelled('image/png', { status: 404 }), [['fail', undefined]]],
    ['is missing', { headers: {} }, [['fail', undefined]]],
    ['is not judged where there is no body', labelled('text/html', { body: '' }), []],
    ['is not judged where none is documented', labelled('text/html', { status: 204, body: 'x' }), []],
    ['is not judged at an undocumented status', labelled('text/html', { status: 500 }), []],
  ])('%s', (_, reply, expected) => {
    expect(verdict(reply)).toEqual(expected)
  })

  test('is only warned of where the documents say little', () => {
    expect(verdict(labelled('text/html'), true)).toEqual([['warn', undefined]])
  })
})

test('the finding shows what was received', () => {
  expect(contentType.run(contextOf({ status: 404, headers: {} }))).toEqual([
    {
      requirement: 'shop/createThing/response.4XX/content-type',
      verdict: 'fail',
      finding: {
        message: 'The reply is labelled nothing',
        at: 'header content-type',
        expected: 'text/* or application/xml',
        received: 'no such header',
        exchange: 'case#1',
      },
    },
  ])
})
