import { uncommanded, visibleLines } from '../reports/visible.ts'

/** To the terminal, with nothing in it that the terminal, or a CI system that reads along, would obey: contracts, configurations and targets are quoted. */
export const print = (text: string): void => {
  process.stdout.write(uncommanded(visibleLines(text)))
}

/** The same for what is no result: notes and mistakes. */
export const tell = (text: string): void => {
  process.stderr.write(uncommanded(visibleLines(text)))
}

/** What has colours of ours, and where everything else was made visible before they were put in. */
export const printPainted = (text: string): void => {
  process.stdout.write(uncommanded(text))
}

/** What a CI system is to obey: commands of ours. */
export const printCommands = (text: string): void => {
  process.stdout.write(text)
}

/** Once all that was printed is out. */
export const whenPrinted = (then: () => void): void => {
  process.stdout.write('', () => process.stderr.write('', then))
}
