import fc from 'fast-check'
import type { Json } from '../core/json.ts'
import { type Draw, drawWith } from '../generators/draw.ts'
import { valid } from '../generators/valid/valid.ts'
import type { Operation } from '../schemas/contract.ts'
import { fixtureValues, type Providers } from './fixtures.ts'
import type { Call } from './request.ts'
import type { Session } from './session.ts'

/** What one valid request of an operation is drawn by. */
export type Recipe = Partial<Omit<Draw, 'words' | 'fixtures'>> & { readonly seed: number }

/** A valid call of an operation, drawn by a recipe. The same recipe draws the same call. */
export const validCall = async (
  session: Session,
  operation: Operation,
  { recipe, providers }: { readonly recipe: Recipe; readonly providers: Providers },
): Promise<Call> => {
  const draw = await drawFor(session, operation, { recipe, providers })
  return sampleCall(operation, draw, recipe.seed)
}

export const drawFor = async (
  session: Session,
  operation: Operation,
  { recipe: { seed: _, ...recipe }, providers }: { readonly recipe: Recipe; readonly providers: Providers },
): Promise<Draw> => drawWith(session.words, { ...recipe, fixtures: await fixtureValues(session, operation, providers) })

/** Arbitrary calls of an operation: its parameters and its body. */
export const callArbitrary = (operation: Operation, draw: Draw): fc.Arbitrary<Call> => {
  const sent = operation.parameters.filter(
    ({ in: where, required, node }) =>
      where !== 'cookie' && (required || node.required.fair || draw.optional === 'all'),
  )
  const parameters = fc.tuple(...sent.map(({ node }) => valid(node, { ...draw, optional: 'none', text: 'plain' })))
  const body: fc.Arbitrary<Json | undefined> = operation.body
    ? valid(operation.body.node, draw)
    : fc.constant(undefined)
  return fc.tuple(parameters, body).map(([values, content]) => ({
    operation,
    parameters: Object.fromEntries(
      sent.map(({ in: where, name }, index) => [`${where}.${name}`, values[index] as Json]),
    ),
    ...(content === undefined ? {} : { body: content }),
  }))
}

const sampleCall = (operation: Operation, draw: Draw, seed: number): Call =>
  fc.sample(callArbitrary(operation, draw), { seed, numRuns: 1 })[0] as Call
