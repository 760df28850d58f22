import { at, fromPointer, isList, isObject, type Json, type JsonObject, objectOf, pointer } from '../core/json.ts'
import { isJsonType } from '../core/media-type.ts'
import type { Source } from '../core/requirement.ts'
import { annotation } from './annotations.ts'
import type { Breach, ErrorCase, Refusal, Refusals } from './answers.ts'
import type { BodySpec, EventSpec, Operation, Parameter, ReplySpec } from './contract.ts'
import type { SchemaNode } from './schema/node.ts'
import { type Direction, type NodeContext, nodeTree } from './schema/node-tree.ts'
import { levelsIn, sourceIn, sourcesIn } from './schema/provenance.ts'
import { mapReadings, type Reading } from './schema/readings.ts'

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

/** An object of the document. */
const readOperation = (context: ReadContext, path: string, method: string, place: Place, item: Place): Operation => {
  const operation = objectAt(context, place)
  const id = String(operation['operationId'] ?? `${method} ${path}`)
  const source = sourceIn(operation) ?? { document: titleOf(context), section: `${method.toUpperCase()} ${path}` }
  const body = isObject(operation['requestBody']) ? readBody(context, [...place, 'requestBody'], source) : undefined
  const culprit = annotation(operation, 'x-assay-names-culprit')
  const security = operation['security'] ?? context.documents.strict['security']
  const safe =
    annotation(operation, 'x-assay-safe') === true || method === 'get' || method === 'head' || method === 'options'
  return {
    id,
    method: method.toUpperCase(),
    path,
    summary: String(operation['summary'] ?? ''),
    source,
    safe,
    countsAs: annotation(operation, 'x-assay-counts-as') ?? (safe ? 'read' : 'write'),
    secured: isList(security) && security.length > 0 && security.every((one) => entries(one).length > 0),
    ...readCredentials(context, security),
    parameters: readParameters(context, place, item, source),
    ...creationIn(operation, { id, isMaking: method === 'post' && !safe }),
    ...(body ? { body } : {}),
    replies: entries(operation['responses']).map(([status]) =>
      readReply(context, [...place, 'responses', status], status, source),
    ),
    errors: readErrors(operation, source),
    refusals: readRefusals(context, operation),
    ...(culprit ? { namesCulprit: culprit } : {}),
  }
}

/** Where the document does not say what a POST makes, it is called after its operation. */
const creationIn = (
  operation: JsonObject,
  { id, isMaking }: { readonly id: string; readonly isMaking: boolean },
): Pick<Operation, 'creates'> => {
  const creates = annotation(operation, 'x-assay-creates')
  if (creates) return { creates: { removable: false, ...creates } }
  return isMaking ? { creates: { what: id, removable: false } } : {}
}

/** The first of the schemes an operation asks for says where. */
const readCredentials = (context: ReadContext, security: Json | undefined): Pick<Operation, 'credentials'> => {
  const [first] = isList(security) ? security : []
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
  const parameter = objectAt(context, place)
  const [mediaType] = Object.keys(isObject(parameter['content']) ? parameter['content'] : {})
  if (isIgnored(parameter)) return []
  const inside = mediaType === undefined ? ['schema'] : ['content', mediaType, 'schema']
  const required = mapReadings((reading) => at(context.documents[reading], [...place, 'required']) === true)
  const fair = annotation(parameter, 'x-assay-fair of a parameter')?.['x-assay-fair-ambiguity']
  const where = wheres.find((one) => one === parameter['in']) ?? 'query'
  const tree = readNode(
    context,
    [...place, ...inside],
    sourceIn(parameter, source) ?? rowOf(source, String(parameter['name'])),
    parameter,
  )
  return [
    {
      name: String(parameter['name']),
      in: where,
      required: required.strict,
      refusal: annotation(parameter, 'x-assay-refusal of a parameter') ?? 'schema',
      ...writing(parameter, mediaType),
      node: {
        ...tree,
        path: [`${where}.${parameter['name']}`],
        required,
        ambiguities: [...(annotation(parameter, 'x-assay-ambiguities') ?? []), ...tree.ambiguities],
        ...(fair === undefined ? {} : { requiredAmbiguity: fair }),
      },
    },
  ]
}

const wheres = ['path', 'query', 'header', 'cookie'] as const

