import { exclusiveMaximum, exclusiveMinimum, maximum, minimum } from './bounds.ts'
import { constant } from './const.ts'
import { enumeration } from './enum.ts'
import { format } from './format.ts'
import { maxItems, minItems, sequence, uniqueBy, uniqueItems } from './items.ts'
import { maxLength } from './max-length.ts'
import { additionalProperties, maxProperties, minProperties, sum } from './members.ts'
import { minLength } from './min-length.ts'
import { multipleOf } from './multiple-of.ts'
import type { Mutation } from './mutation.ts'
import { pattern } from './pattern.ts'
import { type } from './type.ts'

/** Every mutation. To add one: its file, this line, and a row in the test's table. */
export const mutations: readonly Mutation[] = [
  type,
  enumeration,
  constant,
  maxLength,
  minLength,
  pattern,
  format,
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum,
  multipleOf,
  minItems,
  maxItems,
  uniqueItems,
  uniqueBy,
  sequence,
  additionalProperties,
  minProperties,
  maxProperties,
  sum,
]
