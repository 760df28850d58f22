import { nodesOf } from '../../contracts/schema/node.ts'
import { placeOf } from '../../core/place.ts'
import { valueIn } from '../call.ts'
import { refusing } from '../in-place-of.ts'
import type { Draft, Operator } from '../mutant.ts'
import { isOptionalMember } from '../node-kinds.ts'
import { valuesAt } from '../values-at.ts'

/** Each pair of optional members of a request: together, and the one without the other. */
const pairs = [
  { name: 'together', isMet: (one: boolean, other: boolean) => one && other },
  { name: 'first-alone', isMet: (one: boolean, other: boolean) => one && !other },
  { name: 'second-alone', isMet: (one: boolean, other: boolean) => !one && other },
  { name: 'neither', isMet: (one: boolean, other: boolean) => !one && !other },
] as const

export const pairRefused: Operator = {
  name: 'request/pair-refused',
  family: 'refuses',
  title: 'A request is refused for which two of its optional members it has.',
  isAgainst: true,
  drafts: (operation) => {
    const optional = (operation.body ? nodesOf(operation.body.node) : []).filter(isOptionalMember)
    return optional.flatMap((one, place) =>
      optional.slice(place + 1).flatMap((other) =>
        pairs.map(({ name, isMet }): Draft => {
          const which = `${placeOf(one.path)}+${placeOf(other.path)}/${name}`
          return {
            id: `request/${operation.id}/${which}`,
            place: which,
            apply: refusing((call) => {
              const body = valueIn(call)
              if (body === undefined) return false
              const has = (path: readonly string[]): boolean => valuesAt(body.value, path).length > 0
              return isMet(has(one.path), has(other.path))
            }, operation),
          }
        }),
      ),
    )
  },
}
