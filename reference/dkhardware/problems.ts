import { type Call, jsonOf } from './call.ts'
import { credentialProblems } from './credentials.ts'
import { type Problem, problemOf } from './problem.ts'
import { brokenRules } from './rules/broken-rules.ts'
import { bodyRules, contextRules } from './rules/rules.ts'

/**
 * What may be wrong with a request, in the order in which it is looked at: the first stage with a problem answers.
 *
 * The last stage is about what is asked: headers and body.
 */
export const stages: readonly ((call: Call) => readonly Problem[])[] = [
  ({ operation, method }) =>
    method === 'POST'
      ? []
      : [
          problemOf(operation, 'protocol/wrong-method', {
            status: 405,
            key: '$',
            message: 'The method is not allowed.',
          }),
        ],
  credentialProblems,
  (call) => [
    ...mediaTypeProblems(call),
    ...brokenRules(contextRules[call.operation], contextOf(call)),
    ...bodyProblems(call),
  ],
]

const mediaTypeProblems = ({ operation, headers, body }: Call): readonly Problem[] => {
  const mediaType = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (mediaType === 'application/json' || body.kind === 'empty') return []
  const problem = { status: 400, key: 'Content-Type', message: "'Content-Type' should be application/json." } as const
  return [problemOf(operation, 'protocol/wrong-content-type', problem)]
}

const contextOf = ({ headers }: Call): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['User-Id', 'User-Name', 'Initiated-From'].flatMap((name) => {
      const value = headers.get(name)
      return value === null ? [] : [[`header.${name}`, value]]
    }),
  )

const bodyProblems = (call: Call): readonly Problem[] => {
  const { operation, body } = call
  switch (body.kind) {
    case 'json':
      return brokenRules(bodyRules[operation], jsonOf(call))
    case 'empty':
      return [syntaxProblem(call, 'empty-body', 'A non-empty request body is required.')]
    case 'malformed':
      return [syntaxProblem(call, 'malformed-json', 'The request body is not JSON.')]
    case 'truncated':
      return [syntaxProblem(call, 'truncated-json', 'The request body ends too early.')]
  }
}

const syntaxProblem = ({ operation }: Call, facet: string, message: string): Problem =>
  problemOf(operation, `protocol/${facet}`, { status: 400, key: '$', message })
