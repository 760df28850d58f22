import type { Hooks } from './hooks.ts'
import type { State } from './state.ts'

/** What the service works with. */
export type Service = { readonly state: State; readonly hooks: Hooks }
