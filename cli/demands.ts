import type { Report } from '../core/report.ts'

/** What a run is to come to besides its outcome. */
export type Demands = Pick<Report['run'], 'gate' | 'minJudged'>

/** Of flags over a configuration, or of a report. */
export const demandsOf = ({
  gate,
  minJudged,
}: {
  readonly gate?: 'must' | 'should'
  readonly minJudged?: number
}): Demands => ({
  ...(gate === 'should' ? { gate } : {}),
  ...(minJudged === undefined ? {} : { minJudged }),
})

export const withDemands = (report: Report, demands: Demands): Report => ({
  ...report,
  run: { ...report.run, ...demands },
})
