import type { ContractReport, RequirementReport } from '../core/report.ts'
import type { Assurance } from './assurance.ts'
import { upperBound } from './assurance.ts'
import { coveredBy, type Profile } from './profile.ts'
import type { Conformance, NotShown, Shown } from './statement.ts'

/** Whatever of a certificate follows from a report: made when it is given, and again when it is verified. */
export type Followed = Pick<Conformance, 'summary' | 'covered' | 'requirements' | 'readings' | 'notShown' | 'onTrust'>

export const followedFrom = (report: ContractReport, profile: Profile, assurance: Assurance): Followed => {
  const covered = coveredBy(profile)
  const killsOf = ({ id }: RequirementReport): number => assurance.kills[id.slice(report.id.length + 1)] ?? 0
  const inside = report.requirements.filter(({ id }) => covered.has(id))
  const certified = inside.filter((one) => killsOf(one) > 0)
  return {
    summary: report.summary,
    covered: { certified: certified.length, notCertified: inside.length - certified.length },
    requirements: certified.map((one) => shown(one, killsOf(one))),
    readings: report.readings ?? [],
    notShown: report.requirements
      .filter((one) => !certified.includes(one))
      .map((one) => notShown(one, covered.has(one.id))),
    onTrust: report.requirements
      .filter(({ id, observed = 0 }) => restsOnSecrets(id) && observed > 0)
      .map(({ id }) => id),
  }
}

const shown = ({ id, level, verdict, cases, observed = 0, classes }: RequirementReport, kills: number): Shown => ({
  id,
  level,
  verdict,
  cases,
  observed,
  ...(classes ? { classes: { tried: classes.tried, of: classes.of } } : {}),
  kills,
  bound: upperBound(observed),
})

const notShown = ({ id, level, verdict, reason }: RequirementReport, isCovered: boolean): NotShown => ({
  id,
  level,
  verdict,
  why: isCovered
    ? 'its check was not seen to turn red at any broken service that this build was measured by'
    : (reason ?? 'the profile does not cover it'),
})

/** Whether a verdict can only be reached by who knows what a run is authorized with. */
export const restsOnSecrets = (id: string): boolean => id.endsWith('/security/no-secret-echo')

/** Why there is no certificate, though the run came to its end. */
export type Obstacle = { readonly verdict: string; readonly why: string; readonly ids: readonly string[] }

/** What of the profile was not seen kept, by reason: all of it must be. */
export const obstaclesIn = ({ id: contract, requirements }: ContractReport, profile: Profile): readonly Obstacle[] => {
  const covered = coveredBy(profile)
  const known = new Set(requirements.map(({ id }) => id))
  const leftOut = new Set(profile.leftOut.map(({ id }) => `${contract}/${id}`))
  const inTheWay = requirements.filter(
    (one) => (covered.has(one.id) && !isKept(one)) || (leftOut.has(one.id) && isBroken(one)),
  )
  const groups = new Map<string, Obstacle>()
  for (const { id, verdict, reason, findings } of inTheWay) {
    const why = reason ?? findings[0]?.message ?? 'it is broken'
    const key = `${verdict} ${verdict === 'fail' || verdict === 'warn' ? id : why}`
    const before = groups.get(key)
    groups.set(key, { verdict, why, ids: [...(before?.ids ?? []), id] })
  }
  const gone = [...covered].filter((id) => !known.has(id))
  return [
    ...groups.values(),
    ...(gone.length > 0 ? [{ verdict: 'unknown', why: `they are no requirements of ${contract}`, ids: gone }] : []),
  ]
}

/** What only the wide reading allows is kept, and the certificate names the reading. */
const isKept = ({ verdict, isBroken, observed = 0 }: RequirementReport): boolean =>
  (verdict === 'pass' || (verdict === 'warn' && isBroken !== true)) && observed > 0

/** What no run can be sure to show is not asked for; but seen broken, it is in the way all the same. */
const isBroken = (one: RequirementReport): boolean => one.verdict === 'fail' || one.isBroken === true

export const obstacleText = ({ verdict, why, ids }: Obstacle): string => {
  const [first] = ids
  return `${ids.length} ${verdict}: ${why}\n    ${first}${ids.length > 1 ? `, and ${ids.length - 1} more` : ''}`
}
