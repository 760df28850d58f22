import { codecFor } from '../contracts/codec/codecs.ts'
import type { Operation, ReplySpec } from '../contracts/contract.ts'
import type { Json } from '../core/json.ts'
import type { Given } from '../core/layer.ts'
import { oncePer } from '../core/once-per.ts'

/** A reply whose body could be read. */
export type ReadReply = {
  readonly spec: ReplySpec
  readonly value: Json
  /** The same reply with another body. */
  readonly write: (value: Json) => Given
}

/** What the contract says about a reply of a status: the exact one, else its class, else the default. */
export const specOf = ({ replies }: Operation, status: number): ReplySpec | undefined =>
  [String(status), `${String(status)[0]}XX`, 'default']
    .map((one) => replies.find((reply) => reply.status === one))
    .find((found) => found !== undefined)

/** Undefined where the contract does not say what such a reply holds, or it cannot be read. Each is read once. */
export const readReply = (operation: Operation, given: Given): ReadReply | undefined => readingsOf(operation)(given)

const readingsOf = oncePer((operation: Operation) =>
  oncePer((given: Given): ReadReply | undefined => {
    const spec = specOf(operation, given.status)
    if (!spec || given.body.length === 0) return undefined
    const codec = codecFor(given.headers['content-type'], spec.mediaTypes)
    const decoded = codec.decode(textIn(given), spec.node)
    if (decoded.kind === 'unreadable') return undefined
    return {
      spec,
      value: decoded.value,
      write: (value) => withBody(given, codec.encode(value, spec.node)),
    }
  }),
)

export const textIn = ({ body }: Given): string => new TextDecoder().decode(body)

export const withBody = (given: Given, body: string): Given => withBytes(given, new TextEncoder().encode(body))

export const withBytes = (given: Given, body: Uint8Array): Given => ({
  ...given,
  headers: withoutHeader(given.headers, 'content-length'),
  body,
})

export const withoutHeader = (headers: Given['headers'], name: string): Given['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name))

export const isSuccess = ({ status }: Pick<Given, 'status'>): boolean => status >= 200 && status < 300
