import fc from 'fast-check'
import { typesOf } from '../../contracts/schema/schema.ts'
import type { Json } from '../../core/json.ts'
import { elementOfIt, listOfIt } from './items.ts'
import type { Candidate, Mutation } from './mutation.ts'

/** Values of every JSON type. Near misses of the wanted type come first: text for a number, a number for text. */
const emptyText = 'an empty text'

const element = 'its element in place of the list'

/** A check that begins with whether there is a value at all passes these over: they come after all others. */
const nothings: readonly (readonly [string, string, Json])[] = [
  ['boolean', 'false', false],
  ['integer', '0', 0],
]

export const isNothing = ({ label }: { readonly label: string }): boolean => nothings.some(([, name]) => name === label)

const samples: Readonly<Record<string, readonly (readonly [string, Json])[]>> = {
  string: [
    // Many a reader of numbers takes it for 0.
    [emptyText, ''],
    ['text', 'abc'],
    ['a number as text', '1'],
    ['the word true', 'true'],
    ['text beyond ASCII', 'Zoë 漢'],
  ],
  integer: [['a number', 1]],
  number: [['a fraction', 1.5]],
  boolean: [['true', true]],
  array: [['a list of it', { [listOfIt]: 'abc' }]],
  object: [
    [element, { [elementOfIt]: { a: 1 } }],
    ['an object', { a: 1 }],
  ],
  null: [['null', null]],
}

const nearest: Readonly<Record<string, readonly string[]>> = {
  string: ['integer', 'object', 'array', 'boolean', 'null'],
  integer: ['number', 'string', 'boolean', 'object', 'array', 'null'],
  number: ['string', 'boolean', 'object', 'array', 'null'],
  boolean: ['string', 'integer', 'object', 'array', 'null'],
  array: ['object', 'string', 'integer', 'null'],
  object: ['array', 'string', 'integer', 'boolean', 'null'],
}

export const type: Mutation = {
  keyword: 'type',
  violate(schema) {
    const allowed = typesOf(schema)
    if (!allowed) return { unbreakable: 'the schema has no type' }
    const others = nearest[allowed.find((one) => one !== 'null') ?? ''] ?? Object.keys(samples)
    const wrong = others.filter(
      (other) => !allowed.includes(other) && !(other === 'integer' && allowed.includes('number')),
    )
    const values = wrong.flatMap((other) =>
      nearestFirst(samples[other] ?? [], allowed)
        .filter(([label]) => label !== emptyText || mayMistakeEmpty(allowed))
        .filter(([label]) => label !== element || allowed.includes('array')),
    )
    const last = nothings.filter(([other]) => wrong.includes(other)).map(([, label, value]) => [label, value] as const)
    return [...values, ...last].map(([label, value]): Candidate => ({ label, value: fc.constant(value) }))
  },
}

/** The text that a loose reader takes for a value of the type comes before those that nobody does. */
const nearestFirst = (
  all: readonly (readonly [string, Json])[],
  allowed: readonly string[],
): readonly (readonly [string, Json])[] => {
  const near = allowed.includes('integer') || allowed.includes('number') ? 'a number as text' : 'the word true'
  const isFirst = ([label]: readonly [string, Json]): boolean => label === emptyText || label === near
  return allowed.some((one) => one === 'integer' || one === 'number' || one === 'boolean')
    ? [...all.filter(isFirst), ...all.filter((one) => !isFirst(one))]
    : all
}

/** Readers of texts and lists have no such slip, and where null is a value, text that is empty may stand for it. */
const mayMistakeEmpty = (allowed: readonly string[]): boolean =>
  allowed.some((one) => one === 'integer' || one === 'number' || one === 'boolean') && !allowed.includes('null')
