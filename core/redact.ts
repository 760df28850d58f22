/** A copy of plain data in which no string holds a secret. */
export type Redact = <T>(value: T) => T

/** Values this short cannot be told from ordinary text. */
const shortest = 4

/** Replaces every secret by the name it is known under, such as `$ASSAY_TOKEN`; longer secrets first. */
export const redactorFor = (secrets: Readonly<Record<string, string>>): Redact => {
  const known = Object.entries(secrets)
    .filter(([, value]) => value.length >= shortest)
    .flatMap(([name, value]) =>
      [...new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])].map(
        (form) => [form, name] as const,
      ),
    )
    .sort(([first], [second]) => second.length - first.length)
  const redact = (value: unknown): unknown => {
    if (typeof value === 'string') return known.reduce((text, [form, name]) => text.replaceAll(form, name), value)
    if (Array.isArray(value)) return value.map(redact)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [redact(key), redact(member)]))
  }
  return (value) => (known.length === 0 ? value : (redact(value) as typeof value))
}
