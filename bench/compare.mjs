// `node bench/compare.mjs <old dist> <new dist>`: how much faster one build is than another, in the same rounds.
import { resolve } from 'node:path'
import { startChild, stopAll } from './child.mjs'
import { figures, ratio, rounds } from './rounds.mjs'
import { row, table } from './table.mjs'

const [before, after] = process.argv.slice(2).map((dist) => resolve(dist))
const target = startChild('fast-target.mjs')
const baseUrl = `http://127.0.0.1:${await target.ask('listen')}`
const clientOf = (name, mode, dist, size) => ({
  name,
  size,
  client: startChild('client.mjs', [mode, dist, baseUrl, 16]),
})

try {
  const modes = [
    ['a full run', 'harness', 1_500],
    ['the default run', 'harness', 48],
    ['only sending', 'sender', 400],
  ]
  const clients = modes.flatMap(([what, mode, size]) => [
    clientOf(`${what}, old`, mode, before, size),
    clientOf(`${what}, new`, mode, after, size),
  ])
  const measured = await rounds(clients, { count: 9 })
  const rows = modes.map(([what]) => {
    const { median, least, greatest } = ratio(measured, `${what}, new`, `${what}, old`)
    const cpu = [`${what}, old`, `${what}, new`].map((name) => figures(measured, name).cpuUs).join(' → ')
    const text = `${median.toFixed(2)} times as fast (${least.toFixed(2)} to ${greatest.toFixed(2)}), CPU ${cpu} µs an exchange`
    return row(what, {}, { value: median, text })
  })
  process.stdout.write(`${table(rows)}\n`)
} finally {
  stopAll()
}
process.exit()
