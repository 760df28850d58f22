import type { Exchange } from '../core/exchange.ts'
import { replyOf } from '../core/exchange.ts'
import type { BrokenRule, RuleKeyword } from '../core/finding.ts'
import { at, foreignJson, fromPointer, type Json } from '../core/json.ts'
import { bodyOf } from '../core/made.ts'
import { namedValues } from '../core/named-values.ts'
import type { FindingReport } from '../core/report.ts'

/** A line of a test: holds where the promise is kept, as far as the finding's words tell; else that the reply is another. */
export const expectationOf = (finding: FindingReport, exchange: Exchange): readonly string[] => {
  const { at: place, expected } = finding
  const reply = replyOf(exchange)
  // Where no whole reply came, waiting for one is all there is to test.
  if (!reply) return ['expect(reply.status).toBeGreaterThanOrEqual(200)']
  const statuses = statusesIn(expected)
  if (statuses.length > 0) return [statusLine(statuses), ...namesIn(expected).map((name) => contains(name))]
  if (place === 'status') return [`expect(reply.status).not.toBe(${Number(reply.status)})`]
  const named = place.startsWith('/') ? namedValues(finding) : []
  if (named.length > 0)
    return named.map(
      ({ take, isWanted }) =>
        `expect(JSON.stringify(member(reply, ${JSON.stringify(place)})))${isWanted ? '' : '.not'}.toContain(String(${take.name}))`,
    )
  if (place === 'headers')
    return ["expect(Object.keys(reply.headers).join()).not.toContain(String(env['ASSAY_TOKEN']).toLowerCase())"]
  if (place === 'body') return ["expect(reply.text).not.toContain(env['ASSAY_TOKEN'])"]
  const header = /^header (.+)$/.exec(place)?.[1]
  if (header !== undefined) return headerLines(header.toLowerCase(), expected, reply.headers[header.toLowerCase()])
  return bodyLines(finding, { value: at(bodyOf(exchange), fromPointer(place)), text: reply.body })
}

/** `400`, `404 or 405`, `200 with the status`: the statuses that a text begins with. */
const statusesIn = (expected: string): readonly string[] =>
  /^[1-5]\d\d(?:(?:, | or |, or )[1-5]\d\d)*(?![\w-])/.exec(expected)?.[0].match(/\d+/g) ?? []

/** `404 OrderNotFoundException with orderNumber`: what the body must name too. */
const namesIn = (expected: string): readonly string[] => {
  const [, fault, names = ''] = /^\d{3} ([A-Z]\w+Exception)(?: with (.+))?$/.exec(expected) ?? []
  return fault === undefined ? [] : [fault, ...names.split(', ').flatMap((name) => (name === '' ? [] : [`"${name}"`]))]
}

const statusLine = (statuses: readonly string[]): string =>
  statuses.length === 1
    ? `expect(reply.status).toBe(${statuses[0]})`
    : `expect([${statuses.join(', ')}]).toContain(reply.status)`

const contains = (text: string): string =>
  `expect(reply.text.replace(/":\\s+/g, '":')).toContain(${JSON.stringify(text)})`

const headerLines = (name: string, expected: string, received: string | undefined): readonly string[] => {
  const value = `reply.headers[${JSON.stringify(name)}]`
  return /^[\w.+-]+\/[\w.+-]+$/.test(expected)
    ? [`expect(String(${value})).toContain(${JSON.stringify(expected)})`]
    : [`expect(${value}).not.toEqual(${JSON.stringify(received)})`]
}

type Seen = { readonly value: unknown; readonly text: string }

const bodyLines = (
  { at: place, expected, received, rule }: FindingReport,
  { value, text }: Seen,
): readonly string[] => {
  const member = `member(reply, ${JSON.stringify(place)})`
  if (value === undefined && place !== '' && received === 'nothing') return [`expect(${member}).toBeDefined()`]
  if (rule) return [ruleLine(rule, member)]
  const literal = foreignJson(expected)?.value
  if (literal !== undefined)
    return typeof literal === typeof value
      ? [`expect(${member}).toEqual(${JSON.stringify(literal)})`]
      : [`expect(JSON.stringify(${member})).toContain(${JSON.stringify(expected)})`]
  return value === undefined
    ? [`expect(reply.text).not.toBe(${JSON.stringify(text)})`]
    : [`expect(${member}).not.toEqual(${JSON.stringify(value)})`]
}

/** The rule of a schema as code. */
const ruleLine = (rule: BrokenRule, member: string): string =>
  rule.kind === 'undocumented'
    ? `expect(Object.keys(Object(${member}))).not.toContain(${JSON.stringify(rule.member)})`
    : keywordLines[rule.keyword](member, rule.value)

const keywordLines: Readonly<Record<RuleKeyword, (member: string, value: Json) => string>> = {
  type: (member, types) =>
    `expect(${JSON.stringify([types].flat().map((type) => (type === 'integer' ? 'number' : type)))}).toContain(typeOf(${member}))`,
  maxLength: (member, most) => `expect([...String(${member})].length).toBeLessThanOrEqual(${most})`,
  minLength: (member, least) => `expect([...String(${member})].length).toBeGreaterThanOrEqual(${least})`,
  pattern: (member, pattern) => `expect(${member}).toMatch(new RegExp(${JSON.stringify(pattern)}))`,
  minimum: (member, least) => `expect(${member}).toBeGreaterThanOrEqual(${least})`,
  maximum: (member, most) => `expect(${member}).toBeLessThanOrEqual(${most})`,
}
