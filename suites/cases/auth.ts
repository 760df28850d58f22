import { answerTo, isAccepted } from '../../checks/answer.ts'
import type { Operation } from '../../contracts/contract.ts'
import type { AlikeForm } from '../../contracts/relations/relation.ts'
import type { Auth } from '../../core/auth.ts'
import type { Exchange } from '../../core/exchange.ts'
import { type Evidence, inconclusive } from '../../core/finding.ts'
import { isJsonType, isXmlType } from '../../core/media-type.ts'
import { type NearMiss, nearMisses, nearPairs } from '../../target/auth/near-misses.ts'
import { authOf } from '../../target/auth/open.ts'
import { isLoopback } from '../../target/loopback.ts'
import { type Conversation, converse } from '../conversation.ts'
import { dealt } from '../dealt.ts'
import type { Providers } from '../fixtures.ts'
import { inForm } from '../kit/in-form.ts'
import { workOf } from '../once.ts'
import { judgeRefusal } from '../refusal.ts'
import type { Call } from '../request.ts'
import type { Session } from '../session.ts'
import { badCredentials, type CredentialFlaw, credentialFlaws } from './bad-credentials.ts'
import { baselineRequests, type Case, type CaseContext, talk } from './case.ts'
import { takenLabels } from './taken-labels.ts'

const asking = workOf<boolean>('whether credentials are asked for')

const words: Readonly<Record<CredentialFlaw, string>> = {
  missing: 'A call without credentials',
  empty: 'A call with an empty token',
  malformed: 'A call with credentials of another form',
  unknown: 'A call with a token nobody issued',
}

/** Credentials missing, empty, of another form, unknown. */
export const authCases = (context: CaseContext): readonly Case[] =>
  context.operation.secured ? [...credentialFlaws.map((flaw) => authCase(context, flaw)), nearMissCase(context)] : []

const authCase = (context: CaseContext, flaw: CredentialFlaw): Case =>
  talk(context, {
    kind: 'auth',
    facet: `auth/${flaw}`,
    title: words[flaw].toLowerCase(),
    about: [`auth/${flaw}`],
    run: async (conversation) => {
      const { session, operation } = context
      const requirement = session.id(`${operation.id}/auth/${flaw}`)
      const { accepted, reason } = await baselineRequests(context)
      if (!accepted) return conversation.note(inconclusive(requirement, reason))
      const exchange = await ask(conversation, context, flaw)
      const { mayAccept } = operation.refusals.credentials
      // Taking calls without credentials is a fair reading only of a target that refuses none for that; taking other
      // credentials, only of one that looks at none.
      const isOpen =
        mayAccept !== undefined &&
        isAccepted(exchange) &&
        !(await refusesSomewhere(session, context.providers, alike(flaw)))
      const judged = (one: Exchange, what: string, isListed = false) =>
        judgeRefusal(conversation, one, {
          requirement,
          what,
          refusal: operation.refusals.credentials,
          isStated: operation.refusals.credentials.must?.includes(flaw) === true,
          isListed,
          ...(isOpen ? { open: [mayAccept] } : {}),
        })
      conversation.note(...judged(exchange, words[flaw], isListedFor(operation, flaw)))
      // Who reads a body before asking who sends it may ask for one form only.
      if (flaw !== 'missing' || isAccepted(exchange)) return
      await tryCharset(conversation, context, (other, what) => judged(other, `${words[flaw]}, ${what},`))
      for (const contentType of await otherForms(context, conversation)) {
        const other = await ask(conversation, context, flaw, { contentType })
        if (other.outcome.kind === 'withheld') return
        conversation.note(...judged(other, `${words[flaw]}, its body labelled ${contentType},`))
      }
      await tryForms(conversation, context, (other, what) => judged(other, `${words[flaw]}, ${what},`))
    },
  })

