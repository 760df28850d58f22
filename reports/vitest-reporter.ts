import type { Reporter, TestCase } from 'vitest/node'
import { grouped } from '../core/grouped.ts'

/** What the run of the cases showed, in the order in which it came. */
export type Collected = {
  readonly metas: readonly { readonly contract: string; readonly meta: Readonly<Record<string, unknown>> }[]
  readonly errors: readonly { readonly contract: string; readonly caseId: string; readonly message: string }[]
  /** Faults outside of any case: the suite itself could not be set up. */
  readonly fatal: readonly string[]
}

export type Progress = {
  readonly done: number
  /** How many cases there are, in all contracts. */
  readonly total: number
  /** Requests sent so far, in all contracts. */
  readonly sent: number
  readonly contract: string
  readonly caseId: string
  /** `failed`: a must is broken, or the case could not be run; `warned`: something else was found. */
  readonly outcome: 'done' | 'warned' | 'failed'
  /** Ids of what the case saw broken. */
  readonly broken: readonly string[]
}

/** How many cases a run of a contract has. */
export type Planned = { readonly contract: string; readonly cases: number }

/** Gathers what the cases put into their meta; a case that throws is a fault of our own. */
export const collector = (
  onProgress: (progress: Progress) => void,
  onPlanned: (planned: readonly Planned[]) => void = () => undefined,
): { readonly reporter: Reporter; readonly collected: () => Collected } => {
  const metas: Collected['metas'][number][] = []
  const errors: Collected['errors'][number][] = []
  const fatal: string[] = []
  const sent = new Map<string, number>()
  const reported = new Set<string>()
  let total = 0
  const reporter: Reporter = {
    onTestModuleCollected(module) {
      const cases = [...module.children.allTests()]
      total += cases.length
      const byContract = grouped(cases, contractOf)
      onPlanned([...byContract].map(([contract, some]) => ({ contract, cases: some.length })))
    },
    onTestCaseResult(testCase) {
      const result = testCase.result()
      // A run that is stopped tells of each case again, and of those that it skips.
      if (result.state === 'skipped' || reported.has(testCase.id)) return
      reported.add(testCase.id)
      const contract = contractOf(testCase)
      const meta = testCase.meta() as Readonly<Record<string, unknown>>
      metas.push({ contract, meta })
      const [error] = result.state === 'failed' ? result.errors : []
      if (error && error.name !== 'AssertionError') {
        errors.push({
          contract,
          caseId: testCase.name,
          message: `${error?.message ?? 'failed without a message'}${error?.stack ? `\n${error.stack}` : ''}`,
        })
      }
      const { assayCounts } = testCase.meta()
      if (assayCounts) sent.set(contract, Math.max(sent.get(contract) ?? 0, assayCounts.sent))
      onProgress({
        done: metas.length,
        total,
        sent: [...sent.values()].reduce((sum, one) => sum + one, 0),
        contract,
        caseId: testCase.name,
        outcome: result.state === 'failed' ? 'failed' : isWarned(testCase) ? 'warned' : 'done',
        broken: brokenIn(testCase),
      })
    },
    onTestRunEnd(modules, unhandled) {
      for (const module of modules)
        fatal.push(...module.errors().map(({ message, stack }) => `${message}\n${stack ?? ''}`))
      fatal.push(...unhandled.map(({ message, stack }) => `${message}\n${stack ?? ''}`))
    },
  }
  return { reporter, collected: () => ({ metas: [...metas], errors: [...errors], fatal: [...fatal] }) }
}

const brokenIn = (testCase: TestCase): readonly string[] =>
  (testCase.meta().assay?.other ?? []).filter(({ verdict }) => verdict === 'fail').map(({ requirement }) => requirement)

const isWarned = (testCase: TestCase): boolean =>
  (testCase.meta().assay?.other ?? []).some(({ verdict }) => verdict === 'fail' || verdict === 'warn')

const contractOf = (testCase: TestCase): string => testCase.fullName.split(' > ')[0] ?? ''
