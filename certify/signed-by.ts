import type { KeyObject } from 'node:crypto'
import { foreignJson, isList, isObject } from '../core/json.ts'
import { certificateBadge } from './badge.ts'
import { type Bundle, bundleFiles, readBundle } from './bundle.ts'
import { opened } from './dsse.ts'
import { keyIdOf, publicKeyIn, publicTextOf } from './keys.ts'
import { certificatePage } from './page.ts'
import { Refusal } from './refusal.ts'
import { type Conformance, conformanceType } from './statement.ts'
import { statementsOf } from './statements.ts'

/** What is looked at here, in this order. */
type SignedStage = 'signature' | 'digests'

type SignedBy = {
  readonly conformance: Conformance
  readonly key: KeyObject
  readonly course: string
  readonly others: readonly string[]
}

/** What a bundle says, where its files are those that were signed; they are not kept. */
export const signedBy = (folder: string, wanted: KeyObject | undefined, at: (stage: SignedStage) => void): SignedBy => {
  const bundle = readBundle(folder)
  const key = keyOf(bundle, wanted, at)
  at('signature')
  const conformance = signedIn(bundle, key)
  at('digests')
  assertDigests(bundle, { conformance, key })
  return { conformance, key, course: bundle.course.toString('utf8'), others: bundle.others }
}

const keyOf = ({ key: pem }: Bundle, wanted: KeyObject | undefined, at: (stage: SignedStage) => void): KeyObject => {
  const own = publicKeyIn(pem.toString('utf8'))
  if (!own || publicTextOf(own) !== pem.toString('utf8'))
    throw new Refusal(`${bundleFiles.key} is no public Ed25519 key as this harness writes one`)
  at('signature')
  if (wanted && keyIdOf(wanted) !== keyIdOf(own))
    throw new Refusal(`it is signed by the key ${keyIdOf(own)}, and not by the one that was given, ${keyIdOf(wanted)}`)
  return own
}

/** What was signed: one statement must be what follows from the other. */
const signedIn = (bundle: Bundle, key: KeyObject): Conformance => {
  const lines = bundle.attestations.toString('utf8').split('\n')
  if (lines.length !== 3 || lines[2] !== '') throw new Refusal(`${bundleFiles.attestations} holds no two envelopes`)
  const [first, second] = lines.slice(0, 2).map((line) => {
    const one = opened(line, key)
    if (one.kind === 'refused') throw new Refusal(one.why)
    return one.payload
  })
  const statement = foreignJson(second ?? '')?.value
  if (!isObject(statement) || statement['predicateType'] !== conformanceType || !isConformance(statement['predicate']))
    throw new Refusal(`what is signed is no statement of ${conformanceType}`)
  const { predicate } = statement
  const both = statementsOf(predicate, bundle)
  if (JSON.stringify(both.conformance.subject) !== JSON.stringify(statement['subject']))
    throw new Refusal('the evidence is not the one that was signed')
  if (JSON.stringify(both.conformance) !== second || JSON.stringify(both.testResult) !== first)
    throw new Refusal('the two statements that are signed do not say the same')
  return predicate
}

const isConformance = (value: unknown): value is Conformance =>
  isObject(value) &&
  value['schema'] === 'assay.conformance/1' &&
  [
    'tool',
    'contract',
    'profile',
    'target',
    'seed',
    'run',
    'settings',
    'evidence',
    'assurance',
    'summary',
    'covered',
  ].every((name) => isObject(value[name])) &&
  ['requirements', 'readings', 'notShown', 'onTrust', 'held'].every((name) => isList(value[name])) &&
  ['issuedAt', 'expiresAt'].every((name) => !Number.isNaN(Date.parse(String(value[name]))))

type Signed = { readonly conformance: Conformance; readonly key: KeyObject }

const assertDigests = ({ page, badge }: Bundle, { conformance, key }: Signed): void => {
  if (page.toString('utf8') !== certificatePage(conformance, keyIdOf(key)))
    throw new Refusal(`${bundleFiles.page} is not the page of what was signed`)
  if (badge.toString('utf8') !== certificateBadge(conformance))
    throw new Refusal(`${bundleFiles.badge} is not the badge of what was signed`)
}
