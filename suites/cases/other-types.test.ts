import { describe, expect, test } from 'vitest'
import { isObject } from '../../core/json.ts'
import { type AskedJson, judgedJson, takingDocument } from '../../test/judged-json.ts'

const other = 'application/vnd.till+json'
const third = 'text/json'

const schema = {
  type: 'object',
  required: ['amount'],
  properties: {
    amount: { type: 'integer', minimum: 1 },
    note: { type: 'string', maxLength: 40 },
    shop: { type: 'integer', minimum: 1 },
  },
}

const document = takingDocument('pay', schema, ['application/json', other, third])

type Body = { readonly [member: string]: unknown }
type Answer = (body: Body, type: string) => number

const resultsOf = async (answer: Answer) => {
  const answered = ({ body, headers }: AskedJson) => {
    const type = String(headers['content-type']).split(';')[0]?.toLowerCase() ?? ''
    return { status: isObject(body) ? answer(body, type) : 400 }
  }
  const { requirements, errors } = await judgedJson(document, answered, { only: ['till/pay/request/*/optional'] })
  expect(errors).toEqual([])
  return requirements
    .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
    .flatMap(({ id, verdict, findings }) => findings.map(({ message }) => `${verdict} ${id}: ${message}`))
}

const refusal = (name: string, type: string) =>
  `fail till/pay/request/${name}/optional: A request without ${name}, as ${type} and not as application/json, is refused`

describe('what may be left out', () => {
  test('may be left out under each media type, as a fair server has it', async () => {
    expect(await resultsOf(() => 204)).toEqual([])
  })

  test.each([
    ['note', other],
    ['shop', third],
  ])('is told where %s is asked for as %s alone', async (name, type) => {
    expect(await resultsOf((body, sent) => (sent === type && !(name in body) ? 400 : 204))).toEqual([
      refusal(name, type),
    ])
  })

  test('is told at each member that is asked for', async () => {
    const isWhole = (body: Body) => 'note' in body && 'shop' in body
    expect(await resultsOf((body, sent) => (sent === other && !isWhole(body) ? 400 : 204))).toEqual([
      refusal('note', other),
      refusal('shop', other),
    ])
  })

  test('is told as a whole where one of several members is asked for', async () => {
    const isEnough = (body: Body) => 'note' in body || 'shop' in body
    expect(await resultsOf((body, sent) => (sent === other && !isEnough(body) ? 400 : 204))).toEqual([
      `fail till/pay/response.204/status: A valid request with only what is required, as ${other} and not as application/json, is refused`,
    ])
  })

  test('says nothing of a media type under which nothing is taken: whether it is offered is told elsewhere', async () => {
    expect(await resultsOf((_, sent) => (sent === other ? 415 : 204))).toEqual([])
  })
})
