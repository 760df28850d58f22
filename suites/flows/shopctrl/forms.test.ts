import { describe, expect, test } from 'vitest'
import type { Layer, Sent } from '../../../core/layer.ts'
import { shopctrl } from '../../../reference/shopctrl/shopctrl.ts'
import { judged } from '../../../test/judged.ts'

/** What is told of the reference where each request comes to it changed so. */
const resultsOf = async (change: (sent: Sent) => Sent) => {
  const layer: Layer = (sent, forward) => forward(change(sent))
  const running = await shopctrl.start({ layer })
  const { baseUrl, token, fixtures } = running
  const only = ['shopctrl/addPayment/flow/answers/*']
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
