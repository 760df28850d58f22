/** The first `limit` characters, and how many there were. Never half a character. */
export const cut = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}… (${text.length} characters)`
