import { facetOfRule, placeText, type Rule } from '../../engine/rule.ts'
import { overlooking, type Row, type Switch, switchesOf } from '../../engine/switch.ts'
import { orderRules } from '../rules.ts'
import { contract, operations } from '../service.ts'

const addresses = (facet: string): readonly string[] => [`flow/two-addresses/${facet}`]

const ignored = (operation: string, rule: Rule): Row => {
  const requirement = `${operation}/${facetOfRule(rule)}`
  const place = placeText(rule.place)
  return {
    id: `ignores-${place.replaceAll('[]', '').replaceAll('/', '.')}${place.endsWith('[]') ? '.element' : ''}-${rule.keyword}-at-${operation}`,
    title: `${operation} takes ${place} although it breaks ${rule.keyword}`,
    requirement,
    also: addresses('schema'),
    hooks: overlooking(contract, requirement),
  }
}

/** What breaks a disputed rule is taken by some fair reading; members of maps have no name to be broken at. */
const rules = orderRules.filter(({ disputed, place }) => !disputed && !place.includes('*'))

const bodies = [
  ['empty-body', 'an empty body'],
  ['malformed-json', 'a body that is not JSON'],
  ['truncated-json', 'a body that ends too early'],
] as const

const takenBodies = operations.flatMap((operation) =>
  bodies.map(([facet, what]): Row => {
    const requirement = `${operation}/protocol/${facet}`
    return {
      id: `accepts-${facet}-at-${operation}`,
      title: `${operation} takes ${what}`,
      requirement,
      also: [
        ...addresses('syntax'),
        // What ends too early is no JSON either.
        ...(facet === 'truncated-json' ? [`${operation}/protocol/malformed-json`] : []),
      ],
      hooks: overlooking(contract, requirement),
    }
  }),
)

const takenMethods = operations.map((operation): Row => {
  const requirement = `${operation}/protocol/wrong-method`
  return {
    id: `accepts-wrong-method-at-${operation}`,
    title: `${operation} is performed by any method`,
    requirement,
    hooks: overlooking(contract, requirement),
  }
})

export const constraintFaults: readonly Switch[] = switchesOf(contract, 'constraint', [
  ...takenBodies,
  ...takenMethods,
  ...operations.flatMap((operation) => rules.map((rule) => ignored(operation, rule))),
])
