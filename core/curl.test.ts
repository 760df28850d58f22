import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOf, strayText } from './bytes.ts'
import { curl } from './curl.ts'
import type { WireRequest } from './exchange.ts'

const request: WireRequest = {
  method: 'POST',
  path: '/v1/order/create?x=1&y=2',
  headers: { Authorization: 'Bearer $ASSAY_TOKEN', 'X-Empty': '' },
  body: `{"note":"it's \\"here\\" for $5 \`now\` $HOME"}`,
  secrets: [{ in: 'header Authorization', at: 7, name: '$ASSAY_TOKEN' }],
}

test('a request is one line for the shell', () => {
  expect(curl('http://127.0.0.1:1', request)).toBe(
    [
      `curl -i -X POST 'http://127.0.0.1:1/v1/order/create?x=1&y=2' \\`,
      `  -H 'Authorization: Bearer '"$ASSAY_TOKEN"'' \\`,
      `  -H 'X-Empty;' \\`,
      `  --data-raw '{"note":"it'\\''s \\"here\\" for $5 \`now\` $HOME"}'`,
    ].join('\n'),
  )
})

test('the shell hands curl what was sent, and the credentials from its own environment', () => {
  expect(heardByCurl(curl('http://127.0.0.1:1', request))).toEqual([
    '-i',
    '-X',
    'POST',
    'http://127.0.0.1:1/v1/order/create?x=1&y=2',
    '-H',
    "Authorization: Bearer it's a secret",
    '-H',
    'X-Empty;',
    '--data-raw',
    request.body,
  ])
})

test('basic credentials are made by curl itself, from user and password', () => {
  expect(
    curl('http://x', {
      ...request,
      headers: { Authorization: 'Basic $ASSAY_BASIC' },
      secrets: [{ in: 'header Authorization', at: 6, name: '$ASSAY_BASIC' }],
    }),
  ).toContain('\n  -u "$ASSAY_USER:$ASSAY_PASSWORD" \\\n')
})

test('a request without a body has no data', () => {
  const { body: _, ...bodiless } = request
  expect(curl('http://x', { ...bodiless, headers: {} })).toBe("curl -i -X POST 'http://x/v1/order/create?x=1&y=2'")
})

test('any body comes through the shell unchanged', () => {
  const text = fc.string({ unit: fc.constantFrom(...'\'"\\$`!*?{}()[]<>|&;#~ \n\tAa1é漢😀') })
  fc.assert(
    fc.property(text, (body) => {
      const line = curl('http://x', { method: 'POST', path: '/', headers: {}, body })
      expect(heardByCurl(line).at(-1)).toBe(body)
    }),
    { numRuns: 40 },
  )
})

test('bytes that are no UTF-8 come through the shell as they are', () => {
  const body = `{"a":"it's 100 %\\n${strayText(0xff, 0xc0, 0x80)}7"}`
  const line = curl('http://x', { method: 'POST', path: '/', headers: {}, body })
  expect(bytesHeard(line).subarray(-1 - bytesOf(body).length, -1)).toEqual(bytesOf(body))
})

/** What a program called curl is given by a real shell. */
const heardByCurl = (line: string): readonly string[] => bytesHeard(line).toString().split('\0').slice(0, -1)

const bytesHeard = (line: string): Buffer =>
  execFileSync('bash', ['-c', `curl() { printf '%s\\0' "$@"; }\n${line}`], {
    env: { ...process.env, ASSAY_TOKEN: "it's a secret" },
  })
