import type { ContractReport, Report, RequirementReport } from '../core/report.ts'
import { counted } from './counted.ts'
import { judgedOf, judgedText } from './judged.ts'

/** What stops a run beside its outcome, in words, and the exit code that it ends with for that. */
export type Stop = { readonly code: 1 | 3; readonly message: string }

/** What the run was asked for with `--gate` and `--min-judged`, and did not come to. */
export const stopsOf = ({ run, contracts }: Pick<Report, 'run' | 'contracts'>): readonly Stop[] => [
  ...(run.gate === 'should' ? contracts.flatMap(brokenShoulds) : []),
  ...(run.minJudged === undefined ? [] : contracts.flatMap((contract) => tooFew(contract, run.minJudged ?? 0))),
]

const brokenShoulds = ({ id, requirements }: ContractReport): readonly Stop[] => {
  const broken = requirements.filter(isBrokenShould)
  const [first] = broken
  if (!first) return []
  const more = broken.length > 1 ? ` and ${broken.length - 1} more` : ''
  return [
    {
      code: 1,
      message: `${id}: ${counted(broken.length, 'should')} ${broken.length === 1 ? 'is' : 'are'} broken, which --gate should counts: ${first.id}${more}`,
    },
  ]
}

const isBrokenShould = ({ level, isBroken, known }: RequirementReport): boolean =>
  level === 'should' && isBroken === true && known === undefined

/** Of an unusable target nothing was judged, and that is reported already. */
const tooFew = (contract: ContractReport, least: number): readonly Stop[] => {
  const share = judgedOf([contract])
  return contract.outcome === 'unusable' || share.judged * 100 >= least * share.of
    ? []
    : [{ code: 3, message: `${contract.id}: ${judgedText(share)}: --min-judged asks for ${least} %` }]
}
