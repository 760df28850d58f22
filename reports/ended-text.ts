import type { Report } from '../core/report.ts'
import { counted } from './counted.ts'

/** Why a run came to its end before it had tried all. */
export const endedText = ({ bail }: Report['run']): string =>
  `${bail === undefined ? 'The run was interrupted' : `The run was ended after ${counted(bail, 'broken must')}, as --bail asks`}; what was not reached is not judged.`
