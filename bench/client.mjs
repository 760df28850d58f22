// A child process: one way of testing a target, kept warm, run a slice at a time.
// `node client.mjs <mode> <dist> <base URL> <concurrency>`
import { answering } from './child.mjs'

const modes = {
  harness: () => import('./modes/harness.mjs'),
  undici: () => import('./modes/undici.mjs'),
  sender: () => import('./modes/sender.mjs'),
  naive: () => import('./modes/naive.mjs'),
}

const [mode, dist, baseUrl, concurrency] = process.argv.slice(2)
const { open } = await modes[mode]()
const run = await open({ dist, baseUrl, concurrency: Number(concurrency) })

answering({
  /** Runs for so many milliseconds, or so many random requests an operation, as the mode has it. */
  slice: async (size) => {
    const cpu = process.cpuUsage()
    const started = performance.now()
    const exchanges = await run(size)
    const ms = performance.now() - started
    const { user, system } = process.cpuUsage(cpu)
    return { exchanges, ms, perSecond: (exchanges * 1000) / ms, cpuUs: (user + system) / exchanges }
  },
})
