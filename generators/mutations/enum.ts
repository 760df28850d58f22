import fc from 'fast-check'
import { allowsType } from '../../contracts/schema/schema.ts'
import { isObject, type Json, typeOf } from '../../core/json.ts'
import { listOfIt } from './items.ts'
import type { Candidate, Mutation } from './mutation.ts'

export const enumeration: Mutation = {
  keyword: 'enum',
  violate(schema) {
    const { enum: values } = schema
    if (!Array.isArray(values)) return { unbreakable: 'the schema has no enum' }
    const texts = values.filter((value): value is string => typeof value === 'string' && value !== '')
    const first = texts[0]
    const near: readonly (readonly [string, Json])[] = first
      ? [
          ['a value cut short', first.slice(0, -1)],
          ['two values joined', `${first}${texts[1] ?? first}`],
          ['another case', swapCase(first)],
        ]
      : []
    // What is mostly a number is mistaken for another number first.
    const isOfNumbers = typeof values[0] === 'number'
    // Who takes numbers and their names may look at the numbers only.
    const isMixed = isOfNumbers && first !== undefined
    const unknown: readonly [string, Json] = ['an unknown value', 'no-such-value']
    const all: readonly (readonly [string, Json])[] = [
      ...(isOfNumbers ? beyond(values) : []),
      ...(isMixed ? [unknown] : []),
      ...(isOfNumbers ? [...between(values), ...wrapped(values)] : []),
      ...near,
      ...(isMixed ? [] : [unknown]),
      ...(isOfNumbers ? [] : beyond(values)),
      ['an object', {}],
      ['true', true],
      ['a list of it', { [listOfIt]: first ?? 1 }],
    ]
    return all
      .filter(([, value]) => !values.includes(value) && allowsType(schema, isListOfIt(value) ? 'array' : typeOf(value)))
      .map(([label, value]): Candidate => ({ label, value: fc.constant(value) }))
  },
}

const isListOfIt = (value: Json): boolean => isObject(value) && listOfIt in value

/** The whole number after the greatest one. */
const beyond = (values: readonly unknown[]): readonly (readonly [string, Json])[] => {
  const numbers = values.filter((value) => typeof value === 'number')
  return numbers.length > 0 ? [['a number beyond', Math.floor(Math.max(...numbers)) + 1]] : []
}

/** What who reads whole numbers only cuts to the first one. */
const between = ([first]: readonly unknown[]): readonly (readonly [string, Json])[] =>
  typeof first === 'number' && Number.isInteger(first) ? [['a fraction beside a value', first + 0.5]] : []

/** What who keeps 32 bits of it takes for the first one. */
const wrapped = ([first]: readonly unknown[]): readonly (readonly [string, Json])[] =>
  typeof first === 'number' && Number.isInteger(first) ? [['a value in more than 32 bits', first + 2 ** 32]] : []

const swapCase = (text: string): string => (text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase())
