import { describe, expect, test } from 'vitest'
import type { Outcome, WireReply } from '../core/exchange.ts'
import { contextOf } from '../test/shop.ts'
import { allow } from './allow.ts'
import { challenge } from './challenge.ts'
import { checks } from './checks.ts'
import { completeReply } from './complete-reply.ts'
import { contentType } from './content-type.ts'
import { emptyBody } from './empty-body.ts'
import { label } from './label.ts'
import { noForeignEcho } from './no-foreign-echo.ts'
import { noHiddenEcho } from './no-hidden-echo.ts'
import { noSecretEcho } from './no-secret-echo.ts'
import { noStackTrace } from './no-stack-trace.ts'
import { parses } from './parses.ts'
import { responseBody } from './response-body.ts'
import { xmlForm } from './xml-form.ts'

type Row = {
  readonly facet: string
  /** An exchange that keeps the rule, and one that breaks it and no other. */
  readonly good: Partial<WireReply>
  readonly bad: Outcome | Partial<WireReply>
}

const xml = { 'content-type': 'application/xml' }

const rows = new Map<(typeof checks)[number], Row>([
  [
    completeReply,
    { facet: 'transport/complete-reply', good: {}, bad: { kind: 'broken', fault: 'incomplete', detail: 'cut short' } },
  ],
  [contentType, { facet: 'response.200/content-type', good: {}, bad: { headers: { 'content-type': 'text/html' } } }],
  [
    label,
    {
      facet: 'transport/label',
      good: { status: 503, body: '{"busy":true}' },
      bad: { status: 503, body: '{"busy":tr' },
    },
  ],
  [
    challenge,
    {
      facet: 'protocol/challenge',
      good: { status: 401, headers: { 'www-authenticate': 'Bearer' }, body: '' },
      bad: { status: 401, headers: {}, body: '' },
    },
  ],
  [
    allow,
    {
      facet: 'protocol/allow',
      good: { status: 405, headers: { allow: 'GET, PUT' }, body: '' },
      bad: { status: 405, headers: { allow: 'GET, POST' }, body: '' },
    },
  ],
  [emptyBody, { facet: 'response.204/empty', good: { status: 204, body: '' }, bad: { status: 204, body: 'well' } }],
  [parses, { facet: 'response.200/parses', good: {}, bad: { body: '{"id":' } }],
  [responseBody, { facet: 'response.200/id/required', good: {}, bad: { body: '{"name":"Window"}' } }],
  [noSecretEcho, { facet: 'security/no-secret-echo', good: {}, bad: { body: '{"id":"1","name":"secret-token"}' } }],
  [noHiddenEcho, { facet: 'security/hidden/card', good: {}, bad: { body: '{"id":"1","name":"4111 1111 1111 1111"}' } }],
  [
    noForeignEcho,
    {
      facet: 'security/no-foreign-echo',
      good: { status: 500, body: '{"own":"assay-checks-0000000a"}' },
      bad: { status: 500, body: '{"last":"assay-checks-0000000b"}' },
    },
  ],
  [
    noStackTrace,
    {
      facet: 'security/no-stack-trace',
      good: {},
      bad: { body: '{"id":"1","name":"Traceback (most recent call last)"}' },
    },
  ],
  [
    xmlForm,
    {
      facet: 'response.203/xml/root',
      good: { status: 203, headers: xml, body: '<Ticket><id>1</id></Ticket>' },
      bad: { status: 203, headers: xml, body: '<Receipt><id>1</id></Receipt>' },
    },
  ],
])

const given = { secrets: ['secret-token'], tag: 'checks' }

const all = (outcome: Outcome | Partial<WireReply>) => checks.flatMap((check) => check.run(contextOf(outcome, given)))

test('a request that was never answered breaks no rule', () => {
  expect(all({ kind: 'silent', cause: 'timeout', detail: 'no answer in 10 s' })).toEqual([])
  expect(all({ kind: 'withheld', detail: 'out of budget' })).toEqual([])
})

describe.each(checks.map((check) => [check.rule, check] as const))('%s', (_, check) => {
  const rowOf = (): Row => {
    const row = rows.get(check)
    if (!row) throw new Error('No exchanges that keep and break this rule: add them to `rows`.')
    return row
  }

  test('is kept by a good reply, as are all others', () => {
    const { good } = rowOf()
    expect(all(good).filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    expect(check.run(contextOf(good, given)).length).toBeGreaterThan(0)
  })

  test('is broken by its own fault, and no other is', () => {
    const { facet, bad } = rowOf()
    const failed = all(bad).filter(({ verdict }) => verdict === 'fail')
    expect(failed.map(({ requirement }) => requirement)).toEqual([`shop/createThing/${facet}`])
    expect(check.run(contextOf(bad, given)).filter(({ verdict }) => verdict === 'fail')).toEqual(failed)
  })
})
