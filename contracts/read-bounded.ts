import { closeSync, constants, fstatSync, openSync, realpathSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { boundedText } from '../core/bounded-text.ts'
import { shownUrl } from '../core/shown-url.ts'
import { codeOf, messageOf } from '../core/thrown.ts'
import { ContractError } from './contract-error.ts'

/** Where the files that a contract refers to may stand, beside its own folder or origin: folders, and http(s) origins. */
export type Reach = readonly string[]

/** Of one text, in bytes. The largest documents of public services have some 12 MB. */
export const largestText = 32_000_000

/** So long the fetching of one text may take, in milliseconds. */
const fetchMs = 20_000

export const isUrl = (location: string): boolean => /^https?:\/\//i.test(location)

/**
 * Whether what a contract at `home` refers to may be read: below its own folder or from its own origin, and where else
 * it was allowed. Links are followed before that is seen.
 *
 * @throws ContractError saying how to allow it
 */
export const assertWithin = (location: string, home: string, reach: Reach): void => {
  const isInside = isUrl(location)
    ? [home, ...reach].some((one) => isUrl(one) && new URL(one).origin === new URL(location).origin)
    : [...(isUrl(home) ? [] : [dirname(resolve(home))]), ...reach].some((one) => !isUrl(one) && isBelow(location, one))
  if (isInside) return
  const own = isUrl(home) ? 'another origin than the contract' : 'outside the folder of the contract'
  const shown = (one: string): string => (isUrl(one) ? shownUrl(one) : one)
  const what = isUrl(location) ? new URL(location).origin : dirname(location)
  throw new ContractError(
    `The contract ${shown(home)} refers to ${shown(location)}, which is ${isUrl(home) || !isUrl(location) ? own : 'no file'}: it is not read. Give --allow-ref ${what} where the contract may be trusted with it.`,
  )
}

const isBelow = (location: string, folder: string): boolean => {
  const way = relative(real(resolve(folder)), real(location))
  return way !== '..' && !way.startsWith(`..${sep}`) && !/^(?:[A-Za-z]:)?[\\/]/.test(way)
}

/** What is not there stands where it would. */
const real = (location: string): string => {
  try {
    return realpathSync(location)
  } catch {
    return location
  }
}

/** @throws ContractError where it is no regular file, too large or not there */
export const readRegular = (location: string): string => {
  let file: number | undefined
  try {
    // Opened so, a pipe does not wait for its other end.
    file = openSync(location, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    if (!fstatSync(file).isFile())
      throw new ContractError(`Cannot read the contract ${location}: it is no regular file.`)
    const text = boundedText(file, largestText)
    if (text === undefined) throw tooLarge(location)
    return text
  } catch (error) {
    if (error instanceof ContractError) throw error
    throw new ContractError(
      `Cannot read the contract ${location}: ${codeOf(error) === 'ENOENT' ? 'there is no such file' : messageOf(error)}.`,
    )
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

const tooLarge = (location: string): ContractError =>
  new ContractError(`Cannot read the contract ${location}: it is larger than ${largestText / 1_000_000} MB.`)

/** No redirect is followed: it could lead anywhere. */
export const fetchText = async (location: string): Promise<string> => {
  try {
    const reply = await fetch(location, { redirect: 'error', signal: AbortSignal.timeout(fetchMs) })
    if (!reply.ok)
      throw new ContractError(`Cannot fetch the contract ${shownUrl(location)}: it answers ${reply.status}.`)
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of reply.body ?? []) {
      length += chunk.length
      if (length > largestText) throw tooLarge(shownUrl(location))
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString('utf8')
  } catch (error) {
    if (error instanceof ContractError) throw error
    const shown = shownUrl(location)
    throw new ContractError(`Cannot fetch the contract ${shown}: ${messageOf(error).replace(location, shown)}.`)
  }
}
