import type { Report } from '../core/report.ts'
import { ctrf } from './ctrf.ts'
import { github } from './github.ts'
import { har, harOfAll, type Sent } from './har.ts'
import { htmlReport } from './html/page.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import { shields } from './shields.ts'

/** A report format: written to a file, or printed where only printing works. */
export type Renderer = {
  readonly format: string
  readonly render: (report: Report) => string | Promise<string>
  /** Where the evidence is at hand: the format with all that was sent, and not only what the report holds of it. */
  readonly renderAll?: (report: Report, all: AsyncIterable<Sent>) => AsyncIterable<string>
} & ({ readonly file: string } | { readonly prints: true })

/** To add one: its file, a line here, and a row in the test's table. Imported for `--help` too, so what is slow to load waits. */
export const renderers: readonly Renderer[] = [
  { format: 'json', file: 'report.json', render: (report) => `${JSON.stringify(report, null, 2)}\n` },
  { format: 'html', file: 'report.html', render: htmlReport },
  { format: 'junit', file: 'junit.xml', render: junit },
  { format: 'ctrf', file: 'ctrf.json', render: ctrf },
  { format: 'markdown', file: 'summary.md', render: markdown },
  { format: 'github', prints: true, render: github },
  { format: 'har', file: 'exchanges.har', render: har, renderAll: harOfAll },
  { format: 'badge', file: 'badge.svg', render: async (report) => (await import('./badge.ts')).badge(report) },
  { format: 'shields', file: 'badge.json', render: shields },
]
