/**
 * What came from outside in a run, in its order, beside the replies themselves: so that the same cases can be run again
 * and be given the same.
 */
export type Step =
  | { readonly kind: 'begun'; readonly id: string }
  | { readonly kind: 'ended'; readonly id: string }
  /** Whether the target answered others. */
  | { readonly kind: 'answers'; readonly yes: boolean }
  | { readonly kind: 'slept'; readonly ms: number }
  | { readonly kind: 'now'; readonly at: number }
  /** An event of the target, which a case saw. */
  | { readonly kind: 'arrived'; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  /** Whether an event that was waited for had come. */
  | { readonly kind: 'awaited'; readonly found: boolean; readonly isFull: boolean }

/** One line for each step; requests, of which there are thousands, by a letter and their id. */
export const courseText = (steps: readonly Step[]): string => steps.map((step) => `${lineOf(step)}\n`).join('')

const lineOf = (step: Step): string => {
  switch (step.kind) {
    case 'begun':
      return `+${step.id}`
    case 'ended':
      return `-${step.id}`
    default:
      return JSON.stringify(step)
  }
}

/** @throws where a line is no step */
export const courseIn = (text: string): readonly Step[] =>
  text.split('\n').flatMap((line) => (line === '' ? [] : [stepIn(line)]))

const stepIn = (line: string): Step => {
  if (line.startsWith('+')) return { kind: 'begun', id: line.slice(1) }
  if (line.startsWith('-')) return { kind: 'ended', id: line.slice(1) }
  const step: Step = JSON.parse(line)
  if (!kinds.includes(step.kind)) throw new Error(`'${String(step.kind)}' is no step of a run`)
  return step
}

const kinds: readonly string[] = ['answers', 'slept', 'now', 'arrived', 'awaited']
