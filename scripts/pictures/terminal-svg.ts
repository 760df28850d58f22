/** What a terminal shows, as an SVG: colours as picocolors writes them, lines cut at the terminal's width. */
export const terminalSvg = (text: string, { title, columns = 110 }: { title: string; columns?: number }): string => {
  const lines = text.trimEnd().split('\n')
  const width = Math.ceil(columns * advance) + 2 * margin
  const height = lines.length * lineHeight + 2 * margin
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${colors.paper}"/>`,
    `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace" font-size="13" fill="${colors.ink}">`,
    ...lines.map(
      (line, index) =>
        `<text x="${margin}" y="${margin + (index + 1) * lineHeight - 5}">${spansOf(line, columns)}</text>`,
    ),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

const advance = 7.83
const lineHeight = 18
const margin = 14

const colors = {
  paper: '#17191c',
  ink: '#dcdcd8',
  red: '#ff8b80',
  green: '#7cc796',
  yellow: '#e0b063',
  dim: '#8d9299',
}

/** What each code of picocolors turns on; 22 and 39 turn it off again. */
const codes: Readonly<Record<string, Partial<Look>>> = {
  1: { weight: 700 },
  2: { fill: colors.dim },
  22: { weight: 400, fill: colors.ink },
  31: { fill: colors.red },
  32: { fill: colors.green },
  33: { fill: colors.yellow },
  39: { fill: colors.ink },
}

type Look = { readonly fill: string; readonly weight: number }

const spansOf = (line: string, columns: number): string => {
  let look: Look = { fill: colors.ink, weight: 400 }
  let left = columns
  return line
    .split('\u001b[')
    .map((part, index) => {
      const [, code = '', rest = ''] = index === 0 ? ['', '', part] : (/^(\d+)m(.*)$/s.exec(part) ?? ['', '', part])
      look = { ...look, ...codes[code] }
      const shown = rest.length > left ? `${rest.slice(0, Math.max(0, left - 1))}…` : rest
      left -= shown.length
      return shown === '' || (left < 0 && shown === '…')
        ? ''
        : `<tspan fill="${look.fill}" font-weight="${look.weight}">${kept(escaped(shown))}</tspan>`
    })
    .join('')
}

/** Viewers do not agree on when blanks of an SVG are kept. */
const kept = (text: string): string => text.replaceAll(' ', '\u00a0')

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
