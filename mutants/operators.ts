import { changes } from './changes.ts'
import type { Operator } from './mutant.ts'
import { anotherRead } from './operators/another-read.ts'
import { appliedTwice } from './operators/applied-twice.ts'
import { classRefused } from './operators/class-refused.ts'
import { errorOverlooked } from './operators/error-overlooked.ts'
import { formOverlooked } from './operators/form-overlooked.ts'
import { headerDropped } from './operators/header-dropped.ts'
import { leaking } from './operators/leak.ts'
import { letIn } from './operators/let-in.ts'
import { listedRefused } from './operators/listed-refused.ts'
import { methodOverlooked } from './operators/method-overlooked.ts'
import { optionalRefused } from './operators/optional-refused.ts'
import { replyForms } from './operators/reply-form.ts'
import { replyStatus } from './operators/reply-status.ts'
import { replyValues } from './operators/reply-values.ts'
import { ruleOverlooked } from './operators/rule-overlooked.ts'
import { staleRead } from './operators/stale-read.ts'
import { statusOverlooked } from './operators/status-overlooked.ts'
import { transport } from './operators/transport.ts'
import { writeLost } from './operators/write-lost.ts'

/** Every way to make mutants of a contract. */
export const operators: readonly Operator[] = [
  ...changes.map(replyValues),
  replyStatus,
  ...replyForms,
  headerDropped,
  ruleOverlooked,
  formOverlooked,
  methodOverlooked,
  errorOverlooked,
  statusOverlooked,
  ...optionalRefused,
  classRefused,
  listedRefused,
  staleRead,
  anotherRead,
  writeLost,
  appliedTwice,
  letIn,
  ...leaking,
  ...transport,
]