const styles = ['simple', 'label', 'matrix', 'form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] as const

/** OpenAPI: header parameters of these names are not parameters; others of the document say what they hold. */
const isIgnored = ({ in: where, name }: JsonObject): boolean =>
  where === 'header' && ['accept', 'content-type', 'authorization'].includes(String(name).toLowerCase())

const writing = (
  { style, explode, allowReserved, in: where }: JsonObject,
  mediaType: string | undefined,
): Pick<Parameter, 'style' | 'explode' | 'allowReserved'> => {
  const usual = where === 'query' || where === 'cookie' ? 'form' : 'simple'
  const own = styles.find((one) => one === style) ?? usual
  return {
    style: mediaType === undefined ? own : 'json',
    explode: typeof explode === 'boolean' ? explode : own === 'form',
    ...(allowReserved === true ? { allowReserved } : {}),
  }
}

const rowOf = (source: Source, row: string): Source => ({ ...source, row })

const readBody = (context: ReadContext, listed: Place, inherited: Source): BodySpec | undefined => {
  const place = resolvePlace(context, listed)
  const body = objectAt(context, place)
  const content = entries(body['content'])
  const [mediaType, media] = content.find(([type]) => isJsonType(type)) ?? content[0] ?? []
  if (mediaType === undefined || !isObject(media)) return undefined
  const schema = [...place, 'content', mediaType, 'schema']
  return {
    required: body['required'] === true,
    mediaType,
    mediaTypes: content.map(([type]) => type),
    schema: pointer(schema),
    node: readNode(context, schema, sourceIn(body, inherited) ?? inherited, body),
    examples: readExamples(media),
    forms: annotation(body, 'x-assay-alternatives') ?? [],
  }
}

const readExamples = (media: JsonObject): BodySpec['examples'] => [
  ...(media['example'] === undefined ? [] : [{ name: 'example', value: media['example'], ambiguities: [] }]),
  ...entries(media['examples']).flatMap(([name, example]) =>
    isObject(example) && example['value'] !== undefined
      ? [{ name, value: example['value'], ambiguities: annotation(example, 'x-assay-ambiguities') ?? [] }]
      : [],
  ),
]

const readReply = (context: ReadContext, listed: Place, status: string, inherited: Source): ReplySpec => {
  const place = resolvePlace(context, listed)
  const reply = objectAt(context, place)
  const content = entries(reply['content'])
  const [mediaType, media] = content.find(([type]) => isJsonType(type)) ?? content[0] ?? []
  const source = sourceIn(reply, inherited) ?? rowOf(inherited, status)
  const empty = annotation(reply, 'x-assay-empty')
  const schema = [...place, 'content', mediaType ?? '', 'schema']
  const hasSchema = isJsonType(mediaType) && isObject(media) && isObject(media['schema'])
  return {
    status,
    source,
    mediaTypes: content.map(([type]) => type),
    alsoMedia: annotation(reply, 'x-assay-also-media') ?? [],
    also: annotation(reply, 'x-assay-also') ?? [],
    ...(empty ? { empty } : {}),
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
  return {
    ...root,
    sources: { ...sourcesIn(annotated, source), ...root.sources },
    ambiguities: [...(annotation(annotated, 'x-assay-ambiguities') ?? []), ...root.ambiguities],
  }
}

const readErrors = (operation: JsonObject, inherited: Source): readonly ErrorCase[] =>
  (annotation(operation, 'x-assay-errors') ?? []).map((written) => {
    const { 'x-assay-source': _, ...error } = written
    return { ...error, source: sourceIn(written, inherited) ?? rowOf(inherited, error.code) }
  })

/** Where a document does not say how a breach is refused, any client error refuses it. */
const anyClientError: Refusal = { status: Array.from({ length: 100 }, (_, index) => 400 + index), wide: [] }

const readRefusals = (context: ReadContext, operation: JsonObject): Refusals => {
  const rules = [operation, context.documents.strict].map((one) => annotation(one, 'x-assay-refusal'))
  const of = (breach: Breach): Refusal => {
    const found = rules.map((one) => one?.[breach]).find((one) => one !== undefined)
    return found ? { wide: [], ...found } : anyClientError
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
  return isList(value) ? value.map((_, index) => [...list, String(index)]) : []
}

const valueAt = (context: ReadContext, place: Place): Json | undefined => at(context.documents.strict, place)

const objectAt = (context: ReadContext, place: Place): JsonObject => {
  return objectOf(valueAt(context, place))
}

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

const entries = (value: Json | undefined): readonly (readonly [string, Json])[] => Object.entries(objectOf(value))
