import type { Hooks } from '../engine/hooks.ts'
import type { Slip } from './slips.ts'
import type { State } from './state.ts'

/** Hooks that know the names of the rules of conduct. */
export type ShopHooks = Omit<Hooks, 'slips'> & { slips(slip: Slip): boolean }

/** What the service works with. */
export type Service = { readonly state: State; readonly hooks: ShopHooks }
