import type { Json } from '../../core/json.ts'
import type { Body } from './body-text.ts'

/** A request to one of the operations. */
export type Call = {
  readonly operation: string
  /** As it was sent: another than the operation's where only the path is right. */
  readonly method: string
  readonly path: string
  /** What stands at the places of the path. */
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: Headers
  readonly text: string
  readonly body: Body
}

/** The value of the body; undefined where there is none or it could not be read. */
export const contentOf = ({ body }: Pick<Call, 'body'>): Json | undefined =>
  body.kind === 'value' ? body.value : undefined

/** The media type that a header names, without its parameters, in lower case. */
export const mediaTypeOf = (header: string | null): string => (header ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

export const sentAs = ({ headers }: Pick<Call, 'headers'>): string => mediaTypeOf(headers.get('content-type'))
