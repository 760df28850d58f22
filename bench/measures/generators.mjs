import fc from 'fast-check'
import { load } from '../modes/subject.mjs'
import { row } from '../table.mjs'

const draws = 2_000

/** How many generated valid bodies ajv takes, of each operation of each built-in contract; nothing is filtered. */
export const generators = async (dist) => {
  const { builtIn, loadContract } = await load(dist, 'schemas/load.js')
  const { drawWith } = await load(dist, 'generators/draw.js')
  const { vocabulary } = await load(dist, 'generators/vocabulary.js')
  const { valid } = await load(dist, 'generators/valid/valid.js')
  const draw = drawWith(vocabulary(1), { optional: 'some', text: 'any' })
  const rows = []
  for (const name of builtIn()) {
    const { operations, judge } = await loadContract(name)
    for (const { id, body } of operations) {
      if (!body) continue
      const started = performance.now()
      const bodies = fc.sample(valid(body.node, draw), { seed: 1, numRuns: draws })
      const us = ((performance.now() - started) * 1000) / draws
      const accepted = bodies.filter((one) => isValid(judge, body.schema, JSON.parse(JSON.stringify(one)))).length
      rows.push(
        row(
          `valid bodies of ${name} ${id} that ajv accepts`,
          { atLeast: 1 },
          { value: accepted / draws, text: `${(accepted / draws) * 100} % of ${draws} (${Math.round(us)} µs each)` },
        ),
      )
    }
  }
  return { rows, details: {} }
}

/** Under every reading, in the form that goes over the wire. */
const isValid = (judge, schema, body) =>
  ['wide', 'strict', 'fair'].every((reading) => judge(reading, schema, body).length === 0)
