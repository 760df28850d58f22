import { isObject, type Path } from '../../core/json.ts'
import type { Problem } from './answer.ts'

/** One rule of a document's table. It speaks about every value that stands at its place. */
export type Rule = {
  /** Member names from the body's root; `[]` is each element of an array. */
  readonly place: readonly string[]
  readonly keyword: string
  /** The value is undefined where the member is left out, and null where it says so. */
  readonly breaks: (value: unknown) => boolean
  readonly message: string
  /** Holds under the strict reading only: another fair reading takes what breaks it. */
  readonly disputed?: true
}

/** The place as requirement ids write it: `orderLines[]/quantity`, or `body` for the root. */
export const placeText = (place: readonly string[]): string => place.join('/').replaceAll('/[]', '[]') || 'body'

/** `request/orderLines[]/quantity/minimum`. */
export const facetOfRule = ({ place, keyword }: Rule): string => `request/${placeText(place)}/${keyword}`

/** Every rule that a body breaks, once for each place. */
export const brokenRules = (
  rules: readonly Rule[],
  body: unknown,
  { operation, status }: { readonly operation: string; readonly status: number },
): readonly Problem[] =>
  rules.flatMap((rule) =>
    spotsOf(rule.place, body)
      .filter(({ value }) => rule.breaks(value))
      .map(({ path }) => ({
        requirement: `${operation}/${facetOfRule(rule)}`,
        status,
        at: path.join('.'),
        message: rule.message,
      })),
  )

/** A value in a body and where it stands. */
export type Spot = { readonly path: Path; readonly value: unknown }

/** Every value that stands at `place`. A member that is left out is a spot with the value undefined. */
export const spotsOf = (place: readonly string[], root: unknown): readonly Spot[] =>
  place.reduce<readonly Spot[]>(
    (spots, step) => spots.flatMap((spot) => below(spot, step)),
    [{ path: [], value: root }],
  )

const below = ({ path, value }: Spot, step: string): readonly Spot[] => {
  if (step === '[]')
    return Array.isArray(value) ? value.map((element, index) => ({ path: [...path, index], value: element })) : []
  if (!isObject(value)) return []
  if (step === '*') return Object.entries(value).map(([name, member]) => ({ path: [...path, name], value: member }))
  return [{ path: [...path, step], value: Object.hasOwn(value, step) ? value[step] : undefined }]
}
