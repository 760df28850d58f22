import fc from 'fast-check'
import { isWritable } from '../contracts/codec/codecs.ts'
import type { Operation } from '../contracts/contract.ts'
import type { SchemaNode } from '../contracts/schema/node.ts'
import type { Schema } from '../contracts/schema/schema.ts'
import type { Json } from '../core/json.ts'
import { placeOf } from '../core/place.ts'
import { type Draw, drawWith } from '../generators/draw.ts'
import { drawn } from '../generators/drawn.ts'
import { faultsOf, soundSample } from '../generators/valid/sound.ts'
import { typed, valid } from '../generators/valid/valid.ts'
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
  return soundCall(session, operation, { draw, seed: recipe.seed })
}

export const drawFor = async (
  session: Session,
  operation: Operation,
  { recipe: { seed: _, ...recipe }, providers }: { readonly recipe: Recipe; readonly providers: Providers },
): Promise<Draw> =>
  drawWith(session.words, {
    ...recipe,
    set: new Map([...givenParameters(session, operation), ...(recipe.set ?? [])]),
    judge: session.contract.judge,
    fixtures: await fixtureValues(session, operation, providers),
  })

/** The values that the user gave for parameters by their places, as in `path.orderId`. */
const givenParameters = ({ spec }: Session, { parameters }: Operation): readonly (readonly [string, Json])[] =>
  parameters.flatMap(({ in: where, name, node }) => {
    const given = spec.fixtures[`${where}.${name}`]
    return given === undefined ? [] : [[placeOf(node.path), typed(given, node.schemas.fair)] as const]
  })

/** Arbitrary calls of an operation: its parameters and its body. */
export const callArbitrary = (operation: Operation, draw: Draw): fc.Arbitrary<Call> => {
  const sent = operation.parameters.filter(
    ({ required, node }) =>
      required || node.required.fair || draw.optional === 'all' || draw.set.has(placeOf(node.path)),
  )
  const parameters = fc.tuple(...sent.map(({ node }) => valid(node, { ...draw, optional: 'none', text: 'plain' })))
  const body: fc.Arbitrary<Json | undefined> = operation.body
    ? valid(operation.body.node, draw)
    : fc.constant(undefined)
  return fc.tuple(parameters, body).map(([values, content]) => ({
    operation,
    parameters: Object.fromEntries(
      sent.map(({ in: where, name }, index) => [`${where}.${name}`, values[index] ?? null]),
    ),
    ...(content === undefined ? {} : { body: content }),
  }))
}

type Drawing = { readonly draw: Draw; readonly seed: number }

/** The call that a seed draws, each of its values judged: where no valid one could be made, it says so. */
const soundCall = (session: Session, operation: Operation, { draw, seed }: Drawing): Call => {
  const { mediaType } = operation.body ?? {}
  if (mediaType !== undefined && !isWritable(mediaType))
    return {
      operation,
      parameters: {},
      unmade: `no value could be made that is sent as ${mediaType}: that media type is not supported`,
    }
  const call = drawn(callArbitrary(operation, draw), seed)
  return faultIn(session, call, draw) ? mended(session, call, { draw, seed }) : call
}

/** What is wrong with a drawn call: a value that breaks its own schema. */
export const faultIn = (session: Session, { operation, parameters, body }: Call, draw: Draw): boolean => {
  const { judge } = session.contract
  const isWrong = (node: SchemaNode, schema: string | Schema, value: Json | undefined) =>
    value !== undefined && faultsOf(node, value, { judge, schema, draw }).length > 0
  return (
    operation.parameters.some(({ in: where, name, node }) =>
      isWrong(node, node.schemas.strict, parameters[`${where}.${name}`]),
    ) ||
    (operation.body !== undefined && isWrong(operation.body.node, operation.body.schema, body))
  )
}

/** The call with each of its values drawn until it is valid. */
const mended = (session: Session, call: Call, { draw, seed }: Drawing): Call => {
  const { judge } = session.contract
  const { operation } = call
  const lacks: string[] = []
  const sound = (node: SchemaNode, schema: string | Schema, more: Partial<Draw> = {}): Json => {
    const drawn = soundSample(node, { ...draw, ...more }, { judge, schema, seed })
    if (drawn.kind === 'value') return drawn.value
    lacks.push(`${drawn.why}, in the request of ${operation.id}`)
    return null
  }
  const parameters = operation.parameters
    .filter(({ in: where, name }) => `${where}.${name}` in call.parameters)
    .map(({ in: where, name, node }) => [
      `${where}.${name}`,
      sound(node, node.schemas.strict, { optional: 'none', text: 'plain' }),
    ])
  const body =
    operation.body && call.body !== undefined ? { body: sound(operation.body.node, operation.body.schema) } : {}
  const [unmade] = lacks
  return { operation, parameters: Object.fromEntries(parameters), ...body, ...(unmade === undefined ? {} : { unmade }) }
}
