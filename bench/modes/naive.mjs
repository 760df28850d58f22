// As it is usually written: one property after another, supertest as its README shows it.
import fc from 'fast-check'
import supertest from 'supertest'
import { headersOf, subjects } from './subject.mjs'

const numRuns = 50

export const open = async ({ dist, baseUrl }) => {
  const all = await subjects(dist)
  let seed = 0
  return async (ms) => {
    const until = performance.now() + ms
    let exchanges = 0
    while (performance.now() < until) {
      seed += 1
      const { operation, calls, isValidReply } = all[seed % all.length]
      await fc.assert(
        fc.asyncProperty(calls, async (call) => {
          const { body } = await supertest(baseUrl)
            .post(operation.path)
            .set(headersOf(call))
            .send(call.body)
            .expect(200)
          exchanges += 1
          return isValidReply(body)
        }),
        { seed, numRuns },
      )
    }
    return exchanges
  }
}
