import { at, isList, isObject, type JsonObject } from '../../core/json.ts'
import { lazily } from '../../core/lazily.ts'
import type { Source } from '../../core/requirement.ts'
import { isChecked, nowChecked } from '../checked.ts'
import { flattenIn } from '../schema/flatten.ts'
import { judgeFor, newAjv } from '../schema/judge.ts'
import type { SchemaNode } from '../schema/node.ts'
import { nodeTree } from '../schema/node-tree.ts'
import { mapReadings, readAs } from '../schema/readings.ts'
import { typesOf } from '../schema/schema.ts'
import type { Reading } from './reading.ts'
import type { Input } from './workflow.ts'
import type { Written } from './written.ts'

/** Reads the inputs of the workflow at a place of the file. */
export type ReadInputs = (workflow: number) => readonly Input[]

export const inputsReader = (reading: Reading): ReadInputs => {
  const { written } = reading.file
  const shared = lazily(() => {
    const documents = mapReadings((one) => readAs(written, one))
    return { documents, flatten: mapReadings((one) => flattenIn(documents[one])), judge: judgeFor(documents) }
  })
  return (workflow) => {
    const path = ['workflows', String(workflow), 'inputs']
    const schema = at(written, path)
    if (!isObject(schema) || !isSound(reading, schema, path)) return []
    const { documents, flatten, judge } = shared()
    const raw = mapReadings((one) => at(documents[one], path))
    const node = nodeTree({ raw, source: sourceOf(written) }, { flatten })
    const home = homeOf(written, path)
    return Object.entries(node.properties).map(([name, inner]) =>
      inputOf(name, inner, { judge, schema: `${home}/properties/${name}` }),
    )
  }
}

const sourceOf = ({ info }: Written): Source => ({ document: info.title, section: 'inputs' })

/** The pointer of the schema that names the inputs: its own place, or that in the components that it refers to. */
const homeOf = (written: Written, path: readonly string[]): string => {
  const ref = at(written, [...path, '$ref'])
  return typeof ref === 'string' ? ref.replace(/^#/, '') : `/${path.join('/')}`
}

const inputOf = (name: string, node: SchemaNode, drawn: Omit<NonNullable<Input['drawn']>, 'node'>): Input => {
  const schema = node.schemas.strict
  const fixture = schema['x-assay-fixture']
  const given = schema['default']
  const { description } = schema
  const tells = typesOf(schema) !== undefined || ['enum', 'const'].some((keyword) => keyword in schema)
  return {
    name,
    fixture: typeof fixture === 'string' ? fixture : name,
    required: node.required.strict,
    mustExist: fixture !== undefined,
    isAny: schema['x-assay-any'] === true,
    ...(typeof description === 'string' ? { description } : {}),
    ...(given === undefined ? {} : { default: given }),
    ...(tells ? { drawn: { ...drawn, node } } : {}),
  }
}

/** What the meta-schema says of a schema; undefined where it is one. */
const wrongWith = (schema: JsonObject): string | undefined => {
  const text = JSON.stringify(schema)
  if (isChecked('inputs', [text])) return undefined
  const ajv = newAjv()
  if (ajv.validateSchema(schema) !== true) {
    const [first] = ajv.errors ?? []
    return `${first?.instancePath ?? ''} ${first?.message ?? ''}`
  }
  nowChecked('inputs', [text])
  return undefined
}

const isSound = ({ file, problems }: Reading, schema: JsonObject, path: readonly string[]): boolean => {
  const wrong = wrongWith(schema)
  if (wrong !== undefined) {
    problems.push({ path, message: `the inputs are no JSON Schema: ${wrong}` })
    return false
  }
  const lost = refsIn(schema).find(
    (ref) => !ref.startsWith('#/') || at(file.written, ref.slice(2).split('/')) === undefined,
  )
  if (lost === undefined) return true
  problems.push({
    path,
    message: `the inputs refer to ${lost}, where there is nothing; write #/components/inputs/NAME`,
  })
  return false
}

const refsIn = (value: unknown): readonly string[] => {
  if (isList(value)) return value.flatMap(refsIn)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  )
}
