// The loop under every bare mode: draw a few calls of an operation, send them one after another, next operation.
import fc from 'fast-check'

/** Drawn at once from one seed: seeding costs more than a draw. */
const chunk = 16

/** Runs `concurrency` such loops for so many milliseconds; gives the exchanges made. */
export const bareLoop = (all, { concurrency, exchange }) => {
  let seed = 0
  return async (ms) => {
    const until = performance.now() + ms
    let exchanges = 0
    const work = async () => {
      while (performance.now() < until) {
        seed += 1
        const subject = all[seed % all.length]
        for (const call of fc.sample(subject.calls, { seed, numRuns: chunk })) {
          await exchange(subject, call)
          exchanges += 1
        }
      }
    }
    await Promise.all(Array.from({ length: concurrency }, work))
    return exchanges
  }
}
