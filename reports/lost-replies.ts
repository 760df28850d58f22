import type { RunCounts } from '../core/run-counts.ts'

/** Replies that were lost on their way, which no single row of the report tells: most are reported nowhere else. */
export const lostReplies = (id: string, { lost = 0, answeredAgain = 0 }: RunCounts): readonly string[] => {
  if (lost === 0) return []
  const replies = lost === 1 ? '1 reply' : `${lost} replies`
  return [
    `${id}: ${replies} did not come whole (reset, cut off or too late): ${answeredAgain} came when the request was sent again, ${lost - answeredAgain} never did`,
  ]
}
