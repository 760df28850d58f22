import vm from 'node:vm'

/** A text or value that others wrote would have taken too long to judge. */
export class TooCostly extends Error {}

const context: { work?: () => unknown } = vm.createContext({})
const script = new vm.Script('work()')

/**
 * What `work` gives. It is ended where it is, also within one regular expression, after so many milliseconds: nothing
 * that it changes may be relied on then.
 *
 * @throws TooCostly where it takes longer
 */
export const bounded = <T>(ms: number, why: string, work: () => T): T => {
  context.work = work
  try {
    return script.runInContext(context, { timeout: ms }) as T
  } catch (error) {
    if (isTimeout(error)) throw new TooCostly(why)
    throw error
  }
}

const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'

/** What `work` gives, or `otherwise` where it was too costly. */
export const orTooCostly = <T>(work: () => T, otherwise: T): T => {
  try {
    return work()
  } catch (error) {
    if (error instanceof TooCostly) return otherwise
    throw error
  }
}
