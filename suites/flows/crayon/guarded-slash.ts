import { isAccepted } from '../../../checks/answer.ts'
import { baselineRequestsOf } from '../../baseline-requests.ts'
import { badCredentials } from '../../cases/bad-credentials.ts'
import type { Case } from '../../cases/case.ts'
import { judgeRefusal } from '../../refusal.ts'
import type { Session } from '../../session.ts'
import { story } from '../story.ts'

const flaws = { missing: 'A call without credentials', unknown: 'A call with a token nobody issued' } as const

/** Whoever takes the address as the example prints it, with a slash at its end, asks there for credentials as well. */
export const guardedSlashCases = (session: Session): readonly Case[] =>
  (['checkout', 'checkoutLegacy'] as const).map((id) =>
    story(session, {
      id: `${id}/guarded-slash`,
      title: 'bad credentials at the address with a slash at its end',
      about: [`${id}/auth/missing`, `${id}/auth/unknown`],
      run: async (conversation) => {
        const operation = session.operation(id)
        const { accepted } = await baselineRequestsOf(session, operation, {})
        if (!accepted) return
        const call = { ...accepted.call, operation: { ...operation, path: `${operation.path}/` } }
        if (!isAccepted(await conversation.send(call, { soft: true }))) return
        const own = await session.credentials.current()
        for (const flaw of ['missing', 'unknown'] as const) {
          const bad = { ...call, ...badCredentials(flaw, own) }
          const exchange = await conversation.send(bad, { soft: true, wantsRefusal: true })
          // How such an address refuses is left to the target: only that it takes the call says something.
          if (!isAccepted(exchange)) continue
          conversation.note(
            ...judgeRefusal(conversation, exchange, {
              requirement: session.id(`${id}/auth/${flaw}`),
              what: `${flaws[flaw]}, to the address with a slash at its end,`,
              refusal: operation.refusals.credentials,
              isStated: true,
            }),
          )
        }
      },
    }),
  )
