import * as engine from '../../engine/switch.ts'
import type { FaultKind } from '../../reference.ts'
import { contract } from '../operations.ts'
import type { Submission } from '../submission.ts'

export type Switch = engine.Switch<Submission>
export type Row = engine.Row<Submission>

export const switchesOf = (kind: FaultKind, rows: readonly Row[]): readonly Switch[] =>
  engine.switchesOf<Submission>(contract, kind, rows)

export const overlooking = (requirement: string) => engine.overlooking(contract, requirement)
