import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import type { Json, JsonObject } from '../core/json.ts'
import type { ContractReport } from '../core/report.ts'
import { folderOf } from './folder-of.ts'
import { judged } from './judged.ts'

/** `body` is undefined where what came is no JSON. */
export type AskedJson = { readonly body: Json | undefined; readonly headers: IncomingHttpHeaders }

/** `type`: the media type of `body`. @defaultValue application/json */
export type JsonReply = { readonly status: number; readonly type?: string; readonly body?: string }

export type JsonTarget = {
  readonly fixtures?: Readonly<Record<string, Json>>
  readonly fixturePools?: Readonly<Record<string, readonly Json[]>>
  /** @defaultValue all requirements */
  readonly only?: readonly string[]
}

/** A document of one operation, answered with 204, that is sent a body of this schema; `types`: its media types. */
export const takingDocument = (
  operationId: string,
  schema: JsonObject,
  types: readonly string[] = ['application/json'],
): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Till', version: '1' },
  'x-assay-refusal': { schema: { status: [400] } },
  paths: {
    [`/${operationId}`]: {
      post: {
        operationId,
        requestBody: { required: true, content: Object.fromEntries(types.map((type) => [type, { schema }])) },
        responses: { '204': { description: 'taken' } },
      },
    },
  },
})

/** What is reported of a server that answers so, by a document whose contract is named `till`. */
export const judgedJson = async (
  document: JsonObject,
  answer: (asked: AskedJson) => JsonReply,
  target: JsonTarget = {},
): Promise<ContractReport> => {
  const server = createServer(async (request, reply) => {
    const body = await json(request).catch(() => undefined)
    const answered = answer({ body: body as Json | undefined, headers: request.headers })
    reply.writeHead(answered.status, { 'content-type': answered.type ?? 'application/json' }).end(answered.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const { contracts } = await judged(join(folderOf({ 'till.json': document }), 'till.json'), {
    baseUrl: `http://127.0.0.1:${port}`,
    fixtures: {},
    ...target,
  })
  server.closeAllConnections()
  server.close()
  const [report] = contracts
  if (!report) throw new Error('no contract was judged')
  return report
}
