import { flattenIn } from '../contracts/schema/flatten.ts'
import { type Judge, judgeFor, newAjv } from '../contracts/schema/judge.ts'
import type { SchemaNode } from '../contracts/schema/node.ts'
import { nodeTree } from '../contracts/schema/node-tree.ts'
import { type Reading, readAs, readings } from '../contracts/schema/readings.ts'
import { at, type Json, type JsonObject, pointer } from '../core/json.ts'

/** A schema of a test as the contracts know it, and an ajv of its own that has never seen our readings. */
export type SchemaUnderTest = {
  readonly node: SchemaNode
  readonly judge: Judge
  /** JSON Pointer under which `judge` knows the schema. */
  readonly pointer: string
  /** What the independent ajv says against a value; empty where it is valid. */
  readonly errors: (value: unknown) => readonly string[]
}

/** `$ref`s in the schema point into `$defs`: `#/$defs/Address`. */
export const schemaOf = (schema: Json, $defs: JsonObject = {}): SchemaUnderTest => {
  const document = { schema, $defs }
  const documents = byReading((reading) => readAs(document, reading))
  const source = { document: 'test', section: 'schema' }
  const raw = byReading((reading) => at(documents[reading], ['schema']))
  const validate = newAjv(document, 'https://test.invalid/').compile({ $ref: 'https://test.invalid/#/schema' })
  return {
    node: nodeTree({ raw, source }, { flatten: byReading((reading) => flattenIn(documents[reading])) }),
    judge: judgeFor(documents),
    pointer: pointer(['schema']),
    errors: (value) =>
      validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`),
  }
}

const byReading = <T>(value: (reading: Reading) => T): Record<Reading, T> =>
  Object.fromEntries(readings.map((reading) => [reading, value(reading)])) as Record<Reading, T>
