/**
 * A copy of plain data. What a target sends may hold escape sequences, or lines that a CI system takes for commands:
 * control characters are shown as JSON writes them, not obeyed. Only curl lines and scripts keep their line ends.
 */
export const visible = <T>(data: T): T =>
  JSON.parse(
    JSON.stringify(data, (key, value) =>
      typeof value === 'string'
        ? key === 'curl' || key === 'script'
          ? visibleLines(value)
          : uncommanded(value.replace(control, shown))
        : value,
    ),
  )

/** The same of a text of several lines. */
export const visibleLines = (text: string): string => text.replace(controlInLines, shown)

/**
 * A text with nothing in it that a CI system obeys when it reads what is printed: GitHub takes a line that begins with
 * `::` for a command, and as Azure does, `##[` or `##vso[` wherever it stands.
 */
export const uncommanded = (text: string): string =>
  text.replace(/^([^\S\n]*):(?=:)/gm, '$1\\u003a').replace(/#(?=#(?:vso|teamcity)?\[)/gi, '\\u0023')

/** Also those that turn the direction of writing, and what stands for bytes that are no UTF-8. */
const control = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu
const controlInLines = /[^\P{Cc}\n]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/gu

const shown = (character: string): string =>
  character === '\n' ? '\\n' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
