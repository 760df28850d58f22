import { type BodyText, readBodyText } from './body-text.ts'
import type { OperationId } from './operations.ts'

/** A request to one of the operations. */
export type Call = {
  readonly operation: OperationId
  readonly method: string
  readonly headers: Headers
  readonly text: string
  readonly body: BodyText
}

export const readCall = async (operation: OperationId, request: Request): Promise<Call> => {
  const text = await request.text()
  return { operation, method: request.method, headers: request.headers, text, body: readBodyText(text) }
}

/** The JSON body; undefined where there is none or it is not JSON. */
export const jsonOf = ({ body }: Call): unknown => (body.kind === 'json' ? body.value : undefined)
