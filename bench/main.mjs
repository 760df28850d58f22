// `npm run bench`: what the harness costs, as ratios, with the aims it is held to. Nothing fails here: shared machines
// are too noisy to assert times on. `node bench/main.mjs [dist]` measures another build. Writes bench/results.json.
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stopAll } from './child.mjs'
import { economy } from './measures/economy.mjs'
import { generators } from './measures/generators.mjs'
import { longRun } from './measures/long-run.mjs'
import { report } from './measures/report.mjs'
import { startUp } from './measures/start-up.mjs'
import { throughput } from './measures/throughput.mjs'
import { table } from './table.mjs'

const measures = { throughput, longRun, generators, economy, report, startUp }

/** All of it takes about a minute and a half; something hangs where it takes twice as long. */
const longestMs = 180_000

const dist = resolve(process.argv[2] ?? fileURLToPath(new URL('../dist', import.meta.url)))
const started = performance.now()
const watch = setTimeout(() => {
  stopAll()
  process.stderr.write(`bench: stopped after ${longestMs / 1000} s\n`)
  process.exit(1)
}, longestMs)

const rows = []
const details = {}
try {
  for (const [name, measure] of Object.entries(measures)) {
    process.stderr.write(`${name} …\n`)
    const { rows: more, details: own } = await measure(dist)
    rows.push(...more)
    details[name] = own
  }
} finally {
  clearTimeout(watch)
  stopAll()
}
const seconds = Math.round((performance.now() - started) / 1000)
const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length }
writeFileSync(
  new URL('results.json', import.meta.url),
  `${JSON.stringify({ at: new Date().toISOString(), seconds, machine, rows, details }, null, 2)}\n`,
)
process.stdout.write(
  `\n${table(rows)}\n\n${seconds} s on ${machine.cores} cores, Node ${machine.node}; only ratios travel.\n`,
)
