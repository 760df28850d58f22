/** One way to write a body that its standard does not allow. */
export type MalformedForm = {
  readonly id: string
  /** What is wrong with it: `a comma before a closing bracket`. */
  readonly what: string
  /**
   * Widely used parsers take it as an extension, which the standard leaves them free to: RFC 8259, section 9. XML 1.0
   * leaves nobody free to; there it is the namespaces that are malformed.
   */
  readonly extension?: true
  /** Nothing is left of the text: where a body may be left out, that is as good as none. */
  readonly isNothing?: true
  /** The broken text; undefined where the text has nothing to break in this way. */
  readonly change: (text: string) => string | undefined
}

/** A form by what it does to a text; where the text stays as it is, there was nothing to break. */
export const malformedForm = (id: string, what: string, change: MalformedForm['change']): MalformedForm => ({
  id,
  what,
  change: (text) => {
    const changed = change(text)
    return changed === text ? undefined : changed
  },
})