/** What is in no form in which credentials are given may be refused as any broken request is. */
const isListedFor = ({ refusals: { credentials }, replies }: Operation, flaw: CredentialFlaw): boolean =>
  (flaw === 'missing' || flaw === 'unknown') &&
  credentials.must?.includes(flaw) === true &&
  replies.some(({ status }) => credentials.status.includes(Number(status)))

/**
 * Forms of a call of which the schemas say nothing: the target may know none of them, and refuses such a call for that.
 * Only that one is taken says something.
 */
const tryForms = async (
  conversation: Conversation,
  context: CaseContext,
  judged: (exchange: Exchange, what: string) => readonly Evidence[],
): Promise<void> => {
  const { session, operation } = context
  const { accepted } = await baselineRequests(context)
  if (!accepted) return
  const own = await session.credentials.current()
  for (const form of unknownForms(session, operation)) {
    const call = inForm({ ...accepted.call, ...badCredentials('missing', own) }, form)
    const exchange = await conversation.sendRelated(call)
    if (exchange.outcome.kind === 'withheld') return
    if (isAccepted(exchange)) conversation.note(...judged(exchange, form.what))
  }
}

/** A label with a charset may be refused for it: only that the call is taken says something. */
const tryCharset = async (
  conversation: Conversation,
  context: CaseContext,
  judged: (exchange: Exchange, what: string) => readonly Evidence[],
): Promise<void> => {
  const { body } = context.operation
  if (!body || !isJsonType(body.mediaType)) return
  const exchange = await ask(conversation, context, 'missing', { contentType: `${body.mediaType}; charset=utf-8` })
  if (isAccepted(exchange)) conversation.note(...judged(exchange, 'its body labelled with a charset'))
}

/** What is told apart by its form alone, in which another reader of requests may stand before the service. */
const unknownForms = ({ contract }: Session, { id, body }: Operation): readonly AlikeForm[] =>
  contract.relations
    .flatMap((relation) => (relation.kind === 'alike' ? relation.calls : []))
    .filter(({ operation }) => operation === id)
    .flatMap(({ forms }) => forms)
    .filter(({ as, sent }) => as === 'xml' && body?.mediaTypes.includes(sent.contentType ?? '') !== true)

/** The labels of a body that is not written as the first one is, and others for the same form, as far as they are taken. */
const otherForms = async (context: CaseContext, conversation: Conversation): Promise<readonly string[]> => {
  const { body } = context.operation
  if (!body) return []
  const isAlike = (one: string): boolean => isXmlType(one) === isXmlType(body.mediaType)
  const taken = body.mediaTypes.filter(isAlike).length > 1 ? await takenLabels(context, conversation, body) : []
  return body.mediaTypes.filter((one) => one !== body.mediaType && (!isAlike(one) || taken.includes(one)))
}

/** Values that a careless comparison takes for the token, or for the user name and the password. */
const nearMissCase = (context: CaseContext): Case =>
  talk(context, {
    kind: 'auth',
    facet: 'auth/unknown/further',
    title: 'calls with what is nearly the credentials',
    about: ['auth/unknown', 'auth/malformed', 'auth/missing'],
    run: async (conversation) => {
      const { session, operation } = context
      const { accepted } = await baselineRequests(context)
      const auth = authOf(session.spec.target)
      if (!accepted || (auth?.kind !== 'bearer' && auth?.kind !== 'basic')) return
      const takers = session.contract.operations.filter(({ secured }) => secured)
      const uncompared = new Set<CredentialFlaw>()
      for (const [{ what, change, flaw }] of dealt(missesOf(context, auth), { taker: operation, takers })) {
        if (uncompared.has(flaw)) continue
        const exchange = await conversation.send(change(accepted.call), { soft: true, wantsRefusal: true })
        if (exchange.outcome.kind === 'withheld') return
        // Who takes what has nothing of the token, but credentialFlaws the same, compares nothing: the case of that tells.
        if (isAccepted(exchange) && isAccepted(await ask(conversation, context, flaw))) {
          uncompared.add(flaw)
          continue
        }
        conversation.note(
          ...judgeRefusal(conversation, exchange, {
            requirement: session.id(`${operation.id}/auth/${flaw}`),
            what: `A call with ${what}`,
            refusal: operation.refusals.credentials,
            isStated: operation.refusals.credentials.must?.includes(flaw === 'missing' ? flaw : 'unknown') === true,
          }),
        )
      }
      if (operation.body?.required) await withoutEither(context, conversation, accepted.call)
    },
  })

