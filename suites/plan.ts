import { type Depth, depthOf, isWithin } from '../core/depth.ts'
import { matchesGlob } from '../core/glob.ts'
import { authCases } from './cases/auth.ts'
import type { Case, CaseContext, Turn } from './cases/case.ts'
import { classCases, deepClassCases } from './cases/classes.ts'
import { edgeCases } from './cases/edges.ts'
import { exampleCases } from './cases/example.ts'
import { formCases } from './cases/forms.ts'
import { nilCases } from './cases/nil.ts'
import { nullCases } from './cases/null-values.ts'
import { otherTypeCases } from './cases/other-types.ts'
import { parameterCases } from './cases/parameters.ts'
import { propertyCases } from './cases/property.ts'
import { protocolCases } from './cases/protocol.ts'
import { tentativeCases } from './cases/tentative.ts'
import { validCases } from './cases/valid.ts'
import { deepViolationCases, furtherViolationCases, violationCases } from './cases/violations.ts'
import { flowsOf } from './flows/flows.ts'
import type { Session } from './session.ts'
import { workflowCases } from './workflows/workflow-cases.ts'

/**
 * All cases of a run, the most telling first: a run that is cut short has judged as much as it could.
 * Those that run alone are the last.
 */
export const planOf = (session: Session): readonly Case[] => {
  const { providers, cases: flows } = flowsOf(session)
  const contexts = session.contract.operations.map((operation): CaseContext => ({ session, operation, providers }))
  const each = (make: (context: CaseContext) => readonly Case[]): readonly Case[] => contexts.flatMap(make)
  const flowsAt = (when?: Turn): readonly Case[] => flows.filter(({ turn }) => turn === when)
  // A case that is asked for by its name is made whatever the depth.
  const depth = session.spec.cases ? 'deep' : depthOf(session.spec)
  const from = (least: Depth, make: (context: CaseContext) => readonly Case[]): readonly Case[] =>
    isWithin(depth, least) ? each(make) : []
  const all = [
    ...each(validCases),
    ...each(edgeCases),
    ...from('default', otherTypeCases),
    ...from('default', classCases),
    ...from('default', formCases),
    ...from('default', tentativeCases),
    ...from('default', nilCases),
    ...from('default', nullCases),
    ...workflowCases(session, providers),
    ...flowsAt(),
    ...each(violationCases),
    ...each(authCases),
    ...each(parameterCases),
    ...each(protocolCases),
    ...flowsAt('late'),
    ...from('default', furtherViolationCases),
    ...each(exampleCases),
    ...each(propertyCases),
    ...from('deep', deepClassCases),
    ...from('deep', deepViolationCases),
    ...flowsAt('alone'),
  ]
  const own = all.filter((one) => isChosen(session, one)).filter(isOwn(session))
  for (const { id } of own) session.own.add(id)
  return own.filter(({ id }) => !isDone(session, id))
}

/** Those that run beside each other, and those that run after them, one at a time. */
export const turnsOf = (
  cases: readonly Case[],
): { readonly among: readonly Case[]; readonly alone: readonly Case[] } => ({
  among: cases.filter(({ turn }) => turn !== 'alone'),
  alone: cases.filter(({ turn }) => turn === 'alone'),
})

/** Dealt out in turn, so that each machine gets the same share of every kind. */
const isOwn =
  ({ spec: { shard } }: Session) =>
  (_: Case, place: number): boolean =>
    shard === undefined || place % shard.count === shard.index - 1

const isDone = ({ spec: { done = [] } }: Session, id: string): boolean => done.includes(id)

const isChosen = ({ spec: { only, cases } }: Session, { id, about }: Case): boolean => {
  if (cases) return cases.includes(id)
  return only.length === 0 || only.some((glob) => about.some((requirement) => reaches(glob, requirement)))
}

/** Whether a glob may match a requirement, or one below it. */
const reaches = (glob: string, requirement: string): boolean =>
  matchesGlob(glob, requirement) || glob.startsWith(`${requirement}/`) || matchesGlob(glob, `${requirement}/x`)
