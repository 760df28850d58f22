/**
 * `work`, not done again for the subject that it was asked about last. What comes of long ones is large, and would else
 * be kept as long as they are: in a run, that of one reply is asked for many times in a row, and hardly ever after.
 */
export const lately = <Subject, Value>(work: (subject: Subject) => Value): ((subject: Subject) => Value) => {
  let last: { readonly subject: Subject; readonly value: Value } | undefined
  return (subject) => {
    if (last?.subject !== subject) last = { subject, value: work(subject) }
    return last.value
  }
}

/** Of texts that are longer, what comes of them is not kept. */
export const longText = 50_000

/** `oncePer` for what may be kept as long as its subject is, `lately` for all else. */
export const onceWhile = <Subject extends object, Value>(
  isKept: (value: Value, subject: Subject) => boolean,
  work: (subject: Subject) => Value,
): ((subject: Subject) => Value) => {
  const known = new WeakMap<Subject, { readonly value: Value }>()
  const last = lately((subject: Subject) => {
    const value = work(subject)
    if (isKept(value, subject)) known.set(subject, { value })
    return value
  })
  return (subject) => {
    const before = known.get(subject)
    return before ? before.value : last(subject)
  }
}
