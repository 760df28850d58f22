import type { ErrorObject } from 'ajv'
import { at, brief, fromPointer, isObject, type JsonObject, pointer } from '../core/json.ts'
import { nearest } from '../core/nearest.ts'
import { annotationErrors, annotationsSchema } from './annotations.ts'
import type { Bundle } from './bundle.ts'
import { ContractError } from './contract-error.ts'
import { positionOf } from './schema/position.ts'

/**
 * Asks `annotations.schema.json` about every `x-assay-*` of a contract: whether there is one of that name, whether it may
 * stand there, and whether it has its shape.
 *
 * @throws ContractError that says of each what is wrong, with file, line and column
 */
export const assertAnnotations = ({ document, texts }: Bundle): void => {
  const problems = problemsIn(document)
  if (problems.length === 0) return
  throw new ContractError(
    problems
      .slice(0, most)
      .map(({ path, message }) => `${placeIn(texts, path)}: ${message}`)
      .join('\n'),
  )
}

const prefix = 'x-assay-'

/** So many are reported at once. */
const most = 10

type Problem = { readonly path: readonly string[]; readonly message: string }

/** What an object is in OpenAPI; `none` is one that no annotation may stand on, `data` is not read. */
type Kind =
  | 'document'
  | 'components'
  | 'path'
  | 'operation'
  | 'callback'
  | 'parameter'
  | 'header'
  | 'requestBody'
  | 'response'
  | 'media'
  | 'example'
  | 'securityScheme'
  | 'schema'
  | 'reading'
  | 'xml'
  | 'none'
  | 'data'

/** One object of a kind, a list of them, or an object that has one under each name. */
type Holds = Kind | readonly [Kind] | { readonly each: Kind }

type Inside = { readonly [member: string]: Holds }

const schemas: Holds = { each: 'schema' }

const choices: Inside = {
  allOf: ['schema'],
  anyOf: ['schema'],
  oneOf: ['schema'],
  prefixItems: ['schema'],
  not: 'schema',
  if: 'schema',
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  then: 'schema',
  else: 'schema',
  items: 'schema',
  contains: 'schema',
  additionalProperties: 'schema',
  unevaluatedProperties: 'schema',
  unevaluatedItems: 'schema',
  propertyNames: 'schema',
  properties: schemas,
  patternProperties: schemas,
  dependentSchemas: schemas,
  $defs: schemas,
  definitions: schemas,
  default: 'data',
  const: 'data',
  enum: 'data',
  example: 'data',
  examples: 'data',
  'x-assay-sample': 'data',
}

const bodies: Inside = { content: { each: 'media' } }
const described: Inside = { ...bodies, schema: 'schema', examples: { each: 'example' }, example: 'data' }

/** What the members of an object are; those that are not named are `none`. */
const insides: Readonly<Record<Kind, Inside>> = {
  document: { paths: { each: 'path' }, webhooks: { each: 'path' }, components: 'components' },
  components: {
    schemas,
    responses: { each: 'response' },
    parameters: { each: 'parameter' },
    examples: { each: 'example' },
    requestBodies: { each: 'requestBody' },
    headers: { each: 'header' },
    securitySchemes: { each: 'securityScheme' },
    callbacks: { each: 'callback' },
    pathItems: { each: 'path' },
  },
  path: {
    parameters: ['parameter'],
    get: 'operation',
    put: 'operation',
    post: 'operation',
    delete: 'operation',
    options: 'operation',
    head: 'operation',
    patch: 'operation',
    trace: 'operation',
  },
  operation: {
    parameters: ['parameter'],
    requestBody: 'requestBody',
    responses: { each: 'response' },
    callbacks: { each: 'callback' },
  },
  callback: {},
  parameter: described,
  header: described,
  requestBody: bodies,
  response: { ...bodies, headers: { each: 'header' } },
  media: { schema: 'schema', examples: { each: 'example' }, example: 'data' },
  example: { value: 'data' },
  securityScheme: {},
  schema: { ...choices, xml: 'xml', 'x-assay-fair': 'reading', 'x-assay-strict': ['reading'] },
  reading: choices,
  xml: {},
  none: {},
  data: {},
}

const defs = isObject(annotationsSchema['$defs']) ? annotationsSchema['$defs'] : {}

/** The annotations that may stand on each kind of object. */
const allowed: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(defs).flatMap(([kind, def]) =>
    isObject(def) && typeof def['title'] === 'string' && isObject(def['properties'])
      ? [[kind, Object.keys(def['properties'])] as const]
      : [],
  ),
)

const known: readonly string[] = [...new Set([...allowed.values()].flat())]

