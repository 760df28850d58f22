/** What would let a requirement be tried or decided that stayed open for this reason; nothing where the reason says it. */
export const remedyOf = (reason: string): string | undefined =>
  namesItsFlag.test(reason) ? undefined : remedies.find(([pattern]) => pattern.test(reason))?.[1]

const namesItsFlag = /--[a-z]/

const remedies: readonly (readonly [RegExp, string])[] = [
  [/refuses the credentials/, 'Give credentials that the target takes: --token, ASSAY_TOKEN or target.auth.'],
  [/^needs webhook/, 'Listen with --webhook-port and subscribe the target to it.'],
  [/^needs fixture |^needs [\w.]+( and [\w.]+)*$/, 'Give the value with --fixture name=value.'],
  [/^set-up failed|^answered |was refused too/, 'Fix what the reason names, then run again.'],
  [/^out of budget/, 'Raise --max-requests or --max-time.'],
  [/throttle/, 'Set --rate below the target’s limit.'],
  [/^no reply within/, 'See whether the target is up, or raise target.timeoutMs.'],
  [
    /^the payload holds no/,
    'Have the target answer with documents that hold it: fuller orders, more of their optional parts.',
  ],
  [
    /was there, but not in the form/,
    'Nothing: what the target sends is of the narrower form, which cannot break this.',
  ],
  [
    /^no request could be made that breaks this rule and no other/,
    'Draw more requests with --runs. What follows from other promises, as a sum of cents is in cents, cannot be broken alone.',
  ],
  [
    /^would need a second token/,
    'Run again with the other credentials (--token): that its valid requests are refused is the answer to look for.',
  ],
  [/^the run has no token/, 'Give a token: --token, ASSAY_TOKEN or target.auth.'],
  [/leads to another resource/, 'Nothing: such a call is about another path, which these documents do not describe.'],
  [
    /from outside|inside the target/,
    'Nothing from outside: look at it where the target runs, in its tests or its log.',
  ],
]
