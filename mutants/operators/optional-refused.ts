import { nodesOf } from '../../contracts/schema/node.ts'
import { placeOf } from '../../core/place.ts'
import { valueIn } from '../call.ts'
import { refusing } from '../in-place-of.ts'
import type { Draft, Operator } from '../mutant.ts'
import { isOptionalMember } from '../node-kinds.ts'
import { valuesAt } from '../values-at.ts'

const optionals: readonly {
  readonly name: string
  readonly title: string
  readonly isMet: (values: readonly unknown[], owners: readonly unknown[]) => boolean
}[] = [
  {
    name: 'present-refused',
    title: 'A request that holds an optional member is refused.',
    isMet: (values) => values.length > 0,
  },
  {
    name: 'absent-refused',
    title: 'A request without an optional member is refused.',
    isMet: (values, owners) => values.length < owners.length,
  },
]

/** Each optional member of a request; an operator for where it is there, and one for where it is not. */
export const optionalRefused: readonly Operator[] = optionals.map(({ name, title, isMet }) => ({
  name: `request/${name}`,
  family: 'refuses',
  title,
  isAgainst: true,
  drafts: (operation) =>
    (operation.body ? nodesOf(operation.body.node) : []).filter(isOptionalMember).map((node): Draft => {
      const place = placeOf(node.path)
      const owner = node.path.slice(0, -1)
      return {
        id: `request/${operation.id}/${place}`,
        place,
        apply: refusing((call) => {
          const body = valueIn(call)
          return body !== undefined && isMet(valuesAt(body.value, node.path), valuesAt(body.value, owner))
        }, operation),
      }
    }),
}))
