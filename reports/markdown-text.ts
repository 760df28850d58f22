/** Text of others as part of a sentence: it cannot make HTML, links, mentions, tables or emphasis. */
export const prose = (text: string): string =>
  oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    // What GitHub makes links of by itself: addresses, people and issues.
    .replaceAll('://', ':\\//')
    .replace(/\bwww\./gi, (name) => `${name.slice(0, -1)}\\.`)
    .replace(/@|#(?=\d)|\bGH-(?=\d)/gi, `$&${nothing}`)
    // What makes a heading or a list at the start of a line.
    .replace(/^(?:[#+-]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))

/** Takes no room, but ends a word. */
const nothing = '\u200b'

/** Text of others as it stands, within a line. Not for tables. */
export const code = (text: string): string => {
  const line = oneLine(text)
  if (line === '') return '(nothing)'
  const ticks = '`'.repeat(longestRun(line) + 1)
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return ticks + space + line + space + ticks
}

/** Text of others as it stands, in lines of its own. */
export const fenced = (text: string, language: string): string => {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}${language}\n${text}\n${fence}`
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const longestRun = (text: string): number => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
