import type { Draft, Operator } from '../mutant.ts'
import { withoutHeader } from '../reply.ts'

/** Headers that HTTP asks for, by the status that asks (RFC 9110, 10.2.2, 11.6.1, 15.5.6). */
const demanded: readonly (readonly [status: number, header: string])[] = [
  [401, 'www-authenticate'],
  [405, 'allow'],
  [201, 'location'],
]

export const headerDropped: Operator = {
  name: 'reply/header-dropped',
  family: 'reply',
  title: 'A header that the status calls for is missing.',
  isAgainst: true,
  drafts: (operation) =>
    demanded.map(
      ([status, header]): Draft => ({
        id: `reply/${operation.id}/${status}/header.${header}`,
        place: `${status}/header.${header}`,
        apply: async (call, { forward }) => {
          const given = await forward(call.sent)
          const isMeant = call.atPath.includes(operation) && given.status === status
          return isMeant && given.headers[header] !== undefined
            ? { ...given, headers: withoutHeader(given.headers, header) }
            : given
        },
      }),
    ),
}
