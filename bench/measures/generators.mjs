import fc from 'fast-check'
import { load } from '../modes/subject.mjs'
import { row } from '../table.mjs'

const draws = 2_000

/** How many generated valid bodies ajv takes, of each operation of each built-in contract; nothing is filtered. */
export const generators = async (dist) => {
  const { builtIn, loadContract } = await load(dist, 'contracts/load.js')
  const { drawWith } = await load(dist, 'generators/draw.js')
  const { vocabulary } = await load(dist, 'generators/vocabulary.js')
  const { valid } = await load(dist, 'generators/valid/valid.js')
  const draw = drawWith(vocabulary(1), { optional: 'some', text: 'any' })
  const rows = []
  const details = {}
  for (const name of builtIn()) {
    const { operations, judge } = await loadContract(name)
    for (const { id, body } of operations) {
      if (!body) continue
      const started = performance.now()
      const bodies = fc.sample(valid(body.node, draw), { seed: 1, numRuns: draws })
      const us = Math.round(((performance.now() - started) * 1000) / draws)
      const share = (...readings) => bodies.filter(isAccepted(judge, body.schema, readings)).length / draws
      const told = (value) => ({ value, text: `${+(value * 100).toFixed(2)} % of ${draws}` })
      const documented = told(share('wide', 'strict'))
      rows.push(
        row(`valid bodies that ajv accepts: ${name} ${id}`, { atLeast: 1 }, documented),
        row('  and that are fair, too', { atLeast: 1 }, told(share('fair'))),
      )
      details[`${name} ${id}`] = { usADraw: us }
    }
  }
  return { rows, details }
}

/** Accepted under every one of the readings, in the form that goes over the wire. */
const isAccepted = (judge, schema, readings) => (body) => {
  const parsed = JSON.parse(JSON.stringify(body))
  return readings.every((reading) => judge(reading, schema, parsed).length === 0)
}
