import { nearest } from '../core/nearest.ts'
import type { TargetConfig } from './config.ts'
import type { LoadedConfig } from './load-config.ts'
import { UsageError } from './usage-error.ts'

/** The target of a configuration, with its name where it has one. */
export type Chosen = { readonly target?: TargetConfig; readonly profile?: string }

/**
 * The target that the profile names, else `target`, else the only one of `targets`.
 *
 * @throws UsageError where no such profile exists, or several do and none is named
 */
export const chooseTarget = (
  { target, targets = {}, file = 'the configuration' }: LoadedConfig,
  { profile, isElsewhere }: { readonly profile: string | undefined; readonly isElsewhere: boolean },
): Chosen => {
  const names = Object.keys(targets)
  if (profile !== undefined) {
    const named = Object.hasOwn(targets, profile) ? targets[profile] : undefined
    if (named) return { target: named, profile }
    throw new UsageError(unknownProfile(profile, names, file))
  }
  if (target) return { target }
  const [only] = names
  if (only === undefined || isElsewhere) return {}
  if (names.length === 1) return { target: targets[only] as TargetConfig, profile: only }
  throw new UsageError(`${file} has the targets ${names.join(', ')}: name one with --profile or ASSAY_PROFILE.`)
}

const unknownProfile = (profile: string, names: readonly string[], file: string): string => {
  const [near] = nearest(profile, names, 1)
  if (names.length === 0) return `There is no profile '${profile}': ${file} has no targets.`
  return `There is no profile '${profile}'; ${file} has ${names.join(', ')}.${near === undefined ? '' : ` Did you mean '${near}'?`}`
}
