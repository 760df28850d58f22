import { describe, expect, test } from 'vitest'
import { isObject } from '../../core/json.ts'
import { type AskedJson, judgedJson, takingDocument } from '../../test/judged-json.ts'

const line = { type: 'object', required: ['title'], properties: { title: { type: 'string', maxLength: 60 } } }

const document = takingDocument('order', {
  type: 'object',
  required: ['note'],
  properties: {
    note: { type: 'string', maxLength: 40 },
    city: { type: 'string', maxLength: 40 },
    account: { type: 'string', maxLength: 40 },
    email: { type: 'string', maxLength: 100 },
    price: { type: 'number' },
    weight: { type: 'number' },
    lines: { type: 'array', minItems: 1, items: line },
  },
})

type Body = { readonly [member: string]: unknown }
/** The names of the members that a server finds fault with. */
type Faults = (body: Body) => readonly string[]

/** What is told of a server that finds such faults, and how often it was asked; `names`: it says which they are. */
const resultOf = async (faults: Faults, says: 'names' | 'nothing' = 'names') => {
  let asked = 0
  const answered = ({ body }: AskedJson) => {
    asked += 1
    const found = isObject(body) ? [...wrongTypes(body), ...faults(body)] : ['body']
    if (found.length === 0) return { status: 204 }
    return { status: 400, ...(says === 'names' ? { body: JSON.stringify({ errors: found }) } : {}) }
  }
  const { requirements, errors } = await judgedJson(document, answered, {
    only: ['till/order/request/**/maxLength', 'till/order/request/**/type'],
  })
  expect(errors).toEqual([])
  const shown = (verdict: string) =>
    requirements
      .filter((one) => one.verdict === verdict)
      .flatMap(({ id, findings }) => findings.map(({ message }) => `${id.replace('till/order/', '')}: ${message}`))
      .filter((text) => text.endsWith('is refused'))
  const refused = requirements.flatMap(({ id, classes }) =>
    (classes?.refused ?? []).map(({ name, status }) => `${id.replace('till/order/request/', '')}: ${name} ${status}`),
  )
  const untried = requirements.filter(
    ({ classes }) => classes && classes.tried + (classes.refused ?? []).length < classes.of,
  )
  return { asked, failed: shown('fail'), warned: shown('warn'), refused, untried: untried.map(({ id }) => id) }
}

const numbers = ['price', 'weight']

const wrongTypes: Faults = (body) =>
  Object.entries(body).flatMap(([name, value]) => {
    if (name === 'lines') return Array.isArray(value) && value.every(isObject) ? value.flatMap(wrongTypes) : [name]
    return typeof value === (numbers.includes(name) ? 'number' : 'string') ? [] : [name]
  })

const texts = (body: Body): readonly (readonly [string, string])[] =>
  Object.entries(body).flatMap(([name, value]) => {
    if (typeof value === 'string') return [[name, value] as const]
    return Array.isArray(value) ? value.filter(isObject).flatMap(texts) : []
  })

const limits: Readonly<Record<string, number>> = { note: 40, city: 40, account: 40, email: 100, title: 60 }

/** The members whose length is over their limit, as `lengthOf` counts it. */
const tooLong =
  (lengthOf: (text: string) => number, names: readonly string[] = Object.keys(limits)): Faults =>
  (body) =>
    texts(body).flatMap(([name, text]) =>
      lengthOf(text) > (names.includes(name) ? (limits[name] ?? 0) : 1_000) ||
      [...text].length > (limits[name] ?? 1_000)
        ? [name]
        : [],
    )

const bytes = (text: string): number => Buffer.byteLength(text)
const longest = 'the longest text beyond ASCII'

