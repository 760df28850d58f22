import type { FindingReport } from './report.ts'
import { holds } from './request-text.ts'
import type { Capture } from './steps.ts'

/** A value of an earlier reply that a finding's expectation names: it must be in the reply, or must not. */
export type NamedValue = { readonly take: Capture; readonly isWanted: boolean }

/** `no note 4711` and `another order than 4711` do not want it; `4711 as before` does. */
export const namedValues = ({
  expected,
  steps = [],
}: Pick<FindingReport, 'expected' | 'steps'>): readonly NamedValue[] => {
  const takes = new Map(steps.flatMap((step) => step.takes.map((take) => [take.name, take] as const)))
  const isWanted = !/^"?(?:no|another|other) /.test(expected)
  return [...takes.values()].filter(({ value }) => holds(expected, value)).map((take) => ({ take, isWanted }))
}
