// `node bench/evidence.mjs [dist] [megabytes]`: how much memory `report`, `merge` and `run --resume` take for a file of
// evidence of that size, all of whose replies differ. Kept apart from the other measures: it takes a minute or two.
import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { memoryOf } from './assay.mjs'

const dist = resolve(process.argv[2] ?? fileURLToPath(new URL('../dist', import.meta.url)))
const megabytes = Number(process.argv[3] ?? 500)
const main = join(dist, 'cli/main.js')

/** The most that a command may take, in MB. */
const atMost = 300

const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))

const run = (args) =>
  new Promise((done, fail) => {
    const started = performance.now()
    const child = spawn(process.execPath, [main, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
    let peak = 0
    let said = ''
    child.stderr.on('data', (text) => {
      said += text
    })
    const watch = setInterval(() => {
      peak = Math.max(peak, memoryOf(child.pid)?.peak ?? 0)
    }, 50)
    child.on('error', fail)
    child.on('close', (code) => {
      clearInterval(watch)
      done({ code, peak, said, seconds: (performance.now() - started) / 1000 })
    })
  })

/** The evidence of a small run, with exchanges before its cases' end until it is large. */
const grown = (small, large) => {
  const lines = readFileSync(small, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const sample = lines.find(({ kind, exchange }) => kind === 'exchange' && exchange.outcome.kind === 'reply')
  const file = openSync(large, 'w')
  const end = lines.pop()
  for (const line of lines) writeSync(file, `${JSON.stringify(line)}\n`)
  const { reply } = sample.exchange.outcome
  for (let size = statSync(large).size, index = 0; size < megabytes * 1e6; index += 1) {
    const body = JSON.stringify({ index, text: 'never the same '.repeat(1_300) })
    const exchange = {
      ...sample.exchange,
      id: `grown/${index}#1`,
      outcome: { kind: 'reply', reply: { ...reply, body } },
    }
    size += writeSync(file, `${JSON.stringify({ ...sample, exchange })}\n`)
  }
  writeSync(file, `${JSON.stringify(end)}\n`)
  closeSync(file)
}

try {
  const out = ['--quiet', '--seed', '7', '--runs', '2', '--out', 'small']
  const first = await run(['run', 'shopctrl', '--reference', ...out])
  if (first.code > 3) throw new Error(first.said)
  for (const name of ['large', 'again']) mkdirSync(join(folder, name))
  grown(join(folder, 'small/evidence.ndjson'), join(folder, 'large/evidence.ndjson'))
  const size = statSync(join(folder, 'large/evidence.ndjson')).size / 1e6
  process.stdout.write(`evidence of ${Math.round(size)} MB\n`)
  let isMore = false
  for (const [name, args] of [
    ['report', ['report', 'large/evidence.ndjson', '--to', 'json,html', '--out', 'told']],
    ['merge', ['merge', 'large', '--quiet', '--out', 'merged']],
    ['run --resume', ['run', '--resume', 'large', '--quiet']],
  ]) {
    const { code, peak, said, seconds } = await run(args)
    if (code > 3) throw new Error(`${name} ended with ${code}: ${said}`)
    isMore ||= peak > atMost
    process.stdout.write(`${name}: ${Math.round(peak)} MB at most (aim: ${atMost}), ${seconds.toFixed(1)} s\n`)
  }
  process.exitCode = isMore ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}
