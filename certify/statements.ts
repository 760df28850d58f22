import { sha256 } from '../core/sha256.ts'
import { bundleFiles } from './bundle.ts'
import { nameOf } from './profile.ts'
import type { Conformance, ConformanceStatement, Subject, TestResultStatement } from './statement.ts'
import { conformanceType, testResultType } from './statement.ts'

/** The two statements of a certificate, about the same files: for everybody, and for whoever knows this harness. */
export const statementsOf = (
  conformance: Conformance,
  files: {
    /** Its digest. */
    readonly evidence: string
    readonly course: Buffer
  },
): { readonly conformance: ConformanceStatement; readonly testResult: TestResultStatement } => {
  const common = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [subject(bundleFiles.evidence, files.evidence), subject(bundleFiles.course, sha256(files.course))],
  } as const
  const named = (verdict: string): readonly string[] =>
    conformance.requirements.filter((one) => one.verdict === verdict).map(({ id }) => id)
  const warned = named('warn')
  return {
    conformance: { ...common, predicateType: conformanceType, predicate: conformance },
    testResult: {
      ...common,
      predicateType: testResultType,
      predicate: {
        result: warned.length > 0 ? 'WARNED' : 'PASSED',
        configuration: configurationOf(conformance),
        passedTests: named('pass'),
        warnedTests: warned,
        failedTests: [],
      },
    },
  }
}

const subject = (name: string, digest: string): Subject => ({ name, digest: { sha256: digest } })

const configurationOf = ({ contract, profile, tool }: Conformance): readonly Subject[] => [
  { name: `contract ${contract.id}`, digest: { sha256: contract.digest } },
  { name: `profile ${nameOf(profile)}`, digest: { sha256: profile.digest } },
  { name: `assay ${tool.version}`, digest: { sha256: tool.digest } },
]
