import { excuse, isAccepted } from '../../checks/answer.ts'
import { parseXml } from '../../contracts/codec/xml-tree.ts'
import type { Operation } from '../../contracts/contract.ts'
import { fixturesOf } from '../../contracts/fixtures.ts'
import type { Alike, AlikeCall, AlikeForm, Place } from '../../contracts/relations/relation.ts'
import { allowsType, numberAt } from '../../contracts/schema/schema.ts'
import { type Exchange, replyOf } from '../../core/exchange.ts'
import { type Evidence, inconclusive, untested } from '../../core/finding.ts'
import { at, brief, isObject } from '../../core/json.ts'
import { malformedXml } from '../../generators/malformed/xml.ts'
import { answerText, baselineRequestsOf } from '../baseline-requests.ts'
import type { Case } from '../cases/case.ts'
import { xmlForms } from '../cases/wire-forms.ts'
import type { Conversation } from '../conversation.ts'
import { dealt } from '../dealt.ts'
import { fixtureValues, type Providers } from '../fixtures.ts'
import { claim, openAll, story } from '../flows/story.ts'
import { pathValues } from '../path-values.ts'
import type { Call } from '../request.ts'
import type { Session } from '../session.ts'
import { validCall } from '../valid-call.ts'
import { newTale, runWorkflow } from '../workflows/run-workflow.ts'
import { askOnce, bodyOf } from './ask-until.ts'
import { flawFacets, tryFlawed } from './flawed-in-form.ts'
import { inForm } from './in-form.ts'
import { tryRefused } from './refused-in-form.ts'

/** What must be sent for a relation of the kind `alike` to say something: each call in each of its forms. */
export const alikeCases = (session: Session, providers: Providers): readonly Case[] =>
  session.contract.relations.flatMap((relation) =>
    relation.kind === 'alike' ? relation.calls.map((call) => callCase(session, { relation, call, providers })) : [],
  )

type Plan = { readonly relation: Alike; readonly call: AlikeCall; readonly providers: Providers }

const facetsOf = (form: AlikeForm): readonly string[] => [form.offered ?? [], ...comparedBy(form)].flat()

/** What comparing shows of it. */
const comparedBy = ({ reply, effect }: AlikeForm): readonly string[] => [reply ?? [], effect?.facet ?? []].flat()

/** A way to send a body in XML that the documents offer. */
const isOffered = (form: AlikeForm): form is AlikeForm & { readonly offered: string } =>
  form.offered !== undefined && form.sent.root !== undefined

const callCase = (session: Session, plan: Plan): Case => {
  const { relation, call } = plan
  return story(session, {
    id: `alike/${relation.what.replaceAll(' ', '-')}/${call.operation}`,
    title: `one ${relation.what} in each form of ${call.operation}`,
    // Whatever changes in between, nothing can be compared.
    turn: 'alone',
    about: [
      ...new Set([
        ...call.forms.flatMap(facetsOf),
        ...(call.forms.some(isOffered) ? flawFacets(session.operation(call.operation)) : []),
      ]),
    ],
    run: (conversation) => tryCall(conversation, plan),
  })
}

const tryCall = async (conversation: Conversation, plan: Plan): Promise<void> => {
  const { call, providers } = plan
  const { session } = conversation
  const operation = session.operation(call.operation)
  const values = await fixtureValues(session, operation, providers)
  const missing = fixturesOf(operation).filter((name) => !(name in values) && name !== 'paymentMethodId')
  const about = call.forms.flatMap(facetsOf)
  // Many a target takes values that were made up.
  const isTaken =
    missing.length === 0 || (await baselineRequestsOf(session, operation, providers)).accepted !== undefined
  if (!isTaken) return openAll(conversation, about, `needs ${missing.join(' and ')}`)
  const seed = session.seed(conversation.caseId)
  // Of the requests that are compared with each other, each says all that it can.
  const rich = call.key ? {} : ({ optional: 'all', elements: 3 } as const)
  const recipe = { seed, numbers: 'plain', text: 'unicode', ...rich } as const
  const drawn = await onOwn(conversation, plan, await validCall(session, operation, { recipe, providers }))
  const isRead = operation.safe || !call.key
  const twin = isRead ? await taken(conversation, plan, drawn) : { call: drawn }
  if ('reason' in twin)
    return openAll(conversation, about, `set-up failed: the plain call is not taken: ${twin.reason}`)
  for (const form of call.forms) await tryForm(conversation, plan, { form, plain: twin.call })
  if (!call.key) await trySparse(conversation, plan, twin.call)
}

