import { validateHeaderName, validateHeaderValue } from 'node:http'
import { UsageError } from './usage-error.ts'

/**
 * Whether headers can be sent: a value from a file often ends with a line feed. The value itself, which may be a secret,
 * is not reported.
 *
 * @throws UsageError naming the first that cannot
 */
export const assertSendable = (headers: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(headers)) {
    if (!holds(() => validateHeaderName(name))) throw new UsageError(`${JSON.stringify(name)} is no name of a header.`)
    if (!holds(() => validateHeaderValue(name, value)))
      throw new UsageError(
        `What is to be sent as ${name} holds a line break or another character that no header can hold.`,
      )
  }
}

const holds = (check: () => void): boolean => {
  try {
    check()
    return true
  } catch {
    return false
  }
}
