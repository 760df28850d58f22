import type { Requirement } from '../core/requirement.ts'
import type { Progress } from '../reports/vitest-reporter.ts'

export type Bail = {
  readonly watch: (progress: Pick<Progress, 'broken'>) => void
  /** Whether so many musts were seen broken that the run was ended. */
  readonly isReached: () => boolean
}

/** Ends a run after so many broken musts; each counts once, whichever cases show it. */
export const bailAfter = (
  limit: number | undefined,
  { requirements, stop }: { readonly requirements: readonly Requirement[]; readonly stop: () => void },
): Bail => {
  const musts = new Set(requirements.filter(({ level }) => level === 'must').map(({ id }) => id))
  const broken = new Set<string>()
  const isReached = (): boolean => limit !== undefined && broken.size >= limit
  return {
    watch: ({ broken: seen }) => {
      if (isReached()) return
      for (const id of seen) if (musts.has(id)) broken.add(id)
      if (isReached()) stop()
    },
    isReached,
  }
}