/** What is not sent, or has nothing in it, is told otherwise by one form than by another as easily as what is. */
const trySparse = async (conversation: Conversation, plan: Plan, { operation }: Call): Promise<void> => {
  const { call, providers } = plan
  const { session, caseId } = conversation
  const recipe = { seed: session.seed(caseId, 'sparse'), numbers: 'plain', optional: 'none' } as const
  const sparse = await validCall(session, operation, { recipe, providers })
  const plain = await firstTaken(conversation, [withEmptyLists(sparse), sparse])
  if (!plain) return
  for (const form of call.forms.filter(({ reply, effect }) => reply !== undefined && !effect))
    if (isKnown(form, operation)) await conversation.send(inForm(plain, form))
}

const firstTaken = async (conversation: Conversation, calls: readonly Call[]): Promise<Call | undefined> => {
  for (const call of calls) if (isAccepted(await conversation.send(call))) return call
  return undefined
}

/** Lists that are not in it, and need no element. */
const withEmptyLists = (call: Call): Call => {
  const { operation, body } = call
  if (!operation.body || !isObject(body)) return call
  const empty = Object.entries(operation.body.node.properties).filter(
    ([name, { schemas }]) =>
      !(name in body) && allowsType(schemas.fair, 'array') && (numberAt(schemas.fair, 'minItems') ?? 0) === 0,
  )
  return { ...call, body: { ...body, ...Object.fromEntries(empty.map(([name]) => [name, []])) } }
}

/**
 * What is refused in another form says something of that form only where it is taken in the plain one. That is sent twice:
 * what changes between the two by itself is not compared.
 */
const taken = async (
  conversation: Conversation,
  { providers }: Plan,
  drawn: Call,
): Promise<{ readonly call: Call } | { readonly reason: string }> => {
  const exchange = await conversation.send(drawn)
  if (isAccepted(exchange)) {
    await conversation.send(drawn)
    return { call: drawn }
  }
  const { accepted } = await baselineRequestsOf(conversation.session, drawn.operation, providers)
  const again = accepted && (await conversation.send(accepted.call))
  return accepted && again && isAccepted(again) ? { call: accepted.call } : { reason: answerText(again ?? exchange) }
}

const tryForm = async (
  conversation: Conversation,
  plan: Plan,
  { form, plain }: { readonly form: AlikeForm; readonly plain: Call },
): Promise<void> => {
  const { operation } = plain
  const compared = comparedBy(form)
  const { effect } = form
  const meant = effect ? { ...plain, body: effect.body } : plain
  const twin = effect && (await conversation.send(meant))
  const lack = twin && !isAccepted(twin) ? answerText(twin) : undefined
  const call = inForm(lack === undefined ? meant : plain, form)
  const exchange = await (isKnown(form, operation) ? conversation.send(call) : conversation.sendRelated(call))
  if (form.offered !== undefined)
    conversation.note(offered(conversation, exchange, { form, facet: form.offered, operation }))
  if (!isAccepted(exchange)) return tellLack(conversation, compared, { exchange, form })
  if (effect && lack !== undefined)
    openAll(conversation, [effect.facet], `set-up failed: the plain call is not taken: ${lack}`)
  await readAfter(conversation, plan, exchange)
  if (form.as === 'xml' && labelled(exchange) === 'xml') await tryRefused(conversation, { ...plan, form, plain })
  if (isOffered(form) && labelled(exchange) === 'xml') {
    await tryOtherXml(conversation, plan, { form, facet: form.offered, operation, call })
    const { session } = conversation
    await tryFlawed(conversation, { session, operation, providers: plan.providers }, { form, call: plain })
  }
  if (form.reply !== undefined && form.as !== undefined && labelled(exchange) !== form.as)
    conversation.note(untested(conversation.session.id(form.reply), 'the target answers in another form'))
}

/** Who takes XML takes it however XML 1.0 lets it be written, and not what only looks like it. */
const tryOtherXml = async (
  conversation: Conversation,
  { relation }: Plan,
  { call, ...offer }: Offer & { readonly call: Call },
): Promise<void> => {
  const { form, facet, operation } = offer
  const written = xmlForms.reduce((so, { change }) => change(so), call)
  const exchange = await conversation.sendRelated(written)
  if (exchange.outcome.kind === 'withheld') return
  conversation.note(offered(conversation, exchange, offer))
  const takers = relation.calls.filter(({ forms }) => forms.some(({ sent }) => sent.root !== undefined))
  const taker = takers.find((one) => one.operation === operation.id)
  for (const [{ what, change }] of dealt(broken, { taker, takers })) {
    let isBroken = false
    const rewrite = (text: string): string => {
      const changed = change(text)
      isBroken = changed !== undefined
      return changed ?? text
    }
    const flawed = await conversation.sendRelated({ ...call, rewrite })
    if (flawed.outcome.kind === 'withheld') return
    if (!isBroken || !isAccepted(flawed)) continue
    conversation.note(
      claim(conversation, flawed, {
        requirement: facet,
        holds: false,
        message: `A body that is no XML (${what}) is taken`,
        at: 'status',
        expected: 'a refusal',
        received: answerText(flawed),
        ...(form.open.length > 0 ? { ambiguities: form.open } : {}),
      }),
    )
  }
}