const problemsIn = (document: JsonObject): readonly Problem[] => {
  const seen = new Set<string>()
  const reached = new Set<unknown>()
  const problems: Problem[] = []
  walk(document, [], 'document')
  for (const [name, file] of Object.entries(isObject(document['x-files']) ? document['x-files'] : {}))
    strays(file, ['x-files', name])
  return problems

  function walk(value: unknown, path: readonly string[], kind: Kind): void {
    if (kind === 'data' || seen.has(`${kind} ${pointer(path)}`)) return
    if (Array.isArray(value)) for (const [index, one] of value.entries()) walk(one, [...path, String(index)], kind)
    if (!isObject(value)) return
    seen.add(`${kind} ${pointer(path)}`)
    reached.add(value)
    follow(value['$ref'], kind)
    for (const [name, member] of Object.entries(value)) {
      const here = [...path, name]
      if (name.startsWith(prefix)) problems.push(...problemsOf({ kind, name, value: member, path: here }))
      if (!name.startsWith('x-') || insides[kind][name]) inside(member, here, holdsOf(kind, name))
    }
  }

  function inside(value: unknown, path: readonly string[], holds: Holds): void {
    if (typeof holds === 'string') walk(value, path, holds)
    else if (!('each' in holds)) walk(value, path, holds[0])
    else if (isObject(value)) {
      reached.add(value)
      for (const [name, one] of Object.entries(value)) walk(one, [...path, name], holds.each)
    }
  }

  function follow(ref: unknown, kind: Kind): void {
    if (typeof ref !== 'string' || !ref.startsWith('#')) return
    const target = fromPointer(decodeURIComponent(ref.slice(1)))
    walk(at(document, target), target, kind)
  }

  /** In parts of a file that nothing refers to, only the names can be judged. */
  function strays(value: unknown, path: readonly string[], holds: 'members' | 'names' = 'members'): void {
    if (Array.isArray(value)) for (const [index, one] of value.entries()) strays(one, [...path, String(index)])
    if (!isObject(value)) return
    for (const [name, member] of Object.entries(value)) {
      const here = [...path, name]
      if (holds === 'members' && !reached.has(value) && name.startsWith(prefix) && !known.includes(name))
        problems.push({ path: here, message: unknown(name) })
      if (holds === 'names' || !isData(name)) strays(member, here, choices[name] === schemas ? 'names' : 'members')
    }
  }
}

const isData = (name: string): boolean => choices[name] === 'data' || name === 'value'

const holdsOf = (kind: Kind, name: string): Holds => (kind === 'callback' ? 'path' : (insides[kind][name] ?? 'none'))

type Found = {
  readonly kind: Kind
  readonly name: string
  readonly value: unknown
  readonly path: readonly string[]
}

const problemsOf = ({ kind, name, value, path }: Found): readonly Problem[] => {
  if (!known.includes(name)) return [{ path, message: unknown(name) }]
  if (!allowed.get(kind)?.includes(name)) {
    const places = [...allowed].flatMap(([other, names]) => (names.includes(name) ? [titleOf(other)] : []))
    return [{ path, message: `${name} may not stand here; it may stand on ${inWords(places)}.` }]
  }
  const errors = annotationErrors(kind, name, value).filter(({ keyword }) => keyword !== 'anyOf')
  return errors.slice(0, 1).map((error) => ({ path: [...path, ...stepsOf(error)], message: problemIn(name, error) }))
}

const titleOf = (kind: string): string => {
  const def = defs[kind]
  return isObject(def) ? String(def['title']) : kind
}

const unknown = (name: string): string => `${name} is not an annotation${meant(name, known)}`

const meant = (name: string, names: readonly string[]): string => {
  const [first] = nearest(name, names, 1)
  return first === undefined ? `; there are ${inWords(names)}.` : `; did you mean ${first}?`
}

const stepsOf = ({ instancePath, keyword, params }: ErrorObject): readonly string[] => [
  ...fromPointer(instancePath),
  ...(keyword === 'additionalProperties' ? [String(params['additionalProperty'])] : []),
]

/** What ajv found, as a sentence about the annotation. */
const problemIn = (
  name: string,
  { instancePath, keyword, params, parentSchema, data, message }: ErrorObject,
): string => {
  const place = `${name}${instancePath}`
  if (keyword === 'additionalProperties') {
    const properties = isObject(parentSchema?.['properties']) ? Object.keys(parentSchema['properties']) : []
    const extra = String(params['additionalProperty'])
    return `${place} has no member ${extra}${meant(extra, properties)}`
  }
  if (keyword === 'enum') return `${place} is ${brief(data)}; it must be ${inWords(listed(params), 'or')}.`
  if (keyword === 'const') return `${place} is ${brief(data)}; it must be ${brief(params['allowedValue'])}.`
  return `${place} is ${brief(data)}; it ${message}.`
}

const listed = ({ allowedValues }: ErrorObject['params']): readonly string[] =>
  Array.isArray(allowedValues) ? allowedValues.map((one) => brief(one)) : []

const inWords = (words: readonly string[], join = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${join} ${words.at(-1)}`

const placeIn = (texts: Bundle['texts'], path: readonly string[]): string => {
  const [first, name = ''] = path
  const file = first === 'x-files' ? texts.get(name) : undefined
  const { location, text } = file ?? texts.get('') ?? { location: 'the contract', text: '' }
  const { line, column } = positionOf(text, file ? path.slice(2) : path)
  return `${location}:${line}:${column}`
}
