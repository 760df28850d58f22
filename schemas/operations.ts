import { at, fromPointer, isObject, type Json, type JsonObject, pointer } from '../core/json.ts'
import type { Source } from '../core/requirement.ts'
import type {
  BodySpec,
  Breach,
  Creation,
  ErrorCase,
  EventSpec,
  Operation,
  Parameter,
  Refusal,
  Refusals,
  ReplySpec,
} from './contract.ts'
import { type Direction, levelsIn, type NodeContext, nodeTree, numbersIn, type SchemaNode, sourceIn } from './node.ts'
import { type Reading, readings } from './readings.ts'

export type ReadContext = {
  readonly documents: Readonly<Record<Reading, JsonObject>>
  readonly nodes: NodeContext
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

/** Every operation of the document's paths. Those without an operationId are named `get /path`. */
export const readOperations = (context: ReadContext): readonly Operation[] =>
  entries(context.documents.strict['paths']).flatMap(([path, item]) => {
    const place = resolvePlace(context, ['paths', path])
    return methods.flatMap((method) =>
      isObject(item) && isObject(valueAt(context, [...place, method]))
        ? [readOperation(context, path, method, [...place, method], place)]
        : [],
    )
  })

/** Every webhook of the document. */
export const readEvents = (context: ReadContext): readonly EventSpec[] =>
  entries(context.documents.strict['webhooks']).flatMap(([name, item]) => {
    const place = ['webhooks', name, 'post']
    const operation = isObject(item) ? item['post'] : undefined
    if (!isObject(operation)) return []
    const source = sourceIn(operation) ?? { document: titleOf(context), section: `webhook ${name}` }
    const body = readBody(context, [...place, 'requestBody'], source)
    return body
      ? [{ id: String(operation['operationId'] ?? name), name, source, schema: body.schema, node: body.node }]
      : []
  })

type Place = readonly string[]

const readOperation = (context: ReadContext, path: string, method: string, place: Place, item: Place): Operation => {
  const operation = valueAt(context, place) as JsonObject
  const id = String(operation['operationId'] ?? `${method} ${path}`)
  const source = sourceIn(operation) ?? { document: titleOf(context), section: `${method.toUpperCase()} ${path}` }
  const body = isObject(operation['requestBody']) ? readBody(context, [...place, 'requestBody'], source) : undefined
  const culprit = operation['x-assay-names-culprit']
  const security = operation['security'] ?? context.documents.strict['security']
  const safe = operation['x-assay-safe'] === true || method === 'get' || method === 'head' || method === 'options'
  return {
    id,
    method: method.toUpperCase(),
    path,
    summary: String(operation['summary'] ?? ''),
    source,
    safe,
    countsAs: (operation['x-assay-counts-as'] ?? (safe ? 'read' : 'write')) as Operation['countsAs'],
    secured: Array.isArray(security) && security.length > 0 && security.every((one) => entries(one).length > 0),
    ...readCredentials(context, security),
    parameters: readParameters(context, place, item, source),
    ...creationIn(operation, { id, isMaking: method === 'post' && !safe }),
    ...(body ? { body } : {}),
    replies: entries(operation['responses']).map(([status]) =>
      readReply(context, [...place, 'responses', status], status, source),
    ),
    errors: readErrors(operation, source),
    refusals: readRefusals(context, operation),
    ...(isObject(culprit) ? { namesCulprit: culprit as Operation['namesCulprit'] & object } : {}),
  }
}

/** Where the document does not say what a POST makes, it is called after its operation. */
const creationIn = (
  { 'x-assay-creates': creates }: JsonObject,
  { id, isMaking }: { readonly id: string; readonly isMaking: boolean },
): Pick<Operation, 'creates'> => {
  if (isObject(creates)) return { creates: { removable: false, ...creates } as Creation }
  return isMaking ? { creates: { what: id, removable: false } } : {}
}

/** The first of the schemes an operation asks for says where. */
const readCredentials = (context: ReadContext, security: unknown): Pick<Operation, 'credentials'> => {
  const [first] = Array.isArray(security) ? security : []
  const [[name = ''] = []] = entries(first)
  const credentials = sourceIn(valueAt(context, resolvePlace(context, ['components', 'securitySchemes', name])))
  return credentials ? { credentials } : {}
}

const readParameters = (context: ReadContext, place: Place, item: Place, source: Source): readonly Parameter[] => {
  const listed = [...places(context, [...item, 'parameters']), ...places(context, [...place, 'parameters'])]
  const read = listed.flatMap((one) => readParameter(context, one, source))
  return [...new Map(read.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()]
}

/** A parameter's schema is read as a body of its own; whether it must be sent stands beside the schema. */
const readParameter = (context: ReadContext, listed: Place, source: Source): readonly Parameter[] => {
  const place = resolvePlace(context, listed)
  const parameter = valueAt(context, place) as JsonObject
  const [mediaType] = Object.keys(isObject(parameter['content']) ? parameter['content'] : {})
  if (isIgnored(parameter)) return []
  const inside = mediaType === undefined ? ['schema'] : ['content', mediaType, 'schema']
  const required = mapReadings((reading) => at(context.documents[reading], [...place, 'required']) === true)
  const fair = parameter['x-assay-fair']
  const tree = readNode(
    context,
    [...place, ...inside],
    sourceIn(parameter) ?? rowOf(source, String(parameter['name'])),
    parameter,
  )
  return [
    {
      name: String(parameter['name']),
      in: parameter['in'] as Parameter['in'],
      required: required.strict,
      refusal: (parameter['x-assay-refusal'] ?? 'schema') as Breach,
      ...writing(parameter, mediaType),
      node: {
        ...tree,
        path: [`${parameter['in']}.${parameter['name']}`],
        required,
        ambiguities: [...numbersIn(parameter['x-assay-ambiguities']), ...tree.ambiguities],
        ...(isObject(fair) ? { requiredAmbiguity: fair['x-assay-fair-ambiguity'] as number } : {}),
      },
    },
  ]
}

/** OpenAPI: header parameters of these names are not parameters; others of the document say what they hold. */
const isIgnored = ({ in: where, name }: JsonObject): boolean =>
  where === 'header' && ['accept', 'content-type', 'authorization'].includes(String(name).toLowerCase())

const writing = (
  { style, explode, allowReserved, in: where }: JsonObject,
  mediaType: string | undefined,
): Pick<Parameter, 'style' | 'explode' | 'allowReserved'> => {
  const own = style ?? (where === 'query' || where === 'cookie' ? 'form' : 'simple')
  return {
    style: (mediaType === undefined ? own : 'json') as NonNullable<Parameter['style']>,
    explode: typeof explode === 'boolean' ? explode : own === 'form',
    ...(allowReserved === true ? { allowReserved } : {}),
  }
}

const rowOf = (source: Source, row: string): Source => ({ ...source, row })

const readBody = (context: ReadContext, listed: Place, inherited: Source): BodySpec | undefined => {
  const place = resolvePlace(context, listed)
  const body = valueAt(context, place) as JsonObject
  const content = entries(body['content'])
  const [mediaType, media] = content.find(([type]) => /[/+]json\b/.test(type)) ?? content[0] ?? []
  if (mediaType === undefined || !isObject(media)) return undefined
  const schema = [...place, 'content', mediaType, 'schema']
  return {
    required: body['required'] === true,
    mediaType,
    mediaTypes: content.map(([type]) => type),
    schema: pointer(schema),
    node: readNode(context, schema, sourceIn(body) ?? inherited, body),
    examples: readExamples(media as JsonObject),
    forms: (body['x-assay-alternatives'] ?? []) as unknown as BodySpec['forms'],
  }
}

const readExamples = (media: JsonObject): BodySpec['examples'] => [
  ...(media['example'] === undefined ? [] : [{ name: 'example', value: media['example'] as Json, ambiguities: [] }]),
  ...entries(media['examples']).flatMap(([name, example]) =>
    isObject(example) && example['value'] !== undefined
      ? [{ name, value: example['value'] as Json, ambiguities: numbersIn(example['x-assay-ambiguities']) }]
      : [],
  ),
]

const readReply = (context: ReadContext, listed: Place, status: string, inherited: Source): ReplySpec => {
  const place = resolvePlace(context, listed)
  const reply = valueAt(context, place) as JsonObject
  const content = entries(reply['content'])
  const [mediaType, media] = content.find(([type]) => /[/+]json\b/.test(type)) ?? content[0] ?? []
  const source = sourceIn(reply) ?? rowOf(inherited, status)
  const schema = [...place, 'content', mediaType ?? '', 'schema']
  const hasSchema =
    mediaType !== undefined && /[/+]json\b/.test(mediaType) && isObject(media) && isObject(media['schema'])
  return {
    status,
    source,
    mediaTypes: content.map(([type]) => type),
    alsoMedia: (reply['x-assay-also-media'] ?? []) as unknown as ReplySpec['alsoMedia'],
    also: (reply['x-assay-also'] ?? []) as unknown as ReplySpec['also'],
    ...(isObject(reply['x-assay-empty']) ? { empty: reply['x-assay-empty'] as NonNullable<ReplySpec['empty']> } : {}),
    ...(hasSchema ? { schema: pointer(schema), node: readNode(context, schema, source, reply, 'reply') } : {}),
  }
}

const readNode = (
  context: ReadContext,
  place: Place,
  source: Source,
  annotated: JsonObject,
  direction: Direction = 'request',
): SchemaNode => {
  const raw = mapReadings((reading) => at(context.documents[reading], place))
  const levels = levelsIn(annotated)
  const root = nodeTree({ raw, source, direction, ...(levels ? { levels } : {}) }, context.nodes)
  return { ...root, ambiguities: [...numbersIn(annotated['x-assay-ambiguities']), ...root.ambiguities] }
}

const readErrors = (operation: JsonObject, inherited: Source): readonly ErrorCase[] =>
  ((operation['x-assay-errors'] ?? []) as unknown as readonly (ErrorCase & { 'x-assay-source'?: Source })[]).map(
    ({ 'x-assay-source': source, ...error }) => ({ ...error, source: source ?? rowOf(inherited, error.code) }),
  )

/** Where a document does not say how a breach is refused, any client error refuses it. */
const anyClientError: Refusal = { status: Array.from({ length: 100 }, (_, index) => 400 + index), wide: [] }

const readRefusals = (context: ReadContext, operation: JsonObject): Refusals => {
  const common = context.documents.strict['x-assay-refusal']
  const own = operation['x-assay-refusal']
  const of = (breach: Breach): Refusal => {
    const found = [own, common].map((rules) => (isObject(rules) ? rules[breach] : undefined)).find(isObject)
    return found ? { wide: [], ...(found as Omit<Refusal, 'wide'>) } : anyClientError
  }
  return {
    schema: of('schema'),
    syntax: of('syntax'),
    context: of('context'),
    credentials: of('credentials'),
    method: of('method'),
    mediaType: of('mediaType'),
  }
}

const places = (context: ReadContext, list: Place): readonly Place[] => {
  const value = valueAt(context, list)
  return Array.isArray(value) ? value.map((_, index) => [...list, String(index)]) : []
}

const valueAt = (context: ReadContext, place: Place): unknown => at(context.documents.strict, place)

/** The place that a `$ref` at `place` leads to, or `place` itself. */
const resolvePlace = (context: ReadContext, place: Place): Place => {
  const value = valueAt(context, place)
  const ref = isObject(value) ? value['$ref'] : undefined
  return typeof ref === 'string'
    ? resolvePlace(context, fromPointer(decodeURIComponent(ref.slice(ref.indexOf('#') + 1))))
    : place
}

const titleOf = ({ documents }: ReadContext): string => {
  const info = documents.strict['info']
  return isObject(info) ? String(info['title']) : 'the document'
}

const entries = (value: unknown): readonly (readonly [string, unknown])[] =>
  isObject(value) ? Object.entries(value) : []

const mapReadings = <T>(value: (reading: Reading) => T): Record<Reading, T> =>
  Object.fromEntries(readings.map((reading) => [reading, value(reading)])) as Record<Reading, T>
