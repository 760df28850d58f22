import { makeBadge } from 'badge-maker'
import type { Report } from '../core/report.ts'
import { type Badge, badgeOf } from './shields.ts'
import { xmlCharacters } from './xml-text.ts'

/** The outcome as an SVG image. */
export const badge = (report: Report): string => badgeImage(badgeOf(report))

export const badgeImage = ({ label, message, color }: Badge): string =>
  `${makeBadge({ label: xmlCharacters(label), message: xmlCharacters(message), color })}\n`
