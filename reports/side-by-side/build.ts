import { recordOf } from '../../core/record.ts'
import type { RequirementReport } from '../../core/report.ts'
import { verdicts } from '../../core/verdict.ts'
import { columnOf } from '../html/columns.ts'
import { judgedOf } from '../judged.ts'
import { targetText } from '../reference-text.ts'
import { notesOf } from './notes.ts'
import type { Cell, NamedReport, Row, SideBySide, SideContract, Target } from './side-by-side.ts'
import { type Part, versionsOf } from './versions.ts'

/** Only what is of the same version of a contract is compared; the notes tell what is not. */
export const buildSideBySide = (named: readonly NamedReport[]): SideBySide => {
  const lettered = named.map(({ file, report }, index) => ({ letter: letterOf(index), file, report }))
  const parts = lettered.flatMap(({ letter, report }) => report.contracts.map((contract) => ({ letter, contract })))
  const versions = versionsOf(parts)
  return {
    schema: 'assay.side-by-side/1',
    reports: lettered.map(({ letter, file, report: { run, tool } }) => ({
      letter,
      file,
      seed: run.seed,
      startedAt: run.startedAt,
      version: tool.version,
      outcome: run.outcome,
    })),
    notes: notesOf(lettered, versions),
    contracts: versions.flatMap((version) => (version.length > 1 ? sideContract(version) : [])),
  }
}

/** `A` to `Z`, then `A2` and on. */
const letterOf = (index: number): string => {
  const round = Math.floor(index / 26)
  return `${String.fromCharCode(65 + (index % 26))}${round === 0 ? '' : round + 1}`
}

const sideContract = (version: readonly Part[]): readonly SideContract[] => {
  const [first] = version
  if (!first) return []
  const columns = version.map(({ letter, contract }) => ({
    letter,
    requirements: new Map(contract.requirements.map((one) => [one.id, one])),
  }))
  const all = new Map(
    [...version].reverse().flatMap(({ contract }) => contract.requirements.map((one) => [one.id, one])),
  )
  const inOrder = new Set(version.flatMap(({ contract }) => contract.requirements.map(({ id }) => id)))
  return [
    {
      id: first.contract.id,
      title: first.contract.title,
      digest: first.contract.digest,
      targets: version.map(targetOf),
      rows: [...inOrder].flatMap((id) => {
        const requirement = all.get(id)
        const cells = columns.map(({ letter, requirements }) => cellOf(letter, requirements.get(id)))
        return requirement ? [rowOf(requirement, cells)] : []
      }),
    },
  ]
}

const targetOf = ({ letter, contract }: Part): Target => ({
  letter,
  target: targetText(contract),
  outcome: contract.outcome,
  requests: contract.requests,
  musts: judgedOf([contract]),
  counts: recordOf(
    verdicts,
    (verdict) => contract.requirements.filter((requirement) => requirement.verdict === verdict).length,
  ),
})

const rowOf = ({ id, operation, level, title }: RequirementReport, cells: readonly Cell[]): Row => ({
  requirement: id,
  operation,
  cases: columnOf(id),
  level,
  title,
  kind: kindOf(cells),
  cells,
})

/** A run that was not asked for a requirement does not differ about it; the notes tell what was asked for. */
const kindOf = (cells: readonly Cell[]): Row['kind'] => {
  const verdicts = new Set(cells.flatMap(({ verdict }) => verdict ?? []))
  if (verdicts.size > 1) return 'differs'
  return verdicts.has('fail') || verdicts.has('error') ? 'failed' : 'same'
}

const cellOf = (letter: string, requirement: RequirementReport | undefined): Cell => {
  if (!requirement) return { letter }
  const why = whyOf(requirement)
  return { letter, verdict: requirement.verdict, ...(why === undefined ? {} : { why }) }
}

const whyOf = ({ verdict, reason, known, findings: [finding] }: RequirementReport): string | undefined => {
  if (!finding || (verdict !== 'fail' && verdict !== 'warn')) return reason
  const { at, expected, received } = finding
  return `${known ? `known until ${known.expires}: ` : ''}expected ${expected}; received ${at === '' ? '' : `${at}: `}${received}`
}
