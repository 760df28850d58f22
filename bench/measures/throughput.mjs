import { startChild } from '../child.mjs'
import { figures, ratio, rounds } from '../rounds.mjs'
import { ratioRow } from '../table.mjs'

/** Exchanges a second of a full run against other ways to test the same target, slice by slice in turn. */
export const throughput = async (dist) => {
  const fast = await inTurn(dist, {
    delayMs: 0,
    concurrency: 16,
    sizes: { harness: 1_500, undici: 400, sender: 400, naive: 600 },
    count: 9,
  })
  const slow = await inTurn(dist, {
    delayMs: 5,
    concurrency: 32,
    sizes: { harness: 600, naive: 800 },
    count: 5,
  })
  return {
    rows: [
      ratioRow('full run / bare undici loop, concurrency 16', { atLeast: 0.6 }, ratio(fast, 'harness', 'undici')),
      ratioRow('  of it: our sender / undici in the bare loop', {}, ratio(fast, 'sender', 'undici')),
      ratioRow('full run / sequential supertest + fc.assert', { atLeast: 4 }, ratio(fast, 'harness', 'naive')),
      ratioRow('  the same, 5 ms a reply, concurrency 32', { atLeast: 15 }, ratio(slow, 'harness', 'naive')),
    ],
    details: {
      fast: Object.fromEntries(['harness', 'undici', 'sender', 'naive'].map((name) => [name, figures(fast, name)])),
      slow: Object.fromEntries(['harness', 'naive'].map((name) => [name, figures(slow, name)])),
      exchangesOfAFullRun: fast[0].harness.exchanges,
    },
  }
}

const inTurn = async (dist, { delayMs, concurrency, sizes, count }) => {
  const target = startChild('fast-target.mjs', [delayMs])
  const baseUrl = `http://127.0.0.1:${await target.ask('listen')}`
  const clients = Object.entries(sizes).map(([name, size]) => ({
    name,
    size,
    client: startChild('client.mjs', [name, dist, baseUrl, concurrency]),
  }))
  try {
    return await rounds(clients, { count })
  } finally {
    for (const { client } of clients) client.stop()
    target.stop()
  }
}
