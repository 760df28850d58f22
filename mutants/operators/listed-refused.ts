import { nodesOf, type SchemaNode } from '../../contracts/schema/node.ts'
import { placeOf } from '../../core/place.ts'
import { valueIn } from '../call.ts'
import { refusing } from '../in-place-of.ts'
import type { Draft, Operator } from '../mutant.ts'
import { valuesAt } from '../values-at.ts'

/** Each value of each list of values. */
export const listedRefused: Operator = {
  name: 'request/listed-refused',
  family: 'refuses',
  title: 'A request is refused for one of the values that are listed.',
  isAgainst: true,
  drafts: (operation) =>
    (operation.body ? nodesOf(operation.body.node) : []).flatMap((node) =>
      listed(node).map((value): Draft => {
        const place = `${placeOf(node.path) || 'body'}/${String(value)}`
        return {
          id: `request/${operation.id}/${place}`,
          place,
          apply: refusing((call) => {
            const body = valueIn(call)
            return body !== undefined && valuesAt(body.value, node.path).includes(value)
          }, operation),
        }
      }),
    ),
}

const listed = ({ schemas }: SchemaNode): readonly unknown[] => {
  const values = schemas.strict['enum']
  return Array.isArray(values) ? values.filter((value) => value !== null) : []
}
