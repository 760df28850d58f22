import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import type { Exchange } from './exchange.ts'
import { script } from './script.ts'
import { freshSlots } from './slots.ts'
import { stepsOf } from './steps.ts'

const tag = 'k3m9x2'
const fresh = freshSlots({ tag, fixtures: { basket: 'basket-{unique}' } })

const exchange = (id: string, path: string, sent: unknown, body: unknown): Exchange => ({
  id,
  operation: 'createOrder',
  request: {
    method: 'POST',
    path,
    headers: { Authorization: 'Bearer $ASSAY_TOKEN' },
    body: JSON.stringify(sent),
    secrets: [{ in: 'header Authorization', at: 7, name: '$ASSAY_TOKEN' }],
  },
  outcome: { kind: 'reply', reply: { status: 200, headers: {}, body: JSON.stringify(body), ms: 1 } },
})

const scriptOf = (...exchanges: readonly Exchange[]) =>
  script('http://127.0.0.1:1', stepsOf(exchanges, { shown: exchanges.at(-1)?.id ?? '', tag }), fresh)

/** The URLs and bodies that a program called curl is given by a real shell; every reply is the same. */
const heard = (text: string, reply: object): readonly string[] =>
  execFileSync(
    'sh',
    [
      '-c',
      `sleep() { :; }\ncurl() { for one in "$@"; do case $one in http*|{*) echo "$one" >&2;; -i) printf 'HTTP/1.1 200 OK\\r\\n\\r\\n';; esac; done; echo "$ANSWER"; }\n(${text}) 2>&1 >/dev/null`,
    ],
    { encoding: 'utf8', env: { ...process.env, ANSWER: JSON.stringify(reply), ASSAY_TARGET: 'http://x' } },
  )
    .trim()
    .split('\n')

test('a request that needs nothing else has no script', () => {
  expect(scriptOf(exchange('a#1', '/orders', { sku: 'x' }, {}))).toBeUndefined()
})

test('a step is sent, and what its reply made is put into the next', () => {
  expect(
    scriptOf(
      exchange('flow/a#1', '/orders', { referenceId: `assay-${tag}-abc` }, { 'order id': ['order-4711'] }),
      exchange('flow/a#2', '/orders/order-4711', { basket: 'basket-abcdef123456' }, {}),
    ),
  ).toBe(`#!/bin/sh
# Needs curl and jq. Credentials come from the environment.
target="\${ASSAY_TARGET:-http://127.0.0.1:1}"
# A mark of its own, so that what must be unique is not refused as a repetition.
run=$(od -An -N3 -tx1 /dev/urandom | tr -d ' \\n')

# 1. createOrder, which was answered 200
reply=$(curl -sS -X POST "$target"'/orders' \\
  -H 'Authorization: Bearer '"$ASSAY_TOKEN"'' \\
  --data-raw '{"referenceId":"assay-'"$run"'-abc"}')
order_id=$(printf '%s\\n' "$reply" | jq -r '.["order id"][0]')

# 2. createOrder, which was answered 200
curl -i -X POST "$target"'/orders/'"$order_id"'' \\
  -H 'Authorization: Bearer '"$ASSAY_TOKEN"'' \\
  --data-raw '{"basket":"basket-'"$run"'123456"}'
`)
})

test('a real shell takes the values of the replies that come now', () => {
  const text = scriptOf(
    exchange(
      'flow/a#1',
      '/orders',
      { note: "it's" },
      {
        list: [
          { id: 'old-1111', note: '' },
          { id: 'order-4711', note: 'sent-it' },
        ],
      },
    ),
    exchange('flow/a#2', '/orders/order-4711', {}, {}),
  )
  expect(heard(text ?? '', { list: [{ id: 'a' }, { id: 'now-1' }] })).toEqual([
    'http://x/orders',
    `{"note":"it's"}`,
    'http://x/orders/now-1',
    '{}',
  ])
})

test('a reply that told only the third time is asked for three times', () => {
  const poll = (id: string, body: object) => exchange(id, '/status', {}, body)
  const text = scriptOf(
    poll('flow/a#1', {}),
    poll('flow/a#2', {}),
    poll('flow/a#3', { id: 'order-4711' }),
    exchange('flow/a#4', '/orders/order-4711', {}, {}),
  )
  const urls = heard(text ?? '', { id: 'now-1' }).filter((line) => line.startsWith('http'))
  expect(urls).toEqual(['http://x/status', 'http://x/status', 'http://x/status', 'http://x/orders/now-1'])
})

test('a reply that may take a while is asked for again, for no longer than twenty times', () => {
  const made = exchange('a#1', '/orders', { sku: 'x' }, { id: 'order-4711' })
  const read: Exchange = { ...exchange('a#2', '/status', { id: 'order-4711' }, { total: 'x' }), isSafe: true }
  const text = script('http://127.0.0.1:1', stepsOf([made, read], { shown: 'a#2', tag, at: '/total' }), fresh) ?? ''
  const asked = (reply: object) => heard(text, reply).filter((line) => line === 'http://x/status').length
  expect({ found: asked({ id: 'order-4712', total: 5 }), never: asked({ id: 'order-4712' }) }).toEqual({
    found: 1,
    never: 21,
  })
})
