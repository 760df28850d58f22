import type { Json } from '../../core/json.ts'
import type { Answer } from '../engine/answer.ts'
import type { Problem, Problems } from '../engine/problem.ts'
import type { Seen } from '../engine/things.ts'
import type { Submission } from './submission.ts'

const json = { 'content-type': 'application/json' }

export const success = (body: Json, about?: Seen<Submission>): Answer<Submission> => ({
  status: 200,
  headers: json,
  body,
  ...(about ? { about } : {}),
})

/** The answer to a request with problems; all of them are of one stage, so that the first one tells the status. */
export const refusal = (problems: Problems, traceId: string): Answer => {
  switch (problems[0].status) {
    case 401:
      return problem(401, 'Unauthorized.', traceId, { 'www-authenticate': 'Bearer' })
    case 405:
      return problem(405, 'Method not allowed.', traceId, { allow: 'POST' })
    default:
      return invalid(problems, traceId)
  }
}

export const notFound = (traceId: string): Answer => problem(404, 'Not found.', traceId)

export const systemError = (traceId: string): Answer => problem(500, 'System error.', traceId)

const invalid = (problems: readonly Problem[], traceId: string): Answer => {
  const keys = [...new Set(problems.map(({ at = '$' }) => at))]
  const messagesFor = (wanted: string) => problems.filter(({ at }) => at === wanted).map(({ message = '' }) => message)
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
