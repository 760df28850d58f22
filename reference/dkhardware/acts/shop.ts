import type { Context } from '../../engine/service.ts'
import type { State } from '../state.ts'
import type { Submission } from '../submission.ts'

/** What the service works with. */
export type Shop = Context<State, Submission>
