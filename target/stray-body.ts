import type http from 'node:http'

/** What Node's parser says of bytes that are no HTTP. */
type ParseError = { readonly code: string; readonly bytesParsed: number; readonly rawPacket: Buffer }

/**
 * The text behind a reply that can have no body by its status: the reply was whole before it came, and a parser takes it
 * for the next one. Undefined where that is not what went wrong.
 */
export const strayBody = (error: unknown, reply: http.IncomingMessage | undefined): string | undefined => {
  const hasNone = reply?.statusCode === 204 || reply?.statusCode === 304
  if (!hasNone || !reply.complete || !isParseError(error)) return undefined
  return error.rawPacket.subarray(error.bytesParsed).toString('utf8')
}

const isParseError = (error: unknown): error is ParseError => {
  const { code, bytesParsed, rawPacket } = error as Partial<ParseError>
  return code?.startsWith('HPE_') === true && typeof bytesParsed === 'number' && Buffer.isBuffer(rawPacket)
}
