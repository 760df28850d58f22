import type { Decoded } from '../contracts/codec/codec.ts'
import { codecFor } from '../contracts/codec/codecs.ts'
import type { BodySpec, Contract } from '../contracts/contract.ts'
import { nodeAt, type SchemaNode } from '../contracts/schema/node.ts'
import { isObject, type Json, type Path } from '../core/json.ts'
import type { Sent } from '../core/layer.ts'
import { type Flaw, flawsOf } from './flaws.ts'
import type { Route } from './route.ts'

/** A request, and what the contract says about it. */
export type Call = Route & {
  readonly sent: Sent
  /** What its body holds; undefined where the operation has none. Read at most once. */
  readonly body: () => Decoded | undefined
  /** What is wrong with it under some reading of the contract. Looked for at most once. */
  readonly flaws: () => readonly Flaw[]
  /**
   * Whether every reading takes what its body holds, but for values that a user has to give. Looked for at most once.
   */
  readonly isFair: () => boolean
}

export const callOf = (contract: Contract, route: Route, sent: Sent): Call => {
  const { operation } = route
  const body = once(() => (operation?.body ? decodedBody(operation.body, sent) : undefined))
  const flaws = once(() => (operation ? flawsOf(contract, operation, { sent, body: body(), route }) : []))
  const isFair = once(() => {
    const read = body()
    if (!operation?.body || read?.kind !== 'value') return true
    const { node, schema } = operation.body
    return contract.judge('fair', schema, read.value).every(({ path }) => isOfFixture(node, path))
  })
  return { ...route, sent, body, flaws, isFair }
}

/** The value that a body holds. */
export const valueIn = (call: Call): { readonly value: Json } | undefined => {
  const body = call.body()
  return body?.kind === 'value' ? { value: body.value } : undefined
}

const decodedBody = ({ mediaTypes, node, forms }: BodySpec, { headers, body }: Sent): Decoded => {
  const decoded = codecFor(headers['content-type'], mediaTypes).decode(new TextDecoder().decode(body), node)
  return decoded.kind === 'value' ? { ...decoded, value: unwrapped(decoded.value, forms) } : decoded
}

const isOfFixture = (root: SchemaNode, path: Path): boolean =>
  'x-assay-fixture' in (nodeAt(root, path)?.schemas.strict ?? {})

/** Where the documents leave open what a body is wrapped in, it is taken in either form. */
const unwrapped = (value: Json, forms: BodySpec['forms']): Json => {
  const member = forms.find((form) => form.member !== undefined && isObject(value) && Object.hasOwn(value, form.member))
  const inner = member?.member !== undefined && isObject(value) ? value[member.member] : undefined
  return inner === undefined ? value : inner
}

const once = <T>(work: () => T): (() => T) => {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: work() }
    return made.value
  }
}
