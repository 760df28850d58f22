import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../core/exchange.ts'
import { sampleExchange, sampleReply } from '../../test/sample-run.ts'
import { type Ask, sifted } from './sifted.ts'

type One = { readonly place: string }

const row: readonly One[] = Array.from({ length: 16 }, (_, index) => ({ place: `part${index}/member${index}` }))
const one = (index: number): One => row[index] ?? { place: '' }

const answer = (status: number, body = ''): Exchange =>
  sampleExchange('order/a#1', { outcome: { kind: 'reply', reply: sampleReply({ status, body }) } })

/** Refuses the given values, and says of them what it is told to say. */
const refusing = (bad: readonly One[], say: (bad: readonly One[]) => string, most = 1_000) => {
  const asked: (readonly One[])[] = []
  const ask: Ask<One> = async (values) => {
    if (asked.length >= most) return undefined
    asked.push(values)
    const found = values.filter((value) => bad.includes(value))
    return found.length === 0 ? answer(200) : answer(400, say(found))
  }
  return { ask, asked }
}

const names = (bad: readonly One[]) => JSON.stringify(bad.map(({ place }) => place.replace('/', '.')))

describe('a row of which something is refused', () => {
  test.each([
    ['names what is wrong', names, 5],
    ['says nothing', () => 'refused', 20],
    ['repeats all that was sent', () => names(row), 25],
  ])('comes to what is refused alone, where the refusal %s', async (_, say, most) => {
    const { ask, asked } = refusing([one(3), one(11)], say)
    const { refused, unexplained } = await sifted(ask, row)
    expect(refused.map(({ value }) => value).toSorted()).toEqual([one(3), one(11)])
    expect(unexplained).toEqual([])
    expect(asked.length).toBeLessThanOrEqual(most)
  })

  test('is asked for each value once, where all are refused and named', async () => {
    const { ask, asked } = refusing(row, names)
    expect((await sifted(ask, row)).refused).toHaveLength(row.length)
    expect(asked).toHaveLength(row.length + 1)
  })

  test('is told as a whole where each of its parts is taken', async () => {
    const pair = [one(1), one(2)]
    const ask: Ask<One> = async (values) => answer(pair.every((value) => values.includes(value)) ? 409 : 200)
    const { refused, unexplained } = await sifted(ask, pair)
    expect(refused).toEqual([])
    expect(unexplained.map((together) => together.row)).toEqual([pair])
  })

  test('leaves nothing unexplained where the requests run out', async () => {
    const { ask } = refusing([one(3), one(11)], () => '', 3)
    const { refused, unexplained } = await sifted(ask, row)
    const rest = unexplained.flatMap((together) => together.row)
    expect([...refused.map(({ value }) => value), ...rest]).toEqual(expect.arrayContaining([one(3), one(11)]))
  })

  test('is one request where it is taken, and none where it is empty', async () => {
    const { ask, asked } = refusing([], names)
    expect(await sifted(ask, row)).toEqual({ refused: [], unexplained: [] })
    expect(await sifted(ask, [])).toEqual({ refused: [], unexplained: [] })
    expect(asked).toHaveLength(1)
  })
})
