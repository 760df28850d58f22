import type { Call } from './call.ts'
import { type Problem, problemOf } from './problem.ts'

/** Fixed, reserved, and no secret. */
export const referenceToken = 'reference-token'

type CredentialProblem = 'missing' | 'empty' | 'malformed' | 'unknown'

export const credentialProblems = ({ operation, headers }: Call): readonly Problem[] => {
  const problem = problemWith(headers.get('authorization'))
  if (!problem) return []
  return [
    problemOf(operation, `auth/${problem}`, { status: 401, key: 'Authorization', message: `The token is ${problem}.` }),
  ]
}

const problemWith = (authorization: string | null): CredentialProblem | undefined => {
  if (authorization === null) return 'missing'
  const [scheme = '', token, ...rest] = authorization.trim().split(/ +/)
  if (scheme === '' || (/^bearer$/i.test(scheme) && token === undefined)) return 'empty'
  if (!/^bearer$/i.test(scheme) || rest.length > 0) return 'malformed'
  return token === referenceToken ? undefined : 'unknown'
}
