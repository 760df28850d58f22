import type { Json } from '../../core/json.ts'
import type { Problem } from './problem.ts'
import type { Polled } from './submission.ts'

/** A reply before it is written down. */
export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Json
  /** Sent in place of the body. */
  readonly text?: string
  /** The submission that the reply is about. */
  readonly about?: Polled
}

const json = { 'content-type': 'application/json' }

export const success = (body: Json, about?: Polled): Answer => ({
  status: 200,
  headers: json,
  body,
  ...(about ? { about } : {}),
})

/** One problem or more. */
export type Problems = readonly [Problem, ...Problem[]]

/** The answer to a request with problems; all of them are of one stage, so that the first one tells the status. */
export const refusal = (problems: Problems, traceId: string): Answer => {
  switch (problems[0].status) {
    case 400:
      return invalid(problems, traceId)
    case 401:
      return problem(401, 'Unauthorized.', traceId, { 'www-authenticate': 'Bearer' })
    case 405:
      return problem(405, 'Method not allowed.', traceId, { allow: 'POST' })
  }
}

export const notFound = (traceId: string): Answer => problem(404, 'Not found.', traceId)

export const systemError = (traceId: string): Answer => problem(500, 'System error.', traceId)

const invalid = (problems: readonly Problem[], traceId: string): Answer => {
  const keys = [...new Set(problems.map(({ key }) => key))]
  const messagesFor = (wanted: string) => problems.filter(({ key }) => key === wanted).map(({ message }) => message)
  return {
    status: 400,
    headers: json,
    body: {
      status: 400,
      title: 'One or more validation errors occurred.',
      traceId,
      errors: Object.fromEntries(keys.map((key) => [key, messagesFor(key)])),
    },
  }
}

const problem = (status: number, title: string, traceId: string, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { ...json, ...headers },
  body: { status, title, traceId },
})

/** The text that goes over the wire. */
export const textOf = ({ body, text }: Answer): string => text ?? JSON.stringify(body)
