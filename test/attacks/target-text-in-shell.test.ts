// What a target says becomes part of commands, scripts and tests that people run: none of it may be more than text there.
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { curl } from '../../core/curl.ts'
import type { Exchange, WireRequest } from '../../core/exchange.ts'
import type { ContractReport, FindingReport, RequirementReport } from '../../core/report.ts'
import { script } from '../../core/script.ts'
import { freshSlots } from '../../core/slots.ts'
import { stepsOf } from '../../core/steps.ts'
import { vitestTest } from '../../reports/vitest-test.ts'
import { mixedReport, sampleExchange } from '../sample-run.ts'

const env = {
  PATH: process.env['PATH'],
  ASSAY_TOKEN: 'stolen-token',
  ASSAY_CLIENT_SECRET: 'stolen-secret',
  AWS_SECRET_ACCESS_KEY: 'stolen-key',
}

/** Pieces that a shell, a template or we ourselves might take for more than text. */
const piece = fc.constantFrom(
  '$ASSAY_TOKEN',
  '${ASSAY_TOKEN}',
  '$ASSAY_CLIENT_SECRET',
  '${AWS_SECRET_ACCESS_KEY}',
  '$(echo stolen-x)',
  '`echo stolen-x`',
  '$run',
  '${run}',
  "'",
  '"',
  '\\',
  '\\\\',
  "'; echo stolen-x; '",
  '"; echo stolen-x; "',
  '\n',
  '#',
  '!!',
  '*',
  '~',
  '$',
  '{',
  '}',
  '%s',
  '\\(env)',
  '\u2028',
  '漢😀',
  'a',
  ' ',
)
const words = fc.array(piece, { minLength: 1, maxLength: 6 }).map((all) => all.join(''))

/** What a program called curl is given by a real shell, each command's arguments apart. */
const heard = (text: string): readonly string[] =>
  execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${text}`], { encoding: 'utf8', env })
    .split('\0')
    .slice(0, -1)

const withToken: Pick<WireRequest, 'secrets'> = {
  secrets: [{ in: 'header Authorization', at: 7, name: '$ASSAY_TOKEN' }],
}

test('a shell hands curl what the target said, letter by letter, and a secret only where one was sent', () => {
  fc.assert(
    fc.property(words, words, words, (path, value, body) => {
      const request: WireRequest = {
        method: 'POST',
        path: `/${path}`,
        headers: { Authorization: 'Bearer $ASSAY_TOKEN', 'X-A': value },
        body,
        ...withToken,
      }
      expect(heard(curl('http://x', request))).toEqual([
        ...['-i', '-X', 'POST', `http://x/${path}`],
        ...['-H', 'Authorization: Bearer stolen-token', '-H', `X-A: ${value}`],
        ...['--data-raw', body],
      ])
    }),
    { numRuns: 150 },
  )
})

test.each([
  ['a name in a place that is none', { in: 'body', at: 1, name: '$ASSAY_TOKEN' }],
  ['no name', { in: 'body', at: 0, name: '$(echo stolen-x)' }],
  ['a command in braces', { in: 'body', at: 0, name: '${x:-$(echo stolen-x)}' }],
] as const)('a report that notes %s expands nothing', (_, place) => {
  const request: WireRequest = { method: 'GET', path: '/', headers: {}, body: place.name, secrets: [place] }
  expect(heard(curl('http://x', request)).at(-1)).toBe(place.name)
})

test('a method that is none is one word too', () => {
  expect(heard(curl('http://x', { method: 'GET; echo stolen-x;', path: '/', headers: {} }))[2]).toBe(
    'GET; echo stolen-x;',
  )
})

const reply = (body: unknown): Exchange['outcome'] => ({
  kind: 'reply',
  reply: { status: 200, headers: {}, body: JSON.stringify(body), ms: 1 },
})

/** A story whose second request sends what the first reply made, in a member and beside values that the target chose. */
const storyOf = (said: string): readonly Exchange[] => [
  {
    id: 'flow/a#1',
    operation: `create ${said}`,
    request: { method: 'POST', path: '/orders', headers: {}, body: JSON.stringify({ note: `note-${said}` }) },
    outcome: reply({ list: [{ [said]: 'order-4711', note: `note-${said}` }, { note: 'x' }] }),
  },
  {
    id: 'flow/a#2',
    operation: 'read',
    request: { method: 'GET', path: `/orders/order-4711/${said}`, headers: { 'X-A': said }, body: said },
    outcome: reply({}),
  },
]

