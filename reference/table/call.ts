/** What the text of a body was read as. `truncated` could become well-formed if it went on; `malformed` never could. */
export type Body =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'empty' | 'malformed' | 'truncated' }

/** A request to one of the operations. */
export type Call = {
  readonly operation: string
  readonly method: string
  readonly path: string
  readonly headers: Headers
  readonly text: string
  readonly body: Body
}

/** The value of the body; undefined where there is none or it could not be read. */
export const contentOf = ({ body }: Call): unknown => (body.kind === 'value' ? body.value : undefined)

/** The media type that a header names, without its parameters, in lower case. */
export const mediaTypeOf = (header: string | null): string => (header ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
