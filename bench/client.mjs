// A child process: one way of testing a target, kept warm, run a slice at a time.
// `node client.mjs <mode> <dist> <base URL> <concurrency>`
import { answering } from './child.mjs'

const [mode, dist, baseUrl, concurrency] = process.argv.slice(2)
const { open } = await import(`./modes/${mode}.mjs`)
const run = await open({ dist, baseUrl, concurrency: Number(concurrency) })

answering({
  /** Runs for about so many exchanges or milliseconds, whichever the mode goes by, and tells how it went. */
  slice: async (size) => {
    const cpu = process.cpuUsage()
    const started = performance.now()
    const exchanges = await run(size)
    const ms = performance.now() - started
    const { user, system } = process.cpuUsage(cpu)
    return { exchanges, ms, perSecond: (exchanges * 1000) / ms, cpuUs: (user + system) / exchanges }
  },
})
