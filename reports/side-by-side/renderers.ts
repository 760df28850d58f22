import { sideBySideMarkdown } from './markdown.ts'
import { sideBySidePage } from './page.ts'
import type { SideBySide } from './side-by-side.ts'

/** A format of several reports side by side. The files have names of their own: they may lie beside those of a run. */
export type SideRenderer = {
  readonly format: string
  readonly file: string
  readonly render: (sides: SideBySide) => string
}

export const sideRenderers: readonly SideRenderer[] = [
  { format: 'json', file: 'side-by-side.json', render: (sides) => `${JSON.stringify(sides, null, 2)}\n` },
  { format: 'html', file: 'side-by-side.html', render: sideBySidePage },
  { format: 'markdown', file: 'side-by-side.md', render: sideBySideMarkdown },
]
