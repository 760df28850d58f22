import { counted } from '../reports/counted.ts'
import { nameOf } from './profile.ts'
import type { Conformance } from './statement.ts'
import type { Rejected, Verified } from './verify.ts'

/** What a bundle that holds has proven, and what not. */
export const provenText = (verified: Verified, folder: string): string =>
  [
    `verified: ${folder}`,
    ...(verified.conformance.target.kind === 'reference'
      ? ["  REFERENCE: the embedded reference of Assay was run, and nobody's service"]
      : []),
    'Proven:',
    ...provenBy(verified).map(item),
    'Not proven:',
    ...openBy(verified).map(item),
    '',
  ].join('\n')

export const rejectedText = ({ stage, why }: Rejected): string => `rejected (${stage}): ${why}`

const item = (text: string): string => `  - ${text}`

const provenBy = ({ conformance, keyId, evidence, derived }: Verified): readonly string[] => {
  const { contract, profile, target, seed, covered, tool, settings } = conformance
  return [
    `the holder of the key ${keyId} signed it on ${conformance.issuedAt}; it is valid until ${conformance.expiresAt}`,
    `contract ${contract.id} (${contract.digest.slice(0, 12)}), profile ${nameOf(profile)} and assay ${tool.version} are those of this build`,
    `the seed ${seed.value} follows from target, contract and harness${seed.nonce === undefined ? '' : ` and the public value '${seed.nonce}'`}: nobody chose it`,
    `all ${derived} requests follow from contract, seed, settings and the replies before them, and were sent as they follow`,
    `by the recorded replies of ${target.url}, ${counted(evidence.cases.size, 'case')}, all that there are, come out as they were reported, but for what hangs on secrets`,
    `${covered.certified} requirements were each seen kept, by a check that was seen to turn red at a broken service`,
    ...(settings.allow.length > 0 ? [`it was run with consent to ${settings.allow.join(', ')}`] : []),
  ]
}

const openBy = ({ conformance, isKnownKey, others }: Verified): readonly string[] => {
  const { seed, covered, notShown, onTrust, target, held } = conformance
  return [
    'that the replies are those of the service: who signed may have made them up, unless a second party ran the same seed (--witness)',
    ...(isKnownKey ? [] : ['whose key it is: give the public key that you were given with --key']),
    ...(seed.nonce === undefined
      ? [
          'that it was run once: who signed knew the requests beforehand, and may have run them until they came out well',
        ]
      : []),
    `that no other request breaks a promise: ${boundText(conformance)}`,
    `anything of ${notShown.length} other requirements, ${covered.notCertified} of them of the profile: the statement says of each why`,
    ...(onTrust.length > 0
      ? [
          `${onTrust.length} verdicts that hang on a secret, which are the word of who signed: ${onTrust.slice(0, 2).join(', ')}${onTrust.length > 2 ? ', …' : ''}`,
        ]
      : []),
    ...(held.length > 0
      ? [`what stands where ${held.map(({ name }) => name).join(', ')} is written: only commitments are in the bundle`]
      : []),
    `that ${target.url} is still the same service`,
    ...(others.length > 0 ? [`anything about ${others.join(', ')}, which is no part of the bundle`] : []),
  ]
}

const boundText = ({ requirements }: Conformance): string => {
  const [weakest] = [...requirements].sort((one, other) => other.bound - one.bound)
  return weakest === undefined
    ? 'none was seen'
    : `of ${weakest.observed} exchanges that could have broken ${weakest.id} none did, so up to ${(100 * weakest.bound).toFixed(1)} % of such requests may (95 % bound); of the others less`
}
