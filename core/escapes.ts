/** The text with its percent escapes read; as it stands where one of them is no escape. */
export const percentDecoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The text as a regular expression that matches it and nothing else, outside of a class. */
export const patternFor = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** The text as one word of a shell, quoted where it has to be. */
export const shellWord = (text: string): string =>
  /[\s[\]()*?$&;'"<>|\\`]/.test(text) ? `'${text.replaceAll("'", `'\\''`)}'` : text
