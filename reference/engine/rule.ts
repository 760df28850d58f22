import type { Problem } from './problem.ts'
import { spotsOf } from './spots.ts'

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
