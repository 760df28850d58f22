import { visible } from '../reports/visible.ts'
import type { Progress } from '../reports/vitest-reporter.ts'

/** One line that is rewritten while a run goes on; nothing where the output is no terminal. */
export const progressLine = (
  stream: NodeJS.WriteStream,
  quiet: boolean,
): { readonly tick: (progress: Progress) => void; readonly clear: () => void } => {
  const live = stream.isTTY === true && !quiet
  let failed = 0
  let last = 0
  return {
    tick: ({ done, contract, caseId, failed: isFailed }) => {
      if (isFailed) failed += 1
      const now = Date.now()
      if (!live || now - last < 80) return
      last = now
      const width = (stream.columns ?? 80) - 1
      stream.write(
        `\r\u001b[2K${visible(`${contract}: ${done} cases, ${failed} with findings · ${caseId}`).slice(0, width)}`,
      )
    },
    clear: () => {
      if (live) stream.write('\r\u001b[2K')
    },
  }
}
