// The same reply can be written in many ways. However a service writes it, it is the same reply.
import { expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import type { Report } from '../core/report.ts'
import { referenceFor } from '../reference/references.ts'
import { reportOn } from './harness.ts'
import { specFor } from './reference-spec.ts'
import { type Mutate, type Reply, startMutatingProxy } from './servers/mutating-proxy.ts'

/** Before a number that is written in a way of its own. */
const mark = 'number:'

const jsonForms: Readonly<Record<string, (text: string) => string>> = {
  'indented, with blanks around it': (text) => `\r\n ${JSON.stringify(JSON.parse(text), null, '\t')}\n`,
  'members in another order': (text) => JSON.stringify(reordered(JSON.parse(text))),
  'escapes for characters': (text) =>
    text
      .replaceAll('/', '\\/')
      .replace(/[\u0080-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'whole numbers with a point': (text) =>
    JSON.stringify(JSON.parse(text), (_, value) => (Number.isInteger(value) ? `${mark}${value}.0` : value)).replaceAll(
      new RegExp(`"${mark}([^"]*)"`, 'g'),
      '$1',
    ),
}

const xmlForms: Readonly<Record<string, (text: string) => string>> = {
  'indented, with a comment': (text) =>
    text.replaceAll(/>(<(?!\/))/g, '>\n  $1').replace(/<\/(\w+)>\s*$/, '<!-- end --></$1>'),
  'text in CDATA': (text) => text.replace(/>([^<>&]+)<\//g, '><![CDATA[$1]]></'),
  'references for characters': (text) =>
    text.replace(/[\u0080-\ud7ff\ue000-\uffff]/g, (one) => `&#x${one.charCodeAt(0).toString(16)};`),
  'apostrophes, and no declaration': (text) => text.replace(/^<\?xml[^>]*\?>\s*/, '').replace(/="([^"']*)"/g, "='$1'"),
}

const reordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, one]) => [name, reordered(one)]),
  )
}

const headers = (before: Reply['headers']): Reply['headers'] => ({
  ...Object.fromEntries(Object.entries(before).map(([name, value]) => [name.toUpperCase(), value])),
  'X-Request-Id': 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
  'Set-Cookie': 'session=1; Path=/; HttpOnly',
  'Cache-Control': 'no-store',
  Connection: 'close',
})

/** Each reply in that of the forms for its media type which changes it and was taken least often. */
const inTurn = (): { readonly mutate: Mutate; readonly used: ReadonlySet<string> } => {
  const times = new Map<string, number>()
  const used = new Set<string>()
  const mutate: Mutate = ({ reply }) => {
    const type = reply.headers['content-type'] ?? ''
    const forms = reply.body === '' ? {} : /[/+]json/.test(type) ? jsonForms : /[/+]xml/.test(type) ? xmlForms : {}
    const written = Object.entries(forms).flatMap(([name, form]) => {
      const body = form(reply.body)
      return body === reply.body ? [] : [{ name, body }]
    })
    const [next] = written.sort((one, other) => (times.get(one.name) ?? 0) - (times.get(other.name) ?? 0))
    if (!next) return { ...reply, headers: headers(reply.headers) }
    times.set(next.name, (times.get(next.name) ?? 0) + 1)
    used.add(next.name)
    return { ...reply, headers: headers(reply.headers), body: next.body }
  }
  return { mutate, used }
}

const runThrough = async (id: string, mutate: Mutate): Promise<Report> => {
  const [contract, reference] = [await loadContract(id), referenceFor(id)]
  if (!reference) throw new Error(`There is no reference for ${id}.`)
  const running = await reference.start()
  const proxy = await startMutatingProxy(running.baseUrl, mutate)
  const target = { baseUrl: proxy.baseUrl, token: running.token, headers: {}, timeoutMs: 10_000, concurrency: 8 }
  try {
    return await reportOn(specFor(id, target, { fixtures: running.fixtures }), contract)
  } finally {
    await proxy.close()
    await running.close()
  }
}

const withAttributes = 'apostrophes, and no declaration'
const withNumbers = 'whole numbers with a point'

test.each([
  ['crayon', Object.keys(jsonForms).filter((name) => name !== withNumbers)],
  ['dkhardware', Object.keys(jsonForms)],
  ['ocapi-shop', [...Object.keys(jsonForms), ...Object.keys(xmlForms).filter((name) => name !== withAttributes)]],
  ['shopctrl', [...Object.keys(jsonForms), ...Object.keys(xmlForms)]],
])('%s: nothing more is found where replies are written in other ways', { timeout: 300_000 }, async (id, forms) => {
  const { mutate, used } = inTurn()
  const found = foundIn(await runThrough(id, mutate))
  const plain = found.size === 0 ? found : foundIn(await runThrough(id, ({ reply }) => reply))
  expect([...found].filter(([one]) => !plain.has(one))).toEqual([])
  expect([...used].sort()).toEqual([...forms].sort())
})

/** What is not well, with what was found first. */
const foundIn = ({ contracts }: Report): ReadonlyMap<string, string> => {
  expect(contracts.flatMap(({ errors }) => errors)).toEqual([])
  return new Map(
    contracts.flatMap(({ requirements }) =>
      requirements.flatMap(({ id, verdict, findings, reason }) =>
        verdict === 'pass' || verdict === 'untested'
          ? []
          : [[id, `${verdict}: ${findings[0]?.message ?? reason}`] as const],
      ),
    ),
  )
}
