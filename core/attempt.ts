import type { Silence, WireFault } from './exchange.ts'

/** A plainly valid request of an operation, and what the target made of it. */
export type Attempt = {
  readonly operation: string
  /** Fixtures whose values in it nobody gave, samples or made up: what does not exist at the target may be refused. */
  readonly madeUp: readonly string[]
  readonly answer: AttemptAnswer
  /** Members of it that a refusal names, with what was sent there. */
  readonly named?: readonly NamedMember[]
}

export type NamedMember = { readonly place: string; readonly sent: string }

export type AttemptAnswer =
  | { readonly kind: 'taken'; readonly status: number }
  /** A success that is an HTML page, which the document has nowhere. */
  | { readonly kind: 'page'; readonly status: number }
  | { readonly kind: 'credentials'; readonly status: number }
  /** `to`: an origin, or that it is the target's own. */
  | { readonly kind: 'redirect'; readonly status: number; readonly to: string }
  /** `said`: the beginning of the body. */
  | { readonly kind: 'refused'; readonly status: number; readonly said: string }
  | { readonly kind: 'none'; readonly cause: Silence | WireFault; readonly detail: string }
  | { readonly kind: 'unsent'; readonly detail: string }

/** The answer in words; equal answers read the same. */
export const attemptText = (answer: AttemptAnswer): string => {
  switch (answer.kind) {
    case 'taken':
      return `it answers ${answer.status}`
    case 'page':
      return `it answers ${answer.status} with an HTML page`
    case 'credentials':
      return `the target refuses the credentials: it answers ${answer.status}`
    case 'redirect':
      return `it answers ${answer.status} and points to ${answer.to}; redirects are not followed`
    case 'refused':
      return `it answers ${answer.status} ${answer.said}`.trimEnd()
    case 'none':
    case 'unsent':
      return answer.detail
  }
}
