/** Member names from the top; those of a list's elements are reached by `Member.pairs`. */
export type Steps = readonly string[]

/** A value of an exchange: `request.a.b`, `reply.a.b`, `path.id`, `header.User-Id`. */
export type Place = { readonly in: 'request' | 'reply' | 'path' | 'header'; readonly steps: Steps }
