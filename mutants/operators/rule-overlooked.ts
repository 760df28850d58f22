import type { Operation } from '../../contracts/contract.ts'
import { parameterPlace } from '../../contracts/requirements/facets.ts'
import { keywordsOf } from '../../contracts/schema/keywords.ts'
import { nodesOf, type SchemaNode } from '../../contracts/schema/node.ts'
import { placeOf } from '../../core/place.ts'
import { hasOnly, taking } from '../in-place-of.ts'
import type { Draft, Operator } from '../mutant.ts'

/** Each rule that the contract has for a request, at its place. */
export const ruleOverlooked: Operator = {
  name: 'request/rule-overlooked',
  family: 'takes',
  title: 'A request that breaks one rule is taken.',
  isAgainst: true,
  drafts: (operation) =>
    rulesOf(operation).map(
      ({ place, how, isOpen }): Draft => ({
        id: `request/${operation.id}/${place}/${how}`,
        place: `${place}/${how}`,
        isAgainst: !isOpen,
        apply: taking(
          // A value may break several rules of its place at once.
          (call) =>
            hasOnly(call, operation, (flaw) => flaw.kind === 'schema' && flaw.place === place) &&
            call.flaws().some((flaw) => flaw.how === how),
          operation,
        ),
      }),
    ),
}

/** Open: some reading of the documents does not have it. */
type Rule = { readonly place: string; readonly how: string; readonly isOpen: boolean }

export const rulesOf = ({ parameters, body }: Operation): readonly Rule[] => [
  ...parameters.flatMap((parameter) => rulesAt(parameter.node, parameterPlace(parameter))),
  ...(body ? nodesOf(body.node).flatMap((node) => rulesAt(node, placeOf(node.path) || 'body')) : []),
]

const rulesAt = (node: SchemaNode, place: string): readonly Rule[] => [
  ...(node.required.strict && node.path.length > 0 ? [{ place, how: 'required', isOpen: !node.required.wide }] : []),
  ...keywordsOf(node).map(({ name }) => ({
    place,
    how: name.replace(/^x-assay-/, ''),
    isOpen: !(name in node.schemas.wide),
  })),
]
