import type { Json, Path } from '../../core/json.ts'
import type { SchemaNode } from '../schema/node.ts'

/** Body and wire text of a media type. The schema tells what text alone does not: names, order, what is a number. */
export type Codec = {
  readonly covers: (mediaType: string) => boolean
  readonly encode: (body: Json, node: SchemaNode | undefined) => string
  readonly decode: (text: string, node: SchemaNode | undefined) => Decoded
  /** It decodes a text in one way, whatever the schema. */
  readonly isPlain?: true
}

export type Decoded =
  | { readonly kind: 'value'; readonly value: Json; readonly oddities: readonly Oddity[] }
  | { readonly kind: 'unreadable'; readonly why: string }

/** Something about a text that its value does not show. */
export type Oddity = {
  readonly kind: OddityKind
  readonly path: Path
  readonly expected: string
  readonly received: string
  /** The contradiction that makes it fair under a wide reading. */
  readonly ambiguity?: number
}

export type OddityKind = 'root' | 'order' | 'item-name' | 'repeated' | 'doctype'
