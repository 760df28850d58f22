import type { SchemaNode } from '../contracts/schema/node.ts'
import type { Json, JsonObject } from '../core/json.ts'

/** A way to change one value of a reply. */
export type Change = {
  readonly name: string
  /** What a service with such a fault does to a value. */
  readonly title: string
  /** Whether a place may hold a value that can be changed so. */
  readonly appliesTo: (node: SchemaNode) => boolean
  /** Undefined where this value stays as it is. */
  readonly change: (value: Json, slot: Slot) => Edit | undefined
}

/** Where a value stands. */
export type Slot = {
  readonly node: SchemaNode
  /** The object that it is a member of, and its name there. */
  readonly member?: { readonly name: string; readonly of: JsonObject }
  /** What stood here in the reply before. */
  readonly earlier?: Json
}

export type Edit =
  | { readonly kind: 'set'; readonly value: Json }
  | { readonly kind: 'drop' }
  | { readonly kind: 'rename'; readonly name: string }

export const set = (value: Json): Edit => ({ kind: 'set', value })
