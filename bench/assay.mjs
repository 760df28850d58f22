// The real command in a process of its own.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { adopt } from './child.mjs'

/** Runs `assay` with arguments to its end. `whileRunning(pid)` is called every 20 ms. */
export const assay = (dist, args, whileRunning = async () => {}) =>
  new Promise((resolve, reject) => {
    const startedAt = Date.now()
    const started = performance.now()
    const child = adopt(
      spawn(process.execPath, [join(dist, 'cli/main.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] }),
    )
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
    })
    child.stderr.on('data', (chunk) => {
      text += chunk
    })
    let isWatching = false
    const watch = setInterval(async () => {
      if (isWatching) return
      isWatching = true
      await whileRunning(child.pid).catch(reject)
      isWatching = false
    }, 20)
    child.once('error', reject)
    child.once('close', (code) => {
      clearInterval(watch)
      resolve({ code, text, startedAt, ms: performance.now() - started })
    })
  })

/** `assay run` of one contract; with the report it wrote. Exit codes of verdicts are no errors here. */
export const assayRun = async (dist, contract, { args = [], whileRunning }) => {
  const out = mkdtempSync(join(tmpdir(), 'assay-bench-'))
  try {
    const ran = await assay(dist, ['run', contract, '--out', out, '--quiet', ...args], whileRunning)
    if (![0, 1, 3].includes(ran.code))
      throw new Error(`assay run ${args.join(' ')} ended with ${ran.code}:\n${ran.text}`)
    return { ...ran, report: JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

/** Requirements on which the run came to a verdict. */
export const judgedIn = ({ contracts }) =>
  contracts
    .flatMap(({ requirements }) => requirements)
    .filter(({ verdict }) => ['pass', 'warn', 'fail'].includes(verdict)).length

/** Seconds of CPU that a process took so far, by all of its threads; Linux only, else undefined. */
export const cpuOf = (pid) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number)
    return (user + system) / ticksPerSecond
  } catch {
    return undefined
  }
}

/** As Linux has it on all machines that Node runs on. */
const ticksPerSecond = 100

/** Resident memory of a process in MB, now and at its peak; Linux only, else undefined. */
export const memoryOf = (pid) => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const megabytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024
    const now = megabytes('VmRSS')
    return Number.isNaN(now) ? undefined : { now, peak: megabytes('VmHWM') }
  } catch {
    return undefined
  }
}
