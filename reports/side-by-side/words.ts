import { counted } from '../counted.ts'
import type { Row, SideContract } from './side-by-side.ts'

/** `2026-11-22 08:59 UTC`. */
export const dayAndTime = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`

/** `createOrder · Fields`: the row and column of a report's matrix. */
export const groupName = ({ operation, cases }: Pick<Row, 'operation' | 'cases'>): string => `${operation} · ${cases}`

/** How many of the rest agree, and how many are not in all of the reports. */
export const sameText = ({ rows }: SideContract): string => {
  const same = rows.filter(({ kind }) => kind === 'same')
  const partly = same.filter(({ cells }) => cells.some(({ verdict }) => verdict === undefined))
  const agree = same.length - partly.length
  return `${counted(agree, 'requirement')} came to the same verdict at all of them.${
    partly.length === 0
      ? ''
      : ` ${counted(partly.length, 'requirement')} ${partly.length === 1 ? 'is' : 'are'} not in all of the reports.`
  }`
}
