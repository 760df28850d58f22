import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeBody } from '../../checks/response-body.ts'
import { tooCostly } from '../../contracts/schema/judge.ts'
import { TooCostly } from '../../core/bounded.ts'
import type { JsonObject } from '../../core/json.ts'
import { isSurelyMatch, patternOf } from '../../core/pattern.ts'
import { pattern } from '../../generators/mutations/pattern.ts'
import { schemaOf } from '../schema-of.ts'
import { contextOf } from '../shop.ts'

/** No measure: what hangs takes for ever. */
const soon = 20_000
const timed = <T>(work: () => T) => {
  const started = performance.now()
  const value = work()
  return { value, ms: performance.now() - started }
}

/** Patterns whose engine tries every way to cut a text in pieces. */
const hanging = [
  ['^(a+)+$', `${'a'.repeat(40)}!`],
  ['^(a|a)*$', `${'a'.repeat(40)}!`],
  ['(.*a){20}$', 'a'.repeat(60).concat('b')],
  ['^(?=(a+)+$)', `${'a'.repeat(40)}!`],
  ['\\s+$', `${' '.repeat(300_000)}x`],
] as const

test.each(hanging)('the pattern %s is given up on a text made to hang it', (source, text) => {
  const asked = timed(() => {
    try {
      return patternOf(source)?.test(text)
    } catch (error) {
      return error
    }
  })
  expect(asked.value).toBeInstanceOf(TooCostly)
  expect(asked.ms).toBeLessThan(soon)
  expect(isSurelyMatch(source, text)).toBe(false)
})

test('a pattern that is given up again and again takes less time each time', () => {
  const { ms } = timed(() => Array.from({ length: 10 }, () => isSurelyMatch('^(b+)+$', `${'b'.repeat(40)}!`)))
  expect(ms).toBeLessThan(soon)
})

test('texts that do not hang a pattern are matched as the engine of the language matches them', () => {
  const sources = ['^(a+)+$', '^[a-z]+(-[a-z]+)*$', '^\\d{1,3}$', '^(?=.*\\d)[a-z\\d]+$', 'a|b', '^\\p{L}*$', '(a)\\1']
  fc.assert(
    fc.property(fc.constantFrom(...sources), fc.stringMatching(/^[ab1-]{0,8}$/), (source, text) => {
      expect(patternOf(source)?.test(text)).toBe(new RegExp(source, 'u').test(text))
    }),
  )
})

describe('a reply with a text that hangs the pattern of its schema', () => {
  const { node, judge, pointer } = schemaOf({
    type: 'object',
    properties: { code: { type: 'string', pattern: '^(a+)+$' }, size: { type: 'integer' } },
  })
  const evidence = (body: JsonObject) =>
    judgeBody(body, { context: { ...contextOf({}), judge }, schema: pointer, root: node, facet: 'response.200' })
  const verdicts = (body: JsonObject) =>
    evidence(body).map(({ requirement, verdict }) => [requirement.split('200/')[1], verdict])

  test('is not judged to its end: nothing of it is green, and what is broken is told', () => {
    const { value, ms } = timed(() => verdicts({ code: `${'a'.repeat(40)}!`, size: 1 }))
    expect(new Set(value.map(([, verdict]) => verdict))).toEqual(new Set(['inconclusive']))
    expect(value.map(([facet]) => facet)).toContain('code/pattern')
    expect(ms).toBeLessThan(soon)
  })

  test('is told why', () => {
    expect(evidence({ code: `${'a'.repeat(40)}!` })[0]?.reason).toMatch(
      /^the reply is too costly to judge: the pattern \^\(a\+\)\+\$ gives no answer on a text of 41 characters within \d+ ms$/,
    )
  })

  test('is judged where the text does not', () => {
    expect(verdicts({ code: 'aaa', size: 1 })).toContainEqual(['code/pattern', 'pass'])
    expect(verdicts({ code: 'b', size: 1 })).toContainEqual(['code/pattern', 'fail'])
  })

  test('is judged by a word of its own, so that no generator takes it for valid', () => {
    expect(judge('wide', pointer, { code: `${'a'.repeat(40)}!` })).toEqual([
      { path: [], keyword: tooCostly, message: expect.stringContaining('gives no answer') },
    ])
  })
})

test('each pattern of a schema is its own', () => {
  const { judge, pointer } = schemaOf({
    properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' } },
    patternProperties: { '^c': { type: 'string' }, '^d': { type: 'integer' } },
  })
  expect(judge('wide', pointer, { a: 'a', b: 'b', c: 'c', d: 1 })).toEqual([])
  expect(judge('wide', pointer, { a: 'b', b: 'a', c: 1, d: 'd' }).map(({ path }) => path.join())).toEqual([
    'a',
    'b',
    'c',
    'd',
  ])
})

test('no text is drawn to break a pattern that gives no answer on it', () => {
  const { value, ms } = timed(() => pattern.violate({ type: 'string', pattern: '^(a+)+$', minLength: 45 }))
  expect('unbreakable' in value ? [] : value.map(({ label }) => label)).not.toContain(`"${'a'.repeat(40)}!!!!!"`)
  expect(ms).toBeLessThan(soon)
})
