/**
 * The regular expression of a schema's `pattern`: in Unicode mode as JSON Schema asks, else without, since many
 * documents hold escapes that Unicode mode refuses. Undefined where it is none in either.
 */
export const patternOf = (source: string): RegExp | undefined => {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(source, flags)
    } catch {
      // The next flags may do.
    }
  }
  return undefined
}
