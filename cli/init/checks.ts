import { extname } from 'node:path'
import { loadContract } from '../../contracts/load.ts'
import { messageOf } from '../../core/thrown.ts'
import { checkedUrl } from '../resolve-target.ts'
import { UsageError } from '../usage-error.ts'
import { type AuthChoice, authChoices } from './answers.ts'

export const checkedAuth = (text: string): AuthChoice => {
  const found = authChoices.find((choice) => choice === text)
  if (found === undefined) throw new UsageError(`--auth ${text} is not known; known are ${authChoices.join(', ')}.`)
  return found
}

export const checkedOut = (out: string): string => {
  if (!['.ts', '.js', '.mjs', '.json'].includes(extname(out)))
    throw new UsageError(`--out ${out} must end in .ts, .js, .mjs or .json.`)
  return out
}

/** What is wrong with an answer, shown before the next question; undefined where nothing is. */
export const problemWith = {
  contract: async (answer: string): Promise<string | undefined> => {
    try {
      await loadContract(answer)
      return undefined
    } catch (error) {
      return messageOf(error)
    }
  },
  target: (answer: string): string | undefined => problemIn(() => checkedUrl(answer)),
  out: (answer: string): string | undefined => problemIn(() => checkedOut(answer)),
}

const problemIn = (check: () => unknown): string | undefined => {
  try {
    check()
    return undefined
  } catch (error) {
    return messageOf(error)
  }
}
