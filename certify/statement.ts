import type { ReadingReport } from '../core/report.ts'
import type { Level } from '../core/requirement.ts'
import type { Verdict } from '../core/verdict.ts'
import type { RecordedSpec } from './recorded-spec.ts'

/** https://in-toto.io/Statement/v1 */
export type Statement<Type extends string, Predicate> = {
  readonly _type: 'https://in-toto.io/Statement/v1'
  readonly subject: readonly Subject[]
  readonly predicateType: Type
  readonly predicate: Predicate
}

export type Subject = { readonly name: string; readonly digest: { readonly sha256: string } }

export const conformanceType = 'https://assay.invalid/attestation/conformance/v1'
export const testResultType = 'https://in-toto.io/attestation/test-result/v0.1'

export type ConformanceStatement = Statement<typeof conformanceType, Conformance>
export type TestResultStatement = Statement<typeof testResultType, TestResult>

export type TestResult = {
  readonly result: 'PASSED' | 'WARNED'
  readonly configuration: readonly Subject[]
  readonly passedTests: readonly string[]
  readonly warnedTests: readonly string[]
  readonly failedTests: readonly string[]
}

/** What a certificate says. */
export type Conformance = {
  readonly schema: 'assay.conformance/1'
  readonly tool: { readonly name: 'assay'; readonly version: string; readonly digest: string }
  readonly contract: {
    readonly id: string
    readonly title: string
    readonly version: string
    readonly digest: string
  }
  readonly profile: { readonly name: string; readonly revision: number; readonly digest: string }
  readonly target: { readonly url: string; readonly kind: 'url' | 'reference' }
  readonly seed: { readonly value: number; readonly commitment: string; readonly nonce?: string }
  readonly run: {
    readonly id: string
    readonly startedAt: string
    readonly durationMs: number
    readonly requests: number
    readonly cases: number
  }
  readonly settings: RecordedSpec
  readonly evidence: { readonly lines: number; readonly merkleRoot: string }
  readonly assurance: {
    readonly digest: string
    readonly services: { readonly mutants: number; readonly faults: number }
    readonly chosen: string
  }
  /** All requirements of the contract by level and verdict, whether the profile covers them or not. */
  readonly summary: Readonly<Record<Level, Readonly<Record<Verdict, number>>>>
  readonly covered: Covered
  readonly requirements: readonly Shown[]
  readonly readings: readonly ReadingReport[]
  /** What the certificate does not speak about, and why. */
  readonly notShown: readonly NotShown[]
  /** Verdicts that hang on a secret: they are the run's own word, and cannot be recomputed without it. */
  readonly onTrust: readonly string[]
  /** Names that stand for secrets, and what whoever knows one can open. */
  readonly held: readonly Held[]
  readonly issuedAt: string
  readonly expiresAt: string
}

/** `certified` are covered by the profile, seen kept, and judged by a check that was seen to turn red. */
export type Covered = { readonly certified: number; readonly notCertified: number }

export type Shown = {
  readonly id: string
  readonly level: Level
  readonly verdict: Verdict
  readonly cases: number
  readonly observed: number
  /** Value classes of its member that stood in requests which were taken; none where it is of no member that is sent. */
  readonly classes?: { readonly tried: number; readonly of: number }
  /** Broken services at which its check turned red. */
  readonly kills: number
  /** 95 % upper bound of how often it is broken, under this generator. */
  readonly bound: number
}

export type NotShown = { readonly id: string; readonly level: Level; readonly verdict: Verdict; readonly why: string }

/** `commitment` is the SHA-256 of the opening and the value. */
export type Held = { readonly name: string; readonly commitment: string }
