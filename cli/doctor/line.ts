/** What one examination showed: fine, something a run will suffer from, or something that must be put right first. */
export type Line = {
  readonly check: 'target' | 'credentials' | 'clock' | 'limits' | 'consent' | 'fixtures' | 'events'
  readonly sign: 'ok' | 'warn' | 'bad'
  readonly text: string
  /** What to do about it. */
  readonly advice?: string
}

const marks = { ok: '✓', warn: '!', bad: '✗' } as const

export const lineText = ({ check, sign, text, advice }: Line): string =>
  `  ${marks[sign]} ${check.padEnd(11)}  ${text}\n${advice === undefined ? '' : `                 ${advice}\n`}`

/** 0 ready · 2 something must be put right · 3 a run will leave things open. */
export const doctorCode = (lines: readonly Line[]): 0 | 2 | 3 => {
  if (lines.some(({ sign }) => sign === 'bad')) return 2
  return lines.some(({ sign }) => sign === 'warn') ? 3 : 0
}
