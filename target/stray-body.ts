import type http from 'node:http'
import { codeOf } from '../core/thrown.ts'

/** What Node's parser says of bytes that are no HTTP. */
type ParseError = { readonly bytesParsed: number; readonly rawPacket: Buffer }

/**
 * The text behind a reply that can have no body by its status: the reply was whole before it came, and a parser takes it
 * for the next one. Undefined where that is not what went wrong.
 */
export const strayBody = (error: unknown, reply: http.IncomingMessage | undefined): string | undefined => {
  const hasNone = reply?.statusCode === 204 || reply?.statusCode === 304
  if (!hasNone || !reply.complete || !isParseError(error)) return undefined
  return error.rawPacket.subarray(error.bytesParsed).toString('utf8')
}

const isParseError = (error: unknown): error is ParseError =>
  error instanceof Error &&
  codeOf(error)?.startsWith('HPE_') === true &&
  'bytesParsed' in error &&
  typeof error.bytesParsed === 'number' &&
  'rawPacket' in error &&
  Buffer.isBuffer(error.rawPacket)
