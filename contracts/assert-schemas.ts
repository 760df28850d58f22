import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { at, fromPointer, isList, isObject, type Json, type JsonObject, type Path, pointer } from '../core/json.ts'
import { ContractError } from './contract-error.ts'

/**
 * Asks the meta-schema of draft 2020-12 about every schema of a document, and whether every reference leads somewhere:
 * to compile them all would take far longer.
 *
 * @throws ContractError naming the first places that are wrong
 */
export const assertSchemas = (document: JsonObject, reference: string): void => {
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false, logger: false })
  const wrong = schemasIn(document, []).flatMap(({ path, schema }) =>
    ajv.validateSchema(schema as JsonObject) === true ? [] : [problem(path, ajv.errors ?? [])],
  )
  const lost = refsIn(document, []).flatMap(({ path, ref }) => {
    const why = whyLost(document, ref)
    return why === undefined ? [] : [`${pointer(path)} refers to ${ref}, ${why}`]
  })
  const lines = [...new Set([...wrong, ...lost])].slice(0, 5)
  if (lines.length === 0) return
  throw new ContractError(
    [`${reference} has schemas that cannot be read:`, ...lines.map((line) => `  ${line}`)].join('\n'),
  )
}

const problem = (path: Path, errors: readonly ErrorObject[]): string => {
  const [first] = errors
  const values = first && 'allowedValues' in first.params ? `: ${(first.params['allowedValues']).join(', ')}` : ''
  return `${pointer(path)}${first?.instancePath ?? ''} ${first?.message ?? 'is no JSON Schema'}${values}`
}

type Found = { readonly path: Path; readonly schema: Json }

/** The outermost schemas: beside media types, parameters and headers, and those that have names of their own. */
const schemasIn = (value: Json, path: Path): readonly Found[] => {
  if (isList(value)) return value.flatMap((element, index) => schemasIn(element, [...path, index]))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, member]): readonly Found[] => {
    const place = [...path, name]
    if (isAside(name) && path.at(-1) !== 'responses') return []
    if (name === 'schema') return [{ path: place, schema: member }]
    if (name === 'schemas' && path.at(-1) === 'components' && isObject(member))
      return Object.entries(member).map(([own, schema]) => ({ path: [...place, own], schema }))
    return schemasIn(member, place)
  })
}

type Ref = { readonly path: Path; readonly ref: string }

const refsIn = (value: unknown, path: Path): readonly Ref[] => {
  if (isList(value)) return value.flatMap((element, index) => refsIn(element, [...path, index]))
  if (!isObject(value)) return []
  const own = typeof value['$ref'] === 'string' ? [{ path, ref: value['$ref'] }] : []
  return [
    ...own,
    ...Object.entries(value).flatMap(([name, member]) =>
      isAside(name) && path.at(-1) !== 'responses' ? [] : refsIn(member, [...path, name]),
    ),
  ]
}

/** Values, not schemas: what they hold is nobody's schema. */
const isAside = (name: string): boolean =>
  ['example', 'examples', 'default', 'enum', 'const'].includes(name) || (name.startsWith('x-') && name !== 'x-files')

const whyLost = (document: JsonObject, ref: string): string | undefined => {
  const seen = new Set<string>()
  for (let next = ref; ; ) {
    if (seen.has(next)) return 'which refers to itself and to nothing else'
    seen.add(next)
    const target = at(document, fromPointer(decodeURIComponent(next.replace(/^#/, ''))))
    if (target === undefined) return 'where there is nothing'
    if (!isObject(target) || typeof target['$ref'] !== 'string' || Object.keys(target).length > 1) return undefined
    next = target['$ref']
  }
}
