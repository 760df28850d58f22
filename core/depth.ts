/**
 * How much is tried of what a contract promises. `quick`: each promise once, in its plainest form. `default`: rare values,
 * other forms and near misses too. `deep`: all that can be made from the contract, every form of it under every label.
 */
export const depths = ['quick', 'default', 'deep'] as const

export type Depth = (typeof depths)[number]

/** The depth that is meant where none is given. */
export const depthOf = ({ depth = 'default' }: { readonly depth?: Depth }): Depth => depth

/** Random valid requests for each operation. */
export const runsAt: Readonly<Record<Depth, number>> = { quick: 8, default: 48, deep: 384 }

/** Whether a run of some depth tries what begins at another. */
export const isWithin = (depth: Depth, least: Depth): boolean => depths.indexOf(least) <= depths.indexOf(depth)