/** What nobody takes who reads XML by its elements at all. */
const broken = malformedXml.filter(({ id }) =>
  ['overlapping', 'other-case', 'not-closed', 'text-after-root'].includes(id),
)

/** That a form is not taken is reported where it is offered. */
const tellLack = (
  conversation: Conversation,
  facets: readonly string[],
  { exchange, form }: { readonly exchange: Exchange; readonly form: AlikeForm },
): void => {
  const say = replyOf(exchange) ? untested : inconclusive
  const reason = `it is not taken ${form.what}: ${answerText(exchange)}`
  conversation.note(...facets.map((facet) => say(conversation.session.id(facet), reason)))
}

/** Whether the contract's schemas say what such a call and its reply are. */
const isKnown = ({ sent }: AlikeForm, { body, replies }: Operation): boolean =>
  (sent.contentType !== undefined && body?.mediaTypes.includes(sent.contentType) === true) ||
  (sent.accept !== undefined && replies.some(({ mediaTypes }) => mediaTypes.includes(sent.accept ?? '')))

/** The call about a thing of its own, where one can be made. */
const onOwn = async (
  conversation: Conversation,
  { call: { own, key }, providers }: Plan,
  call: Call,
): Promise<Call> => {
  const workflow = conversation.session.contract.workflows.find(({ id }) => id === own?.workflow)
  if (!own || !workflow || key?.in !== 'path') return call
  const end = await runWorkflow(newTale(conversation, providers), workflow)
  const value = end.kind === 'done' ? end.outputs[own.output] : undefined
  return value === undefined ? call : { ...call, parameters: { ...call.parameters, [`path.${key.steps[0]}`]: value } }
}

/** The plain call that shows it, after what changed it. */
const readAfter = async (
  conversation: Conversation,
  { call: { key, readBy } }: Plan,
  exchange: Exchange,
): Promise<void> => {
  const value = key && valueIn(key, conversation.session.operation(exchange.operation), exchange)
  if (!readBy || value === undefined) return
  await askOnce(conversation, { operation: readBy.operation, key: readBy.key, value, isEnd: () => true })
}

const valueIn = ({ in: where, steps }: Place, operation: Operation, exchange: Exchange): string | undefined => {
  const [name = ''] = steps
  if (where === 'path') return pathValues(operation, exchange.request)[name]
  const value = at(bodyOf(exchange), steps) ?? textIn(exchange, name)
  return typeof value === 'string' ? value : undefined
}

const textIn = (exchange: Exchange, name: string): string | undefined => {
  const document = parseXml(replyOf(exchange)?.body ?? '')
  return 'why' in document ? undefined : document.root.children.find((child) => child.name === name)?.text
}

type Offer = { readonly form: AlikeForm; readonly facet: string; readonly operation: Operation }

const offered = (conversation: Conversation, exchange: Exchange, { form, facet, operation }: Offer): Evidence => {
  const { session } = conversation
  const reply = replyOf(exchange)
  if (!reply) return inconclusive(session.id(facet), 'it was not answered')
  const excused = excuse(exchange)
  if (!isAccepted(exchange) && excused !== undefined) return inconclusive(session.id(facet), excused)
  const type = reply.headers['content-type'] ?? ''
  const isEmpty = reply.status === 204 && operation.method === 'DELETE'
  const holds = isAccepted(exchange) && (isEmpty || form.as === undefined || labelled(exchange) === form.as)
  const why = form.as === 'xml' && labelled(exchange) === 'xml' ? unreadable(exchange, reply.body) : undefined
  return claim(conversation, exchange, {
    requirement: facet,
    holds: holds && why === undefined,
    message:
      why ??
      (isAccepted(exchange)
        ? `The reply is labelled ${type || 'nothing'}`
        : `The call ${form.what} is answered ${reply.status}`),
    at: why === undefined && isAccepted(exchange) ? 'header content-type' : why === undefined ? 'status' : 'body',
    expected: `a reply ${form.what}`,
    received: `${reply.status} ${type} ${brief(reply.body, 120)}`,
    ...(form.open.length > 0 && why === undefined ? { ambiguities: form.open } : {}),
  })
}

/** What is called XML is XML, and not merely what was sent. */
const unreadable = ({ request }: Exchange, body: string): string | undefined => {
  if (request.body !== undefined && body === request.body) return 'The reply is the request'
  const document = parseXml(body)
  return 'why' in document ? document.why : undefined
}

const labelled = (exchange: Exchange): 'xml' | 'json' =>
  /[/+]xml\b/.test(replyOf(exchange)?.headers['content-type'] ?? '') ? 'xml' : 'json'
