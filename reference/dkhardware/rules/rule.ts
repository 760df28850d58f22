import { type OperationId, requirementId } from '../operations.ts'

/** One rule of the documents' tables. It speaks about every value that stands at its place. */
export type Rule = Demand & {
  readonly operation: OperationId
  /** Member names from the body's root; `[]` is each element of an array. */
  readonly place: readonly string[]
  /** Holds under the strict reading only: another fair reading takes what breaks it. */
  readonly disputed?: true
}

export type Demand =
  /** An empty text is as good as none, unless another rule refuses it. */
  | { readonly keyword: 'required'; readonly takesEmpty: boolean }
  /** Text where a number is wanted breaks `format`, not `type`. An optional member may be null. */
  | { readonly keyword: 'type'; readonly type: TypeName; readonly optional: boolean }
  | { readonly keyword: 'format'; readonly format: 'number' | 'whole number' | 'UTC date and time' }
  | { readonly keyword: 'minLength' | 'maxLength' | 'minimum' | 'maximum' | 'minItems'; readonly limit: number }
  | { readonly keyword: 'multipleOf'; readonly decimals: number }
  | { readonly keyword: 'enum'; readonly words: readonly string[] }
  | { readonly keyword: 'unique-by' | 'sequence'; readonly member: string }
  | { readonly keyword: 'sum' }

export type TypeName = 'object' | 'array' | 'string' | 'number' | 'integer'

/** The place as requirement ids write it: `customerOrder/items[]/mpn`, or `body` for the root. */
export const placeText = (place: readonly string[]): string => place.join('/').replaceAll('/[]', '[]') || 'body'

export const requirementOf = ({ operation, place, keyword }: Rule): string =>
  requirementId(`${operation}/request/${placeText(place)}/${keyword}`)
