import type { Json } from '../../core/json.ts'
import type { Seen } from './things.ts'

/** A reply before it is written down. */
export type Answer<Thing = never> = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Null where there is none. */
  readonly body: Json
  /** Sent in place of the body. */
  readonly text?: string
  /** The remembered thing that the reply is about. */
  readonly about?: Seen<Thing>
}

/** What goes over the wire. */
export type Written = { readonly status: number; readonly headers: Answer['headers']; readonly text: string }

export const textOf = ({ body, text }: Pick<Answer, 'body' | 'text'>): string => text ?? JSON.stringify(body)
