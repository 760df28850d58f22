import { describe, expect, test } from 'vitest'
import type { Outcome, WireReply } from '../core/exchange.ts'
import { contextOf } from '../test/shop.ts'
import { noSecretEcho } from './no-secret-echo.ts'

const run = (reply: Outcome | Partial<WireReply>, secrets: readonly string[] = ['secret-token']) =>
  noSecretEcho.run(contextOf(reply, { secrets })).map(({ verdict, finding }) => [verdict, finding?.at])

describe('credentials in a reply', () => {
  test.each<[string, Partial<WireReply>, readonly unknown[]]>([
    ['are nowhere', {}, [['pass', undefined]]],
    ['are in the body', { body: '{"auth":"Bearer secret-token"}' }, [['fail', 'body']]],
    ['are in a header', { headers: { 'x-debug': 'secret-token' } }, [['fail', 'header x-debug']]],
    ['are in a reply that nobody documented', { status: 500, body: 'secret-token' }, [['fail', 'body']]],
    ['are there in part', { body: 'secret-toke' }, [['pass', undefined]]],
  ])('%s', (_, reply, expected) => {
    expect(run(reply)).toEqual(expected)
  })

  test('are not repeated in the finding', () => {
    const text = JSON.stringify(
      noSecretEcho.run(contextOf({ body: 'a secret-token b' }, { secrets: ['secret-token'] })),
    )
    expect(text).not.toContain('secret-token')
  })
})

test('where there are no credentials, or no reply, there is nothing to say', () => {
  expect(run({ body: 'x' }, [])).toEqual([])
  expect(run({ kind: 'silent', cause: 'timeout', detail: '' })).toEqual([])
})

test('an empty token is in every text and says nothing', () => {
  expect(run({ body: 'x' }, [''])).toEqual([])
})

describe('a short token', () => {
  test.each<[string, string, string, readonly unknown[]]>([
    ['is found as a word of its own', 'tok-123', '{"expected":"Bearer tok-123"}', [['fail', 'body']]],
    ['is no part of a longer word', 'tok-123', '{"id":"tok-1234","other":"my-tok-123"}', [['pass', undefined]]],
    ['is not looked for where it may be a word', 'token', '{"expected":"token"}', [['pass', undefined]]],
    ['is not looked for where it may be a number', '12345', '{"id":12345}', [['pass', undefined]]],
  ])('%s', (_, secret, body, expected) => {
    expect(run({ body }, [secret])).toEqual(expected)
  })

  test('may come back where the request held it beside its credentials', () => {
    const context = contextOf({ body: '{"note":"tok-123"}' }, { secrets: ['tok-123'] })
    const { exchange } = context
    const held = { ...context, exchange: { ...exchange, request: { ...exchange.request, body: '{"note":"tok-123"}' } } }
    expect(noSecretEcho.run(held).map(({ verdict }) => verdict)).toEqual(['pass'])
    const carried = { ...exchange.request, headers: { Authorization: 'Bearer tok-123' } }
    expect(noSecretEcho.run({ ...context, exchange: { ...exchange, request: carried } })[0]?.verdict).toBe('fail')
  })
})

describe('credentials that were refused', () => {
  const refusal = (authorization: string, body: string, status = 401) => {
    const context = contextOf({ status, body }, { secrets: ['secret-token'] })
    const { exchange } = context
    const request = { ...exchange.request, headers: { Authorization: authorization } }
    return noSecretEcho.run({ ...context, exchange: { ...exchange, request } })[0]?.verdict
  }
  const named = (token: string) => JSON.stringify({ fault: { arguments: { accessToken: token } } })

  test('may be named by the refusal, also where they are made of the token', () => {
    expect(refusal('Bearer secret-token-assay', named('secret-token-assay'))).toBe('pass')
    expect(refusal('Bearer "secret-token"', named('"secret-token"'))).toBe('pass')
    expect(refusal('Bearer "secret-token"', '<accessToken>&quot;secret-token&quot;</accessToken>')).toBe('pass')
  })

  test('do not excuse that the token itself is shown', () => {
    expect(refusal('Bearer secret-token-assay', named('secret-token'))).toBe('fail')
    expect(refusal('Bearer secret-token', named('secret-token'))).toBe('fail')
    expect(refusal('Basic secret-token', named('secret-token'))).toBe('fail')
  })

  test('are shown where the reply is no refusal of them', () => {
    expect(refusal('Bearer secret-token-assay', named('secret-token-assay'), 200)).toBe('fail')
  })
})
