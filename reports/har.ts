import type { Entry, Har, Header, Log, Request, Response } from 'har-format'
import type { Exchange, Outcome, WireReply, WireRequest } from '../core/exchange.ts'
import { headerIn } from '../core/header-in.ts'
import type { ContractReport, Report } from '../core/report.ts'

/**
 * HTTP Archive 1.2 of the exchanges that the report holds, for a browser's network panel. Where there was no reply the
 * status is 0, and `_error` says why.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export const har = (report: Report): string => {
  const entries = report.contracts.flatMap((contract) =>
    Object.values(contract.exchanges).map((exchange) => entry(exchange, contract, report.run.startedAt)),
  )
  return `${JSON.stringify({ log: { ...headOf(report), entries } } satisfies Har, null, 2)}\n`
}

/** An exchange with the contract that it is of. */
export type Sent = { readonly contract: string; readonly exchange: Exchange }

/** The same of every exchange of a run, piece by piece: all of them may be more than one text can hold. */
export async function* harOfAll(report: Report, all: AsyncIterable<Sent>): AsyncGenerator<string> {
  const head = JSON.stringify(headOf(report))
  yield `{"log":${head.slice(0, -1)},"entries":[`
  let separator = '\n'
  for await (const { contract: id, exchange } of all) {
    const contract = report.contracts.find((one) => one.id === id)
    if (!contract) continue
    yield `${separator}${JSON.stringify(entry(exchange, contract, report.run.startedAt))}`
    separator = ',\n'
  }
  yield '\n]}}\n'
}

const headOf = ({ tool }: Report): Omit<Log, 'entries'> => ({
  version: '1.2',
  creator: { name: tool.name, version: tool.version },
  comment: 'timings.wait is the whole exchange',
})

type AssayNotes = {
  readonly contract: string
  readonly operation: string
  readonly exchange: string
  readonly outcome: string
}

const entry = (
  { id, operation, request, outcome, at }: Exchange,
  contract: ContractReport,
  runStartedAt: string,
): Entry & { readonly _assay: AssayNotes } => {
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
