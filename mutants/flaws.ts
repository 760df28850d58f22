import { isUtf8 } from 'node:buffer'
import type { Decoded } from '../contracts/codec/codec.ts'
import type { Contract, Operation, Parameter } from '../contracts/contract.ts'
import { parameterPlace } from '../contracts/requirements/facets.ts'
import type { Violation } from '../contracts/schema/judge.ts'
import { nodeAt, type SchemaNode } from '../contracts/schema/node.ts'
import { typesOf } from '../contracts/schema/schema.ts'
import type { Sent } from '../core/layer.ts'
import { placeOf } from '../core/place.ts'
import type { Route } from './route.ts'

/** What is wrong with a request: a kind of thing, and where and how. */
export type Flaw = {
  readonly kind: 'media type' | 'syntax' | 'schema'
  /** `header.User-Id`, `items[]/mpn`; the root of the body is `body`. */
  readonly place: string
  /** A keyword of JSON Schema; `empty`, `unreadable` and the like for what is below it. */
  readonly how: string
  /** In a list, which element it stands in, counted from 0: the first one that is wrong. */
  readonly element?: number
}

type Seen = { readonly sent: Sent; readonly body: Decoded | undefined; readonly route: Route }

/** All that some reading of a contract refuses about a request, but for its credentials. */
export const flawsOf = (contract: Contract, operation: Operation, seen: Seen): readonly Flaw[] => [
  ...operation.parameters.flatMap((parameter) => parameterFlaws(contract, parameter, seen)),
  ...bodyFlaws(contract, operation, seen),
]

/** How credentials fall short by their form alone. */
export const credentialFlaw = (authorization: string | undefined): string | undefined => {
  if (authorization === undefined) return 'missing'
  if (authorization.trim() === '') return 'no-value'
  if (/^(?:bearer|basic)\s*$/i.test(authorization)) return 'empty'
  return /^(?:bearer|basic) \S+$/i.test(authorization) ? undefined : 'malformed'
}

const parameterFlaws = (contract: Contract, parameter: Parameter, { sent, route }: Seen): readonly Flaw[] => {
  const place = parameterPlace(parameter)
  const text = textOf(parameter, sent, route)
  if (text === undefined) return parameter.node.required.strict ? [{ kind: 'schema', place, how: 'required' }] : []
  // How lists and objects are written in a parameter is for those who send them.
  if (typesOf(parameter.node.schemas.strict)?.some((type) => type === 'array' || type === 'object')) return []
  return contract
    .judge('strict', parameter.node.schemas.strict, read(text, parameter.node))
    .map(({ keyword }) => ({ kind: 'schema', place, how: bare(keyword) }))
}

const textOf = ({ name, in: where }: Parameter, { path, headers }: Sent, { parameters }: Route): string | undefined => {
  switch (where) {
    case 'path':
      return parameters[name]
    case 'header':
      return headers[name.toLowerCase()]
    case 'query':
      return new URLSearchParams(path.split('?')[1] ?? '').get(name) ?? undefined
    case 'cookie':
      return undefined
  }
}

/** Text on the wire is what its schema makes of it. */
const read = (text: string, { schemas }: SchemaNode): unknown => {
  const types = typesOf(schemas.strict) ?? []
  if (types.includes('string') || types.length === 0) return text
  if (types.some((type) => type === 'integer' || type === 'number') && /^[+-]?\d+(?:\.\d+)?$/.test(text))
    return Number(text)
  return types.includes('boolean') && /^(?:true|false)$/.test(text) ? text === 'true' : text
}

const bodyFlaws = (contract: Contract, { body: spec }: Operation, { sent, body }: Seen): readonly Flaw[] => {
  if (!spec || !body) return []
  if (sent.body.length === 0) return spec.required ? [{ kind: 'syntax', place: 'body', how: 'empty' }] : []
  const label = sent.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  const isOffered = spec.mediaTypes.some((one) => one.split(';')[0] === label)
  const mislabelled: readonly Flaw[] = isOffered
    ? []
    : [{ kind: 'media type', place: 'header.Content-Type', how: 'other' }]
  if (!isUtf8(sent.body)) return [...mislabelled, { kind: 'syntax', place: 'body', how: 'encoding' }]
  if (body.kind === 'unreadable') return [...mislabelled, { kind: 'syntax', place: 'body', how: 'unreadable' }]
  const broken = contract.judge('strict', spec.schema, body.value)
  return [
    ...mislabelled,
    ...body.oddities
      .filter(({ ambiguity }) => ambiguity === undefined)
      .map(({ kind }): Flaw => ({ kind: 'syntax', place: 'body', how: kind })),
    ...unique(broken.map((one) => schemaFlaw(spec.node, one))),
  ]
}

const schemaFlaw = (root: SchemaNode, { path, keyword }: Violation): Flaw => {
  const place = nodeAt(root, path)?.path ?? path.map(String)
  const elements = path.filter((_, depth) => place[depth] === '[]').map(Number)
  return {
    kind: 'schema',
    place: placeOf(place) || 'body',
    how: bare(keyword),
    ...(elements.length > 0 ? { element: Math.max(...elements) } : {}),
  }
}

/** As requirement ids write it. */
const bare = (keyword: string): string => keyword.replace(/^x-assay-/, '')

/** The same thing wrong with several elements is one flaw. */
const unique = (flaws: readonly Flaw[]): readonly Flaw[] => [
  ...new Map(flaws.toReversed().map((flaw) => [`${flaw.place} ${flaw.how}`, flaw])).values(),
]
