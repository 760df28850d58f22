import type { Secrets } from './auth.ts'

/** A copy of plain data in which no string holds a secret. */
export type Redact = <T>(value: T) => T

/** Values this short cannot be told from ordinary text. */
const shortest = 4

/** Replaces every secret by the name it is known under, such as `$ASSAY_TOKEN`; longer secrets first. */
export const redactorFor = (secrets: Secrets): Redact => {
  const known = Object.entries(secrets)
    .flatMap(([name, values]) => [values].flat().map((value) => [name, value] as const))
    .filter(([, value]) => value.length >= shortest)
    .flatMap(([name, value]) => formsOf(value).map((form) => [form, name] as const))
    .sort(([first], [second]) => second.length - first.length)
  // Most texts hold none, which one look tells.
  const any = new RegExp(known.map(([form]) => form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'))
  const redact = (value: unknown): unknown => {
    if (typeof value === 'string')
      return any.test(value) ? known.reduce((text, [form, name]) => text.replaceAll(form, name), value) : value
    if (Array.isArray(value)) return value.map(redact)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [redact(key), redact(member)]))
  }
  return (value) => (known.length === 0 ? value : (redact(value) as typeof value))
}

/** The ways in which a target may write a value that it was sent: in addresses, in JSON, in markup, encoded. */
const formsOf = (value: string): readonly string[] => {
  const json = JSON.stringify(value).slice(1, -1)
  const bytes = Buffer.from(value, 'utf8')
  const texts = [value, encodeURIComponent(value), encodeURIComponent(value).replaceAll('%20', '+'), json]
  return [
    ...new Set([
      ...texts,
      new URLSearchParams([['', value]]).toString().slice(1),
      JSON.stringify(json).slice(1, -1),
      json.replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
      ...texts.map((text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')),
      bytes.toString('base64').replace(/=+$/, ''),
      bytes.toString('base64url'),
    ]),
  ]
}

/** Both sets of secrets; a name may stand for several values. */
export const allSecrets = (...sets: readonly Secrets[]): Secrets => {
  const names = [...new Set(sets.flatMap(Object.keys))]
  return Object.fromEntries(names.map((name) => [name, [...new Set(sets.flatMap((set) => set[name] ?? []))]]))
}

/** Redacts by secrets that may become more while it is in use. */
export const livingRedactor = (secrets: () => Secrets): Redact => {
  let known = { count: 0, redact: redactorFor({}) }
  return (value) => {
    const now = secrets()
    const count = Object.values(now).flat().length
    if (count !== known.count) known = { count, redact: redactorFor(now) }
    return known.redact(value)
  }
}
