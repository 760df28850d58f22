/** Where a value is taken from while a workflow runs: a runtime expression of Arazzo. */
export type Expression = { readonly text: string } & (
  | { readonly kind: 'url' | 'method' | 'status' }
  | { readonly kind: 'header'; readonly of: Message; readonly name: string }
  | { readonly kind: 'sent'; readonly in: 'query' | 'path'; readonly name: string }
  | { readonly kind: 'body'; readonly of: Message; readonly path: Steps }
  | { readonly kind: 'input'; readonly name: string; readonly path: Steps }
  /** An output of the workflow that the step calls. */
  | { readonly kind: 'output'; readonly name: string; readonly path: Steps }
  | { readonly kind: 'step'; readonly step: string; readonly name: string; readonly path: Steps }
  | {
      readonly kind: 'workflow'
      readonly workflow: string
      readonly of: 'inputs' | 'outputs'
      readonly name: string
      readonly path: Steps
    }
)

export type Message = 'request' | 'response'

/** Member names and indices below a value. */
export type Steps = readonly string[]
