export { type RunOptions, run } from './cli/api.ts'
export { type Config, defineConfig, type Secret, secret } from './cli/config.ts'
export { UsageError } from './cli/usage-error.ts'
export { ContractError } from './contracts/contract-error.ts'
export type { Exchange, Outcome as ExchangeOutcome, Repeat, WireReply, WireRequest } from './core/exchange.ts'
export type { Limit, Limits, OperationClass } from './core/limits.ts'
export type {
  BaselineReport,
  ContractReport,
  FindingReport,
  Known,
  Report,
  RequirementReport,
  Settings,
} from './core/report.ts'
export type { Level, Source } from './core/requirement.ts'
export type { Consent } from './core/run-spec.ts'
export type { Outcome, Verdict } from './core/verdict.ts'
