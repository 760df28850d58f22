/**
 * The share of `all` that falls to one of several takers, with the place of each: dealt round, so that each goes to one
 * or two of them, and to all where there are no more than two.
 */
export const dealt = <T, Taker>(
  all: readonly T[],
  { taker, takers }: { readonly taker: Taker; readonly takers: readonly Taker[] },
): readonly (readonly [T, number])[] => {
  const share = Math.max(1, Math.ceil(takers.length / 2))
  return all.flatMap((one, place) => (place % share === takers.indexOf(taker) % share ? [[one, place] as const] : []))
}
