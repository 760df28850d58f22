import { operationIds, requirementId } from '../operations.ts'
import { placeText, type Rule } from '../rules/rule.ts'
import { allRules } from '../rules/rules.ts'
import { overlooking, type Row, type Switch, switchesOf } from './switch.ts'

/** `customerOrder.items.mpn`; an element as a whole is `items.element`. Other operations than createOrder come first. */
const slugOf = ({ operation, place }: Rule): string => {
  const last = place.at(-1) === '[]' ? ['element'] : []
  const steps = [...place.filter((step) => step !== '[]'), ...last].map((step) => step.replace('\u0441', 'c'))
  return [...(operation === 'createOrder' ? [] : [operation]), ...(steps.length > 0 ? steps : ['body'])].join('.')
}

/** Stories that ask for what a rule forbids under the strict reading only: who ignores the rule answers them otherwise. */
const asks: Readonly<Record<string, string>> = {
  'getOrderStatus/request/submissionId/required': 'getOrderStatus/flow/other-case',
  'createOrder/protocol/malformed-json': 'createOrder/flow/trailing-comma',
}

/** What ends too early is no JSON either. */
const alsoMalformed = (requirement: string): string | undefined =>
  requirement.endsWith('/truncated-json') ? requirement.replace('truncated', 'malformed') : undefined

const alsoBroken = (...requirements: readonly (string | undefined)[]): Pick<Row, 'also'> => {
  const also = requirements.filter((one) => one !== undefined)
  return also.length > 0 ? { also } : {}
}

const ignored = (rule: Rule): Row => {
  const requirement = `${rule.operation}/request/${placeText(rule.place)}/${rule.keyword}`
  return {
    id: `ignores-${slugOf(rule)}-${rule.keyword}`,
    title: `${rule.operation} takes ${placeText(rule.place)} although it breaks ${rule.keyword}`,
    requirement,
    // A number as text is of the wrong type under the strict reading; where no text is refused, it passes too.
    ...alsoBroken(rule.keyword === 'format' ? requirement.replace(/format$/, 'type') : undefined, asks[requirement]),
    hooks: overlooking(requirement),
  }
}

/** What breaks a disputed rule is taken by some fair reading: to ignore such a rule is no fault. */
const rules = allRules.filter(({ disputed }) => !disputed)
const isContext = ({ place }: Rule): boolean => place[0]?.startsWith('header.') === true

const bodies = [
  ['empty-body', 'an empty body'],
  ['malformed-json', 'a body that is not JSON'],
  ['truncated-json', 'a body that ends too early'],
] as const

const takenBodies = operationIds.flatMap((operation) =>
  bodies.map(([facet, what]): Row => {
    const requirement = `${operation}/protocol/${facet}`
    const title = `${operation} takes ${what}`
    const id = `accepts-${facet}-at-${operation}`
    const also = alsoBroken(asks[requirement], alsoMalformed(requirement))
    return { id, title, requirement, ...also, hooks: overlooking(requirement) }
  }),
)

const takenMethods = operationIds.map(
  (operation): Row => ({
    id: `accepts-wrong-method-at-${operation}`,
    title: `${operation} is performed by any method`,
    requirement: `${operation}/protocol/wrong-method`,
    hooks: {
      // Most other methods come without a body, and that must not save the service.
      overlooks: (requirement, { method }) =>
        method !== 'POST' &&
        ['protocol/', 'request/'].some((facet) => requirement.startsWith(requirementId(`${operation}/${facet}`))),
    },
  }),
)

export const constraintFaults: readonly Switch[] = [
  ...switchesOf('constraint', rules.filter((rule) => !isContext(rule)).map(ignored)),
  ...switchesOf('credentials', rules.filter(isContext).map(ignored)),
  ...switchesOf('constraint', [...takenBodies, ...takenMethods]),
]
