import * as engine from '../../engine/switch.ts'
import type { FaultKind } from '../../reference.ts'
import { contract } from '../operations.ts'
import type { Slip } from '../slips.ts'

export type { Row, Switch } from '../../engine/switch.ts'

export const switchesOf = (kind: FaultKind, rows: readonly engine.Row[]): readonly engine.Switch[] =>
  engine.switchesOf(contract, kind, rows)

export const slipping = (slip: Slip) => engine.slipping(slip)
