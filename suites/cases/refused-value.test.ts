import { describe, expect, test } from 'vitest'
import { isObject } from '../../core/json.ts'
import { judgedJson, takingDocument } from '../../test/judged-json.ts'

const document = takingDocument('pay', {
  type: 'object',
  required: ['amount', 'card', 'shop'],
  properties: {
    amount: { type: 'number', minimum: 1, maximum: 500 },
    shop: { type: 'string', maxLength: 30 },
    card: {
      type: 'object',
      required: ['limit'],
      properties: { limit: { type: 'number', minimum: 1, maximum: 500 } },
    },
  },
})

type Body = { readonly [member: string]: unknown }

/** What is told of a server that refuses these bodies, and says so in these words. */
const resultOf = async (isRefused: (body: Body) => boolean, says = '') => {
  const { requirements, errors, outcome, unusable } = await judgedJson(document, ({ body }) => {
    const isTaken = isObject(body) && isObject(body['card']) && !isRefused(body)
    return isTaken ? { status: 204 } : { status: 400, body: says }
  })
  expect(errors).toEqual([])
  const refused = requirements
    .filter(({ verdict }) => verdict === 'fail')
    .flatMap(({ id, findings }) => findings.map(({ message }) => `${id.replace('till/pay/', '')}: ${message}`))
    .filter((text) => text.endsWith('is refused'))
  return { outcome, unusable, refused }
}

const isWhole = (value: unknown): boolean => Number.isInteger(value)

describe('a service that takes no plainly valid request', () => {
  test.each([
    ['at the top', 'amount', (body: Body) => isWhole(body['amount'])],
    ['further down', 'card/limit', ({ card }: Body) => isObject(card) && isWhole(card['limit'])],
  ])('is told the value that it refuses, where it takes another one: %s', async (_, place, isRefused) => {
    const { outcome, refused } = await resultOf(isRefused)
    expect(outcome).toBe('nonconformant')
    expect(refused.filter((one) => one.startsWith('request/'))).toEqual([
      expect.stringMatching(
        new RegExp(
          `^request/${place}/type: A valid value at ${place} \\(\\d+\\), where \\d+\\.\\d+ is taken, is refused$`,
        ),
      ),
    ])
  })

  test('is unusable where it takes nothing at all, and told which members its refusal names', async () => {
    const says = JSON.stringify({ title: 'No', errors: { 'card.limit': ['too much'] } })
    const { outcome, unusable, refused } = await resultOf(() => true, says)
    expect(outcome).toBe('unusable')
    expect(refused).toEqual([])
    expect(unusable?.cause).toMatch(/pay: it answers 400 .*; of what was sent it names card\/limit \([\d.]+\)$/)
    expect(unusable?.remedy).toBe(
      'See why it refuses card/limit, as the contract allows it to be sent, and check --target',
    )
  })

  test('names nothing where its refusal names none', async () => {
    const { unusable } = await resultOf(() => true, '{"shop":"closed"}')
    expect(unusable?.cause).not.toContain('it names')
    expect(unusable?.remedy).toBe('See why it refuses what the contract allows, and check --target')
  })

  test('is not blamed for a text of which nothing is said', async () => {
    let first: unknown
    const { refused } = await resultOf(({ shop }) => {
      first ??= shop
      return shop === first
    })
    expect(refused.filter((one) => one.startsWith('request/shop'))).toEqual([])
  })
})
