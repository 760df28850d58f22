import type { ContractReport } from '../core/report.ts'

/** How many of the promises that must be kept this run judged at all: seen kept, or seen broken. */
export type Share = { readonly judged: number; readonly of: number }

export const judgedOf = (contracts: readonly Pick<ContractReport, 'summary'>[]): Share =>
  contracts.reduce(
    ({ judged, of }, { summary: { must } }) => ({
      judged: judged + must.pass + must.warn + must.fail,
      of: of + Object.values(must).reduce((sum, count) => sum + count, 0),
    }),
    { judged: 0, of: 0 },
  )

/** Rounded down: only all of them are 100. Undefined where there is none to judge. */
export const percentOf = ({ judged, of }: Share): number | undefined =>
  of === 0 ? undefined : Math.floor((judged * 100) / of)

/** `judged 366 of 432 musts, 84 %`. */
export const judgedText = (share: Share): string => {
  const percent = percentOf(share)
  return percent === undefined
    ? 'no musts to judge'
    : `judged ${share.judged} of ${share.of} must${share.of === 1 ? '' : 's'}, ${percent} %`
}
