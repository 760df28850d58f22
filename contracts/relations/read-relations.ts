import type { Requirement } from '../../core/requirement.ts'
import { alikeOf, alikeOperations, alikeRequirements } from './read-alike.ts'
import { echoOf, echoOperations, echoRequirements } from './read-echo.ts'
import { isolatedOf, isolatedOperations, isolatedRequirements } from './read-isolated.ts'
import { onceOf, onceOperations, onceRequirements } from './read-once.ts'
import { readsBackOf, readsBackOperations, readsBackRequirements } from './read-reads-back.ts'
import { settlesOf, settlesOperations, settlesRequirements } from './read-settles.ts'
import { transitionsOf, transitionsOperations, transitionsRequirements } from './read-transitions.ts'
import { uniqueOf, uniqueOperations, uniqueRequirements } from './read-unique.ts'
import type { Relation } from './relation.ts'
import type { Written, WrittenRelation } from './written.ts'

export type Relations = {
  readonly relations: readonly Relation[]
  readonly requirements: readonly Requirement[]
  /** Operations that they name, which need not be in the contract. */
  readonly operations: readonly string[]
}

/** The relations of a contract, and the requirements that they are. */
export const readRelations = (contract: string, { relations }: Written): Relations => {
  const all = relations.map((one) => readRelation(contract, one))
  return {
    relations: all.map(({ relation }) => relation),
    requirements: all.flatMap(({ requirements }) => requirements),
    operations: all.flatMap(({ operations }) => operations),
  }
}

type Read = Omit<Relations, 'relations'> & { readonly relation: Relation }

const readRelation = (contract: string, one: WrittenRelation): Read => {
  switch (one.kind) {
    case 'echo':
      return { relation: echoOf(one), requirements: echoRequirements(contract, one), operations: echoOperations(one) }
    case 'readsBack':
      return {
        relation: readsBackOf(one),
        requirements: readsBackRequirements(contract, one),
        operations: readsBackOperations(one),
      }
    case 'unique':
      return {
        relation: uniqueOf(one),
        requirements: uniqueRequirements(contract, one),
        operations: uniqueOperations(one),
      }
    case 'alike':
      return {
        relation: alikeOf(one),
        requirements: alikeRequirements(contract, one),
        operations: alikeOperations(one),
      }
    case 'once':
      return { relation: onceOf(one), requirements: onceRequirements(contract, one), operations: onceOperations(one) }
    case 'isolated':
      return {
        relation: isolatedOf(one),
        requirements: isolatedRequirements(contract, one),
        operations: isolatedOperations(one),
      }
    case 'settles':
      return {
        relation: settlesOf(one),
        requirements: settlesRequirements(contract, one),
        operations: settlesOperations(one),
      }
    case 'transitions':
      return {
        relation: transitionsOf(one),
        requirements: transitionsRequirements(contract, one),
        operations: transitionsOperations(one),
      }
  }
}
