import { answerStyle } from './answer.ts'
import { base } from './base.ts'
import { evidenceStyle } from './evidence.ts'
import { listStyle } from './lists.ts'
import { printStyle } from './print.ts'

/** The style of the page. */
export const style = base + answerStyle + listStyle + evidenceStyle + printStyle
