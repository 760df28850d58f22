import type { Entry, Har, Header, Request, Response } from 'har-format'
import type { Exchange, Outcome, WireReply, WireRequest } from '../core/exchange.ts'
import { headerIn } from '../core/header-in.ts'
import type { ContractReport, Report } from '../core/report.ts'

/**
 * HTTP Archive 1.2 of the exchanges that the report holds, for a browser's network panel. When each was sent is not
 * recorded: all bear the start of the run. Where there was no reply the status is 0, and `_error` says why.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export const har = ({ tool, run, contracts }: Report): string => {
  const archive: Har = {
    log: {
      version: '1.2',
      creator: { name: tool.name, version: tool.version },
      comment: 'timings.wait is the whole exchange',
      entries: contracts.flatMap((contract) =>
        Object.values(contract.exchanges).map((exchange) => entry(exchange, contract, run.startedAt)),
      ),
    },
  }
  return `${JSON.stringify(archive, null, 2)}\n`
}

type Told = {
  readonly contract: string
  readonly operation: string
  readonly exchange: string
  readonly outcome: string
}

const entry = (
  { id, operation, request, outcome, at }: Exchange,
  contract: ContractReport,
  runStartedAt: string,
): Entry & { readonly _assay: Told } => {
  const ms = outcome.kind === 'reply' ? outcome.reply.ms : 0
  return {
    // Reports of earlier versions do not tell when an exchange was.
    startedDateTime: at ?? runStartedAt,
    time: ms,
    request: requestOf(request, contract.target),
    response: responseOf(outcome),
    cache: {},
    timings: { send: 0, wait: ms, receive: 0 },
    comment: id,
    _assay: { contract: contract.id, operation, exchange: id, outcome: outcome.kind },
  }
}

const requestOf = ({ method, path, headers, body }: WireRequest, target: string): Request => {
  const url = target + asUri(path.startsWith('/') ? path : `/${path}`)
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: list(headers),
    queryString: [...new URLSearchParams(url.split('?').slice(1).join('?'))].map(([name, value]) => ({ name, value })),
    ...(body === undefined ? {} : { postData: { mimeType: mediaType(headers), text: body } }),
    headersSize: -1,
    bodySize: body === undefined ? 0 : Buffer.byteLength(body),
  }
}

const noReply: Pick<WireReply, 'status' | 'headers' | 'body'> = { status: 0, headers: {}, body: '' }

const responseOf = (outcome: Outcome): Response & { readonly _error?: string } => {
  const { status, headers, body } = outcome.kind === 'reply' ? outcome.reply : noReply
  return {
    status,
    statusText: '',
    httpVersion: outcome.kind === 'reply' ? 'HTTP/1.1' : '',
    cookies: [],
    headers: list(headers),
    content: { size: Buffer.byteLength(body), mimeType: mediaType(headers), text: body },
    redirectURL: headers['location'] ?? '',
    headersSize: -1,
    bodySize: outcome.kind === 'reply' ? Buffer.byteLength(body) : -1,
    ...(outcome.kind === 'reply' ? {} : { _error: errorOf(outcome) }),
  }
}

const errorOf = (outcome: Exclude<Outcome, { kind: 'reply' }>): string => {
  switch (outcome.kind) {
    case 'broken':
      return `${outcome.fault}: ${outcome.detail}`
    case 'silent':
      return `${outcome.cause}: ${outcome.detail}`
    case 'withheld':
      return `not sent: ${outcome.detail}`
  }
}

const list = (headers: Readonly<Record<string, string>>): Header[] =>
  Object.entries(headers).map(([name, value]) => ({ name, value }))

const mediaType = (headers: Readonly<Record<string, string>>): string =>
  headerIn(headers, 'content-type') ?? 'x-unknown'

/** As it was sent, but for what a URI may not hold. */
const asUri = (path: string): string =>
  path
    .replace(/%(?![\da-f]{2})/gi, '%25')
    .replace(/[^\x21-\x7e]|["<>\\^`{|}[\]#]/gu, (character) =>
      [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
    )
