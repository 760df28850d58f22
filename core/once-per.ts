/** `work`, done once for each object it is asked about. Only for pure functions of objects that never change. */
export const oncePer = <Subject extends object, Value>(
  work: (subject: Subject) => Value,
): ((subject: Subject) => Value) => {
  const known = new WeakMap<Subject, { readonly value: Value }>()
  return (subject) => {
    const before = known.get(subject)
    if (before) return before.value
    const value = work(subject)
    known.set(subject, { value })
    return value
  }
}
