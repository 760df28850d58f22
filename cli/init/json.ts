import type { Answers } from './answers.ts'
import { authMembers } from './credentials.ts'

/** A configuration as JSON, which has no comments: for those who want no code. */
export const jsonText = ({ contract, target, auth }: Answers): string => {
  const members = authMembers(auth, (name) => JSON.stringify({ secret: name }))
  const value = (text: string): unknown => JSON.parse(text.startsWith("'") ? `"${text.slice(1, -1)}"` : text)
  const credentials = Object.fromEntries(members.map(([name, text]) => [name, value(text)]))
  return `${JSON.stringify(
    {
      contract,
      target: { baseUrl: target, ...(members.length === 0 ? {} : { auth: credentials }) },
      fixtures: {},
    },
    null,
    2,
  )}\n`
}
