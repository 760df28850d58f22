// What all modes test: the three DK Hardware calls, with the project's own generators, equally often.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export const contractName = 'dkhardware'
export const token = 'bench-token'

/** A module of the compiled project. */
export const load = (dist, path) => import(pathToFileURL(join(dist, path)).href)

/** Arbitrary valid calls of each operation, made once, as a careful test author would. */
export const subjects = async (dist) => {
  const { loadContract } = await load(dist, 'contracts/load.js')
  const { callArbitrary } = await load(dist, 'suites/valid-call.js')
  const { drawWith } = await load(dist, 'generators/draw.js')
  const { vocabulary } = await load(dist, 'generators/vocabulary.js')
  const contract = await loadContract(contractName)
  const draw = drawWith(vocabulary(1), { optional: 'some', text: 'any' })
  return contract.operations.map((operation) => {
    const { schema } = operation.replies.find(({ status }) => status === '200')
    return {
      operation,
      calls: callArbitrary(operation, draw),
      isValidReply: (body) => contract.judge('strict', schema, body).length === 0,
    }
  })
}

/** The headers of a call: its parameters, which in this contract are all headers, and the credentials. */
export const headersOf = ({ parameters }) => ({
  Accept: 'application/json',
  Authorization: `Bearer ${token}`,
  ...Object.fromEntries(Object.entries(parameters).map(([place, value]) => [place.replace('header.', ''), value])),
})
