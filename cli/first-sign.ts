import type { Screen } from './progress.ts'

/**
 * Tells a terminal at once that something goes on: to load what runs takes longer than anyone waits without a doubt.
 * Gives what takes it away.
 */
export const firstSign = (screen: Screen, { quiet = false }: { readonly quiet?: boolean }): (() => void) => {
  if (screen.isTTY !== true || quiet) return () => undefined
  screen.write('starting')
  return () => void screen.write('\r\u001b[2K')
}
