import { describe, expect, test } from 'vitest'
import type { Layer, Sent } from '../../../core/layer.ts'
import { shopctrl } from '../../../reference/shopctrl/shopctrl.ts'
import { judged } from '../../../test/judged.ts'

/** What is told of the reference where each request comes to it changed so. */
const resultsOf = (change: (sent: Sent) => Sent) =>
  resultsBehind((sent, forward) => forward(change(sent)), 'shopctrl/addPayment/flow/answers/*')

/** What is told of some requirements by the reference behind a layer. */
const resultsBehind = async (layer: Layer, ...only: readonly string[]) => {
  const running = await shopctrl.start({ layer })
  const { baseUrl, token, fixtures } = running
  const report = await judged('shopctrl', { baseUrl, token, fixtures, only })
  await running.close()
  return report.contracts.flatMap(({ errors, requirements }) => [
    ...errors,
    ...requirements
      .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
      .flatMap(({ verdict, findings }) => findings.map(({ message }) => `${verdict}: ${message}`)),
  ])
}

const accepting =
  (change: (types: readonly string[]) => readonly string[]) =>
  ({ headers, ...sent }: Sent): Sent => {
    const name = Object.keys(headers).find((one) => one.toLowerCase() === 'accept')
    const value = name === undefined ? undefined : headers[name]
    if (name === undefined || value === undefined || !value.includes(',')) return { ...sent, headers }
    return { ...sent, headers: { ...headers, [name]: change(value.split(',')).join(',') } }
  }

/** Without its weight. */
const plain = (type: string): string => type.replace(/;.*/, '').trim()

const warning = (more: string, less: string, label: string) =>
  `warn: Who accepts ${more} more than ${less} is answered in ${label}`

const [json, xml] = ['application/json', 'application/xml']

describe('of two accepted types, the weight says which is wanted more', () => {
  test('and nothing is told of a service that heeds it', async () => {
    expect(await resultsOf((sent) => sent)).toEqual([])
  })

  test('which a service that takes the first one is warned of, and one that takes its own favourite', async () => {
    const first = await resultsOf(accepting(([one = '']) => [plain(one)]))
    expect(first).toEqual([warning(json, xml, xml), warning(xml, json, json)])
    expect(await resultsOf(accepting(() => [json]))).toEqual([warning(xml, json, json)])
    expect(await resultsOf(accepting(() => [xml]))).toEqual([warning(json, xml, xml)])
  })

  test('which says nothing of a service that answers in one type whatever is accepted', async () => {
    const always = await resultsOf(({ headers, ...sent }) => ({ ...sent, headers: { ...headers, accept: json } }))
    expect(always.filter((one) => one.includes('more than'))).toEqual([])
    expect(always).not.toEqual([])
  })
})

test('a type of reply that is refused is told as that, and no form that the payment is sent in', async () => {
  const told = await resultsBehind(
    async (sent, forward) => {
      if (sent.headers['accept'] !== 'text/json') return forward(sent)
      return { kind: 'given', status: 406, headers: {}, body: new Uint8Array() }
    },
    'shopctrl/addPayment/flow/answers/*',
    'shopctrl/addPayment/flow/takes/*',
  )
  expect(told).toEqual(['fail: A payment whose reply is asked for in text/json is refused'])
})

describe('a form of the body', () => {
  const labelled = ({ headers }: Sent, type: string): boolean => headers['content-type'] === type
  const takes = 'shopctrl/addPayment/flow/takes/*'

  test('that is never answered fails, where others are', { timeout: 180_000 }, async () => {
    const told = await resultsBehind(async (sent, forward) => {
      const reply = await forward(sent)
      return labelled(sent, 'application/xml') ? { kind: 'reset', reply } : reply
    }, takes)
    expect(told).toEqual([
      'warn: the connection was closed without a reply',
      'fail: No payment in application/xml is answered, while others are',
    ])
  })

  test('that is refused by chance is taken, and one that is always refused is not', { timeout: 180_000 }, async () => {
    const refusing =
      (isRefused: (times: number) => boolean): Layer =>
      async (sent, forward) => {
        const reply = await forward(sent)
        if (!labelled(sent, 'text/json')) return reply
        times += 1
        return isRefused(times) ? { ...reply, status: 500, body: new Uint8Array() } : reply
      }
    let times = 0
    expect(
      await resultsBehind(
        refusing((count) => count === 2),
        takes,
      ),
    ).toEqual([])
    times = 0
    expect(
      await resultsBehind(
        refusing(() => true),
        takes,
      ),
    ).toEqual(['fail: A payment in text/json is answered 500'])
  })
})
