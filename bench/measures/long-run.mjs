import { assayRun, memoryOf } from '../assay.mjs'
import { startChild } from '../child.mjs'
import { contractName, token } from '../modes/subject.mjs'
import { median } from '../rounds.mjs'
import { ratioRow, row } from '../table.mjs'

const exchanges = 10_000

/** Random requests an operation; with the other cases this is just over 10,000 exchanges. */
const runs = 3_250

const concurrency = 16

/** One `assay run` of 10,000 exchanges, vitest and report included: its speed and its memory. */
export const longRun = async (dist) => {
  const target = startChild('fast-target.mjs')
  const baseUrl = `http://127.0.0.1:${await target.ask('listen')}`
  const undici = startChild('client.mjs', ['undici', dist, baseUrl, concurrency])
  const bare = async () => (await undici.ask('slice', 1_000)).perSecond
  await bare()
  const before = await bare()
  await target.ask('seen', { reset: true })
  const samples = []
  const { ms, report } = await assayRun(dist, contractName, {
    args: [
      ...['--target', baseUrl, '--token', token, '--seed', '1', '--concurrency', concurrency],
      ...['--runs', runs, '--max-requests', exchanges],
    ].map(String),
    whileRunning: async (pid) => {
      const memory = memoryOf(pid)
      const { requests } = await target.ask('seen')
      if (memory) samples.push({ ...memory, requests })
    },
  })
  const { firstAt, lastAt } = await target.ask('seen')
  const after = await bare()
  undici.stop()
  target.stop()
  const { requests } = report.run
  const rateOver = (span) => {
    const all = [before, after].map((perSecond) => (requests * 1000) / span / perSecond)
    return { median: median(all), least: Math.min(...all), greatest: Math.max(...all) }
  }
  return {
    rows: [
      ratioRow('`assay run` of 10,000 exchanges / bare undici loop', { atLeast: 0.6 }, rateOver(ms)),
      ratioRow('  from its first request to its last', {}, rateOver(lastAt - firstAt)),
      ...memoryRows(samples),
    ],
    details: { requests, ms: Math.round(ms), msOfRequests: lastAt - firstAt, ...memoryDetails(samples) },
  }
}

const memoryRows = (samples) => {
  if (samples.length === 0) return []
  const { peak, half, end } = memoryDetails(samples)
  return [
    row('  its peak memory', { atMost: 250 }, { value: peak, text: `${Math.round(peak)} MB` }),
    row(
      '  its memory at the end / at half of the run',
      { atMost: 1.15 },
      { value: end / half, text: `${(end / half).toFixed(2)} (${Math.round(half)} MB, ${Math.round(end)} MB)` },
    ),
  ]
}

/** Memory while requests 45 to 55 % and 90 to 100 % went out: single samples tell more of the collector than of us. */
const memoryDetails = (samples) => {
  const between = (from, to) =>
    median(
      samples
        .filter(({ requests }) => requests >= exchanges * from && requests <= exchanges * to)
        .map(({ now }) => now),
    )
  return { peak: Math.max(...samples.map(({ peak }) => peak)), half: between(0.45, 0.55), end: between(0.9, 1) }
}