type Miss = { readonly what: string; readonly flaw: NearMiss['flaw']; readonly change: (call: Call) => Call }

const missesOf = (
  { session: { spec } }: CaseContext,
  auth: Extract<Auth, { readonly kind: 'bearer' | 'basic' }>,
): readonly Miss[] => {
  const near = auth.kind === 'bearer' ? nearMisses(auth.token) : nearPairs(auth.username, auth.password)
  return [
    ...near.map(({ what, flaw, authorization }) => ({
      what,
      flaw,
      change: (call: Call) => ({ ...call, authorization }),
    })),
    // Addresses are written to logs: a token that opens something stands in none that leaves this machine.
    ...(auth.kind === 'bearer' && isLoopback(spec.target.baseUrl)
      ? [
          {
            what: 'the token in the address only',
            flaw: 'missing' as const,
            change: (call: Call) => ({ ...call, credentials: { headers: {}, query: { access_token: auth.token } } }),
          },
        ]
      : []),
  ]
}

/** Neither credentials nor a body: which of the two is refused is left to the target, but not whether. */
const withoutEither = async (context: CaseContext, conversation: Conversation, call: Call): Promise<void> => {
  const { session, operation } = context
  const { credentials, syntax } = operation.refusals
  const own = await session.credentials.current()
  const exchange = await conversation.send(
    { ...call, ...badCredentials('missing', own), rawBody: '' },
    { soft: true, wantsRefusal: true },
  )
  if (!isAccepted(exchange) || isAccepted(await ask(conversation, context, 'missing'))) return
  conversation.note(
    ...judgeRefusal(conversation, exchange, {
      requirement: session.id(`${operation.id}/auth/missing`),
      what: 'A call without credentials and without a body',
      refusal: { ...credentials, status: [...credentials.status, ...syntax.status] },
    }),
  )
}

type Asking = { readonly contentType?: string; readonly isApart?: boolean }

const ask = async (
  conversation: Conversation,
  context: CaseContext,
  flaw: CredentialFlaw,
  { contentType, isApart = false }: Asking = {},
): Promise<Exchange> => {
  const { accepted } = await baselineRequests(context)
  if (!accepted) throw new Error(`No valid ${context.operation.id} was accepted.`)
  const own = await context.session.credentials.current()
  const call = { ...accepted.call, ...badCredentials(flaw, own), ...(contentType === undefined ? {} : { contentType }) }
  return conversation.send(call, { soft: true, wantsRefusal: true, isApart })
}

const alike = (flaw: CredentialFlaw): readonly CredentialFlaw[] =>
  flaw === 'missing' || flaw === 'empty' ? [flaw] : credentialFlaws

/** Whether any operation of the target refuses a call that credentialFlaws credentials in one of these ways. */
const refusesSomewhere = (session: Session, providers: Providers, ways: readonly CredentialFlaw[]): Promise<boolean> =>
  session.once(asking, ways.join(), async () => {
    for (const operation of session.contract.operations.filter(({ secured }) => secured)) {
      const context = { session, operation, providers }
      const { accepted } = await baselineRequests(context)
      if (!accepted) continue
      for (const flaw of ways) {
        const conversation = converse(session, `${operation.id}/asks-for-credentials/${flaw}`, {
          kind: 'auth',
          operation: operation.id,
        })
        // Who was let in over a connection may be known by it.
        const exchange = await ask(conversation, context, flaw, { isApart: true })
        const answer = answerTo(exchange, operation.refusals.credentials)
        if (answer.kind === 'refused') return true
      }
    }
    return false
  })
