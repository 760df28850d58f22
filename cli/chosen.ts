import { matchesGlob } from '../core/glob.ts'
import type { Settings } from '../core/report.ts'
import { type Level, levels, type Requirement } from '../core/requirement.ts'

/** The requirements that a run was asked for: all of them, where it was not filtered. */
export const chosen = (requirements: readonly Requirement[], filter: Settings['filter']): readonly Requirement[] => {
  if (!filter) return requirements
  const { only, level } = filter
  const wanted: readonly Level[] = levels.slice(0, levels.indexOf(level) + 1)
  return requirements.filter(
    (one) => wanted.includes(one.level) && (only.length === 0 || only.some((glob) => matchesGlob(glob, one.id))),
  )
}
