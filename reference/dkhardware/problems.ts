import { type Call, contentOf, sentAs } from '../engine/call.ts'
import { bearerFlaw } from '../engine/credentials.ts'
import type { Problem } from '../engine/problem.ts'
import type { Stage } from '../engine/service.ts'
import { requirementId } from './operations.ts'
import { brokenRules } from './rules/broken-rules.ts'
import { bodyRulesFor, contextRulesFor } from './rules/rules.ts'

/** Fixed, reserved, and no secret. */
export const referenceToken = 'reference-token'

/** What may be wrong with a request, in the order in which it is looked at. */
export const stages: readonly Stage[] = [
  {
    of: 'access',
    problems: ({ operation, method }) =>
      method === 'POST'
        ? []
        : [
            problemOf(operation, 'protocol/wrong-method', {
              status: 405,
              at: '$',
              message: 'The method is not allowed.',
            }),
          ],
  },
  {
    of: 'access',
    problems: ({ operation, headers }) => {
      const flaw = bearerFlaw(headers.get('authorization'), referenceToken)
      const problem = { status: 401, at: 'Authorization', message: `The token is ${flaw}.` }
      return flaw === undefined ? [] : [problemOf(operation, `auth/${flaw}`, problem)]
    },
  },
  {
    of: 'form',
    problems: (call) => [
      ...mediaTypeProblems(call),
      ...brokenRules(contextRulesFor(call.operation), contextOf(call)),
      ...bodyProblems(call),
    ],
  },
]

function problemOf(operation: string, facet: string, refusal: Omit<Problem, 'requirement'>): Problem {
  return { requirement: requirementId(`${operation}/${facet}`), ...refusal }
}

const mediaTypeProblems = (call: Call): readonly Problem[] => {
  const { operation, body } = call
  if (sentAs(call) === 'application/json' || body.kind === 'empty') return []
  const problem = { status: 400, at: 'Content-Type', message: "'Content-Type' should be application/json." }
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
    case 'value':
      return brokenRules(bodyRulesFor(operation), contentOf(call))
    case 'empty':
      return [syntaxProblem(call, 'empty-body', 'A non-empty request body is required.')]
    case 'malformed':
      return [syntaxProblem(call, 'malformed-json', 'The request body is not JSON.')]
    case 'truncated':
      return [syntaxProblem(call, 'truncated-json', 'The request body ends too early.')]
  }
}

const syntaxProblem = ({ operation }: Call, facet: string, message: string): Problem =>
  problemOf(operation, `protocol/${facet}`, { status: 400, at: '$', message })
