import { makeBadge } from 'badge-maker'
import type { Report } from '../core/report.ts'
import { badgeOf } from './shields.ts'
import { xmlCharacters } from './xml-text.ts'

/** The outcome as an SVG image. */
export const badge = (report: Report): string => {
  const { label, message, color } = badgeOf(report)
  return `${makeBadge({ label: xmlCharacters(label), message, color })}\n`
}
