import { type Breakage, hangs } from '../breakage.ts'
import { replies, type When } from '../shape.ts'
import type { Row } from '../switch.ts'
import { derived, type Subject, usualAt } from './derived.ts'

const what: Readonly<Record<Breakage, string>> = {
  reset: 'the connection is reset in place of a reply',
  'cut-short': 'the reply ends before its content-length',
  stall: 'the reply stops half-way and never goes on',
  silence: 'there is never a reply',
  'not-http': 'what comes back is not HTTP',
}

type Options = {
  readonly status: number
  readonly also?: (operation: string) => readonly string[]
  /** No other operation is left to judge. */
  readonly unusable?: true
  /** Which of the successes break off. @defaultValue all */
  readonly only?: When
}

/** Calls that should succeed and get no complete reply. */
export const breaksOff = (
  { operations, at = usualAt }: Omit<Subject, 'contract'>,
  breakages: readonly Breakage[],
  { status, also, unusable, only = () => true }: Options,
): readonly Row[] =>
  operations.flatMap((operation) => {
    const succeeds = replies(operation, status)
    return breakages.map((breakage) =>
      derived('wire', {
        id: `${breakage}${at(operation)}`,
        title: `When ${operation} should succeed, ${what[breakage]}`,
        requirement: `${operation}/transport/complete-reply`,
        also: also?.(operation),
        ...(hangs(breakage) ? { hangs: true } : {}),
        ...(unusable ? { unusable } : {}),
        hooks: {
          breaks: (answer, call) => (succeeds(answer, call) && only(answer, call) ? breakage : undefined),
        },
      }),
    )
  })
