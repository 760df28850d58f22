import type { Report } from '../core/report.ts'
import { htmlReport } from './html/page.ts'
import { junit } from './junit.ts'

/** A report format written to a file. To add one: its file, this line, and a row in the test's table. */
export type Renderer = { readonly format: string; readonly file: string; readonly render: (report: Report) => string }

export const renderers: readonly Renderer[] = [
  { format: 'json', file: 'report.json', render: (report) => `${JSON.stringify(report, null, 2)}\n` },
  { format: 'html', file: 'report.html', render: htmlReport },
  { format: 'junit', file: 'junit.xml', render: junit },
]
