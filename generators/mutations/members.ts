import fc from 'fast-check'
import { numberAt } from '../../contracts/schema/schema.ts'
import { isObject, type Json } from '../../core/json.ts'
import type { Mutation } from './mutation.ts'

export const additionalProperties: Mutation = {
  keyword: 'additionalProperties',
  violate(schema) {
    if (schema['additionalProperties'] !== false) return { unbreakable: 'other members are allowed' }
    return [{ label: 'an unknown member', value: fc.constant<Json>({ [addMembers]: { unknownMember: 1 } }) }]
  },
}

export const maxProperties: Mutation = {
  keyword: 'maxProperties',
  violate(schema) {
    const limit = numberAt(schema, 'maxProperties')
    if (limit === undefined || limit > 1_000) return { unbreakable: 'so many members are not sent' }
    const members = Object.fromEntries(Array.from({ length: limit + 1 }, (_, index) => [`member${index}`, 'a']))
    return [{ label: 'one too many', value: fc.constant<Json>({ [addMembers]: members }) }]
  },
}

export const minProperties: Mutation = {
  keyword: 'minProperties',
  violate(schema) {
    const limit = numberAt(schema, 'minProperties') ?? 0
    if (limit === 0) return { unbreakable: 'the schema asks for no members' }
    return [{ label: 'empty', value: fc.constant<Json>({}) }]
  },
}

export const sum: Mutation = {
  keyword: 'x-assay-sum',
  violate({ 'x-assay-sum': rule }) {
    if (!isObject(rule)) return { unbreakable: 'no member is a sum' }
    const member = String(rule['member'])
    return [{ label: `${member} is one too much`, value: fc.constant<Json>({ [increase]: member }) }]
  },
}

/** Marks a value that stands for the valid twin with members added. */
export const addMembers = 'x-assay-add'

/** Marks a value that stands for the valid twin with one numeric member increased by one. */
export const increase = 'x-assay-increase'
