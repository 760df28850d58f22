import { imports, rows } from './imports.ts'

const box = { width: 150, height: 44, gapX: 40, gapY: 70, margin: 20 } as const
const widest = Math.max(...rows.map(({ length }) => length))
const width = 2 * box.margin + widest * box.width + (widest - 1) * box.gapX
const height = 2 * box.margin + rows.length * box.height + (rows.length - 1) * box.gapY

type Place = { readonly x: number; readonly y: number }

const places: ReadonlyMap<string, Place> = new Map(
  rows.flatMap((row, depth) => {
    const left = (width - row.length * box.width - (row.length - 1) * box.gapX) / 2
    return row.map((folder, index) => [
      folder,
      { x: left + index * (box.width + box.gapX), y: box.margin + depth * (box.height + box.gapY) },
    ])
  }),
)

/** The folders of the code as a picture: an arrow leads to what is imported. */
export const architecture = (): string => {
  const folderOf = (file: string): string => file.split('/')[0] ?? ''
  const between = imports()
    .map(({ from, to }) => `${folderOf(from)} ${folderOf(to)}`)
    .filter((pair) => places.has(pair.split(' ')[1] ?? '') && new Set(pair.split(' ')).size === 2)
  const arrows = [...new Set(between)].sort().map(arrow)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="15">
<title>The folders of the code, and what each imports</title>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="#567"/></marker></defs>
<rect width="${width}" height="${height}" fill="#fff"/>
${arrows.join('\n')}
${[...places].map(([folder, place]) => boxOf(folder, place)).join('\n')}
</svg>
`
}

const arrow = (pair: string): string => {
  const [from = '', to = ''] = pair.split(' ')
  const [start, end] = [places.get(from), places.get(to)]
  if (!start || !end) return ''
  const [x1, y1, x2, y2] = [start.x + box.width / 2, start.y + box.height, end.x + box.width / 2, end.y]
  return `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="#9ab" stroke-width="1.5" marker-end="url(#head)"><title>${from} imports ${to}</title></path>`
}

const boxOf = (folder: string, { x, y }: Place): string =>
  `<rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="6" fill="#eef4fa" stroke="#567"/><text x="${x + box.width / 2}" y="${y + box.height / 2 + 5}" text-anchor="middle">${folder}/</text>`