test('a script sends what the target said, letter by letter', () => {
  fc.assert(
    fc.property(words, (said) => {
      const exchanges = storyOf(said)
      const text = script(
        'http://x',
        stepsOf(exchanges, { shown: 'flow/a#2', tag: 'k3m9x2' }),
        freshSlots({ tag: 'k3m9x2', fixtures: {} }),
      )
      // jq is told apart from the shell: here it gives the value that it would find.
      const output = heard(`jq() { echo order-0815; }\n${text ?? ''}`)
      expect(output.slice(-4)).toEqual(['-H', `X-A: ${said}`, '--data-raw', said])
      expect(output.at(-5)).toBe(`http://x/orders/order-0815/${said}`)
    }),
    { numRuns: 100 },
  )
})

test('the address in a script is no command', () => {
  const steps = stepsOf(storyOf('a'), { shown: 'flow/a#2', tag: '' })
  const target = 'http://x/"$(echo stolen-x)`echo stolen-x`}; echo stolen-x \\'
  expect(heard(`jq() { echo order-0815; }\n${script(target, steps, []) ?? ''}`).join('\n')).not.toMatch(/^stolen-x/m)
})

const contract = mixedReport().contracts[0] as ContractReport
const requirement = contract.requirements[0] as RequirementReport
const finding = requirement.findings[0] as FindingReport

/** What the generated test sends, when it is run as JavaScript. */
const sentBy = async (text: string): Promise<readonly unknown[]> => {
  const from = text.indexOf('async () => {') + 'async () => {'.length
  const body = text.slice(from, text.lastIndexOf('}, 60_000)')).replace(/: (?:unknown|any)\b/g, '')
  const sent: unknown[] = []
  const send = async (...all: readonly unknown[]) => {
    sent.push(all)
    return { status: 200, headers: {}, text: '{}' }
  }
  const anything: unknown = new Proxy(() => anything, { get: () => anything, apply: () => anything })
  const run = new Function('env', 'send', 'member', 'expect', 'secret', 'signedIn', `return (async () => {${body}})()`)
  await run(
    env,
    send,
    () => 'order-0815',
    () => anything,
    (name: string) => Object.entries(env).find(([one]) => one === name)?.[1],
    (anything: unknown) => anything,
  )
  return sent
}

describe('a generated test', () => {
  test('sends what the target said, letter by letter', async () => {
    await fc.assert(
      fc.asyncProperty(words, async (said) => {
        const exchanges = Object.fromEntries(storyOf(said).map((one) => [one.id, one]))
        const steps = stepsOf(storyOf(said), { shown: 'flow/a#2', tag: 'k3m9x2' })
        const hostile = {
          ...finding,
          exchange: 'flow/a#2',
          message: said,
          expected: said,
          received: said,
          at: `/${said}`,
        }
        const text = vitestTest({
          contract: { ...contract, exchanges, target: said },
          requirement: { ...requirement, title: said, operation: said },
          finding: { ...hostile, steps: steps.map(({ exchange, ...step }) => ({ ...step, exchange: exchange.id })) },
        })
        expect((await sentBy(text)).at(-1)).toEqual(['get', `/orders/order-0815/${said}`, { 'X-A': said }, said])
      }),
      { numRuns: 300 },
    )
  })

  test('has no variable of its own called as one that it stands on', async () => {
    for (const name of [
      'env',
      'basic',
      'typeOf',
      'secret',
      'signedIn',
      'process',
      'arguments',
      'eval',
      'send',
      'member',
      'reply',
      'package',
    ]) {
      const made = { [name]: 'order-4711' }
      const story = [
        sampleExchange('flow/a#1', { outcome: reply(made) }),
        sampleExchange('flow/a#2', { request: { method: 'GET', path: '/orders/order-4711', headers: {} } }),
      ]
      const steps = stepsOf(story, { shown: 'flow/a#2', tag: '' })
      const text = vitestTest({
        contract: { ...contract, exchanges: Object.fromEntries(story.map((one) => [one.id, one])) },
        requirement,
        finding: {
          ...finding,
          steps: steps.map(({ exchange, ...step }) => ({ ...step, exchange: exchange.id })),
          exchange: 'flow/a#2',
        },
      })
      expect({ name, sent: (await sentBy(text)).at(-1) }).toEqual({ name, sent: ['get', '/orders/order-0815', {}] })
    }
  })

  test('runs nothing that a crafted report has in the place of a number or a name', () => {
    const hostile = 'x; globalThis.stolen = 1; const y' as never
    const steps = [
      { exchange: 'a#1', times: hostile, takes: [] },
      { exchange: 'a#2', times: 2, takes: [{ name: hostile, pointer: '/id', from: 'a#1', value: 'order-4711' }] },
    ]
    const one = (id: string) =>
      sampleExchange(id, { outcome: { kind: 'reply', reply: { status: hostile, headers: {}, body: '', ms: 1 } } })
    const text = vitestTest({
      contract: { ...contract, exchanges: { 'a#1': one('a#1'), 'a#2': one('a#2') } },
      requirement,
      finding: { ...finding, at: 'status', expected: 'another', exchange: 'a#2', steps },
    })
    expect(text).not.toContain('globalThis.stolen')
  })
})
