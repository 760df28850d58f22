import { changes } from './changes.ts'
import type { Operator } from './mutant.ts'
import { anotherRead } from './operators/another-read.ts'
import { appliedTwice } from './operators/applied-twice.ts'
import { classRefused } from './operators/class-refused.ts'
import { errorOverlooked } from './operators/error-overlooked.ts'
import { formOverlooked } from './operators/form-overlooked.ts'
import { formRefused } from './operators/form-refused.ts'
import { headerDropped } from './operators/header-dropped.ts'
import { laterOverlooked } from './operators/later-overlooked.ts'
import { leaking } from './operators/leak.ts'
import { letIn } from './operators/let-in.ts'
import { listedRefused } from './operators/listed-refused.ts'
import { methodOverlooked } from './operators/method-overlooked.ts'
import { nearLetIn } from './operators/near-let-in.ts'
import { optionalRefused } from './operators/optional-refused.ts'
import { pairRefused } from './operators/pair-refused.ts'
import { replyForms } from './operators/reply-form.ts'
import { replyLater } from './operators/reply-later.ts'
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
  replyLater,
  replyStatus,
  ...replyForms,
  headerDropped,
  ruleOverlooked,
  laterOverlooked,
  formOverlooked,
  methodOverlooked,
  errorOverlooked,
  statusOverlooked,
  ...optionalRefused,
  pairRefused,
  classRefused,
  listedRefused,
  formRefused,
  staleRead,
  anotherRead,
  writeLost,
  appliedTwice,
  letIn,
  nearLetIn,
  ...leaking,
  ...transport,
]