describe('valid values that no document promises to be taken', () => {
  test('are all counted as tried, and nothing is told, where a server takes them', async () => {
    expect(await resultOf(tooLong((text) => [...text].length))).toMatchObject({
      failed: [],
      warned: [],
      refused: [],
      untried: [],
    })
  })

  test.each([['names' as const], ['nothing' as const]])(
    'a length that is counted in bytes is broken at each member of it, where the refusal says %s of them',
    async (says) => {
      const all = await resultOf(tooLong(bytes), says)
      const places = ['note', 'city', 'account', 'email', 'lines[]/title']
      expect(all.failed.toSorted()).toEqual(
        places
          .map(
            (place) =>
              `request/${place}/maxLength: A valid value at ${place}, ${longest}, where as many letters are taken, is refused`,
          )
          .toSorted(),
      )
      expect(all.warned).toEqual([])
      const one = await resultOf(tooLong(bytes, ['title']), says)
      expect(one.failed).toEqual([
        `request/lines[]/title/maxLength: A valid value at lines[]/title, ${longest}, where as many letters are taken, is refused`,
      ])
      expect(one.refused).toEqual([`lines[]/title/maxLength: ${longest} 400`])
    },
  )

  test('a length that is counted in units of UTF-16 is a warning, since platforms count so', async () => {
    const { failed, warned } = await resultOf(tooLong((text) => text.length, ['city']))
    expect(failed).toEqual([])
    expect(warned).toEqual([
      'request/city/maxLength: A valid value at city, the longest text beyond U+FFFF, where as many letters are taken, is refused',
    ])
  })

  test('a length that is counted once a text is escaped is broken', async () => {
    const escaped = (text: string) => [...text.replace(/[&<"]/g, (one) => `&#${one.charCodeAt(0)};`)].length
    const { failed, warned, refused } = await resultOf(tooLong(escaped, ['city']))
    expect(failed).toContain(
      'request/city/maxLength: A valid value at city, the longest text with quotes and markup, where as many letters are taken, is refused',
    )
    expect(warned).toEqual([])
    expect(refused).toEqual(['city/maxLength: the longest text with quotes and markup 400'])
  })

  test('a character that is refused at any length breaks no limit of length, and is counted as refused', async () => {
    const { failed, warned, refused, untried } = await resultOf((body) =>
      /[^ -~]/.test(String(body['account'] ?? '')) ? ['account'] : [],
    )
    expect([...failed, ...warned]).toEqual([])
    expect(refused).toEqual([
      'account/type: right to left, combining and beyond U+FFFF 400',
      `account/maxLength: ${longest} 400`,
    ])
    expect(untried).toEqual(['till/order/request/account/maxLength'])
  })

  test('what the name of a member explains is no warning, and is not counted as taken', async () => {
    const isMail = ({ email = 'a@b' }: Body) => /^[^\s@]+@[^\s@]+$|^x{20,}$/.test(String(email))
    const { failed, warned, refused } = await resultOf((body) => (isMail(body) ? [] : ['email']))
    expect([...failed, ...warned]).toEqual([])
    expect(refused).toContain('email/type: digits that begin with 0 400')
    expect(refused.filter((one) => !one.startsWith('email/'))).toEqual([])
  })

  test('what nothing explains is a warning: sums of millions, and digits that begin with 0', async () => {
    const sums = await resultOf(({ price = 0 }) => (Number(price) >= 50_000_000 ? ['price'] : []))
    expect(sums.failed).toEqual([])
    expect(sums.warned).toEqual(['request/price/type: A valid value at price, cents of a large sum, is refused'])
    const digits = await resultOf(({ account = '' }) => (String(account).startsWith('0') ? ['account'] : []))
    expect(digits.warned).toEqual([
      'request/account/type: A valid value at account, digits that begin with 0, is refused',
    ])
  })

  test('values that are refused together only are told of, though each of them is taken', async () => {
    const both = await resultOf(({ price = 0, weight = 0 }) => (Number(price) + Number(weight) > 1e8 ? ['weight'] : []))
    expect(both.failed).toEqual([])
    expect(both.warned).toEqual([
      'response.204/status: A valid request with price (cents of a large sum), weight (cents of a large sum), none of which was found to be refused alone, is refused',
    ])
  })

  test('a refusal that repeats what was sent costs few requests', async () => {
    const plain = await resultOf(tooLong(bytes, ['city']))
    const echoing = await resultOf((body) => {
      const found = tooLong(bytes, ['city'])(body)
      return found.length > 0 ? [...Object.keys(body), 'title'] : []
    })
    expect(echoing.failed).toEqual(plain.failed)
    expect(echoing.asked).toBeLessThan(plain.asked + 20)
  })
})
