import { expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import { type Depth, depths } from '../core/depth.ts'
import { specFor } from '../test/reference-spec.ts'
import { planOf } from './plan.ts'
import { openSession } from './session.ts'

const contract = await loadContract('shopctrl')

const idsAt = async (depth: Depth, more: { readonly cases?: readonly string[] } = {}): Promise<readonly string[]> => {
  const target = { baseUrl: 'http://127.0.0.1:9', token: 'test', headers: {}, timeoutMs: 1_000, concurrency: 1 }
  const session = await openSession({ ...specFor('shopctrl', target), depth, ...more }, contract)
  try {
    return planOf(session).map(({ id }) => id)
  } finally {
    await session.close()
  }
}

const [quick = [], usual = [], deep = []] = await Promise.all(depths.map((depth) => idsAt(depth)))

test('a deeper run tries all that a shallower one does, and more', () => {
  expect(usual).toEqual(expect.arrayContaining([...quick]))
  expect(deep).toEqual(expect.arrayContaining([...usual]))
  expect([quick.length < usual.length, usual.length < deep.length]).toEqual([true, true])
})

test('a rule is broken once at any depth, in other ways at the next, under every label at the last', () => {
  const about = (ids: readonly string[]): readonly string[] =>
    ids.filter((id) => id.startsWith('addPayment/violation/AccountName/type'))
  const one = 'addPayment/violation/AccountName/type'
  expect([quick, usual, deep].map(about)).toEqual([
    [one],
    [one, `${one}/further`],
    [one, `${one}/further`, `${one}/all`],
  ])
})

test('a case that is asked for by its name is made at any depth', async () => {
  const last = deep.find((id) => !usual.includes(id)) ?? ''
  expect(await idsAt('quick', { cases: [last] })).toEqual([last])
})
