type Among<T, Taker> = {
  readonly taker: Taker
  readonly takers: readonly Taker[]
  /** Who has no use for one is passed over. @defaultValue everyone takes each */
  readonly takes?: (taker: Taker, one: T) => boolean
}

/**
 * The share of `all` that falls to one of several takers, with the place of each: dealt round, so that each goes to one
 * or two of those who take it, and to all of them where there are no more than two.
 */
export const dealt = <T, Taker>(
  all: readonly T[],
  { taker, takers, takes = () => true }: Among<T, Taker>,
): readonly (readonly [T, number])[] =>
  all.flatMap((one, place) => {
    const able = takers.filter((each) => takes(each, one))
    const share = Math.max(1, Math.ceil(able.length / 2))
    const isOwn = able.includes(taker) && place % share === able.indexOf(taker) % share
    return isOwn ? [[one, place] as const] : []
  })
