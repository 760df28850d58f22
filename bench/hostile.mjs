// `node bench/hostile.mjs [dist] [contract …]`: how much memory a run takes at a target whose every reply has more than a
// megabyte, and how soon the first interrupt ends it. Kept apart from the other measures: it takes minutes.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assay, cpuOf, memoryOf } from './assay.mjs'
import { startChild, stopAll } from './child.mjs'

const dist = resolve(process.argv[2] ?? fileURLToPath(new URL('../dist', import.meta.url)))
const named = process.argv.slice(3)
const contracts = named.length > 0 ? named : ['crayon', 'dkhardware', 'ocapi-shop', 'shopctrl']

/** The most that a run may take, and that its end may take after an interrupt. */
const aims = { megabytes: 400, seconds: 2 }

const token = 'token-of-the-bench-4711'

/** A run to its end, or until so many requests were sent. */
const run = async (contract, interruptAt = Number.POSITIVE_INFINITY) => {
  const target = startChild('hostile-target.mjs')
  const out = mkdtempSync(join(tmpdir(), 'assay-bench-'))
  let peak = 0
  let cpu = 0
  let asked
  try {
    const baseUrl = `http://127.0.0.1:${await target.ask('listen')}`
    const args = ['run', contract, '--target', baseUrl, '--token', token, '--seed', '1', '--out', out, '--quiet']
    const { code, ms, text } = await assay(dist, args, async (pid) => {
      peak = Math.max(peak, memoryOf(pid)?.peak ?? 0)
      cpu = Math.max(cpu, cpuOf(pid) ?? 0)
      if (asked === undefined && (await target.ask('seen')).requests >= interruptAt) {
        asked = performance.now()
        process.kill(pid, 'SIGINT')
      }
    })
    const over = performance.now()
    const { requests } = await target.ask('seen')
    return { code, text, peak, cpu, requests, seconds: ms / 1000, ended: (over - (asked ?? over)) / 1000 }
  } finally {
    target.stop()
    rmSync(out, { recursive: true, force: true })
  }
}

let isMore = false
try {
  for (const contract of contracts) {
    const whole = await run(contract)
    if (![0, 1, 3].includes(whole.code)) throw new Error(`${contract} ended with ${whole.code}: ${whole.text}`)
    const { peak, cpu, requests, seconds } = whole
    process.stdout.write(
      `${contract}: ${requests} exchanges, ${Math.round(peak)} MB at most (aim: ${aims.megabytes}), ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of the processor\n`,
    )
    const ends = []
    for (const part of [0.3, 0.6, 0.9]) {
      const { code, ended, text } = await run(contract, Math.round(requests * part))
      if (code !== 130) throw new Error(`${contract} was interrupted and ended with ${code}: ${text}`)
      ends.push(ended)
    }
    process.stdout.write(
      `${contract}: ended ${ends.map((one) => one.toFixed(1)).join(', ')} s after an interrupt at 30, 60 and 90 % (aim: ${aims.seconds})\n`,
    )
    isMore ||= peak > aims.megabytes || Math.max(...ends) > aims.seconds
  }
} finally {
  stopAll()
}
process.exitCode = isMore ? 1 : 0
