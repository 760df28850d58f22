import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Contract } from '../contracts/contract.ts'
import { parseText } from '../contracts/parse-text.ts'
import { isObject } from '../core/json.ts'
import { sha256 } from '../core/sha256.ts'
import { Refusal } from './refusal.ts'

/** What a certificate covers: a list of requirements that never changes once it is there. */
export type Profile = {
  readonly name: string
  readonly revision: number
  readonly contract: string
  /** Of the contract as it was when the list was made. */
  readonly digest: string
  /** Ids below the contract. */
  readonly requirements: readonly string[]
  /** What is of its level, and not in the list, since no run can be sure to show it. */
  readonly leftOut: readonly LeftOut[]
}

export type LeftOut = { readonly id: string; readonly why: string }

export const profileNames = ['core', 'full'] as const

/** The levels that each covers. */
export const profileLevels = { core: ['must'], full: ['must', 'should'] } as const

const home = fileURLToPath(new URL('../schemas/', import.meta.url))

export const profileFolder = (contract: string): string => join(home, contract, 'profiles')

/** All revisions of all profiles of a contract, the oldest first. */
export const profilesOf = (contract: string, folder = profileFolder(contract)): readonly Profile[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^[a-z]+@\d+\.yaml$/.test(name))
        .map((name) => readProfile(join(folder, name)))
        .sort((one, other) =>
          one.name === other.name ? one.revision - other.revision : one.name < other.name ? -1 : 1,
        )
    : []

/**
 * A profile by its name, as `core` for the newest revision or `core@1`.
 *
 * @throws Refusal where there is none
 */
export const profileNamed = (contract: string, asked: string): Profile => {
  const all = profilesOf(contract)
  const found = all.findLast(({ name, revision }) => asked === name || asked === `${name}@${revision}`)
  if (found) return found
  const known = all.map(nameOf).join(', ')
  throw new Refusal(
    `${contract} has no profile '${asked}'${known === '' ? ': only contracts that are built in have some' : `; it has ${known}`}.`,
  )
}

export const nameOf = ({ name, revision }: Pick<Profile, 'name' | 'revision'>): string => `${name}@${revision}`

export const profileDigest = ({ name, revision, contract, digest, requirements }: Profile): string =>
  sha256(JSON.stringify([name, revision, contract, digest, requirements]))

/** What it covers of a contract, by whole ids. */
export const coveredBy = ({ contract, requirements }: Profile): ReadonlySet<string> =>
  new Set(requirements.map((id) => `${contract}/${id}`))

/** @throws Refusal where the contract is another one than the list was made of */
export const assertOf = (profile: Profile, { id, digest }: Pick<Contract, 'id' | 'digest'>): void => {
  if (profile.digest !== digest)
    throw new Refusal(
      `The profile ${nameOf(profile)} of ${id} was made of another contract (${profile.digest.slice(0, 12)}) than this one (${digest.slice(0, 12)}): a new revision of it is needed, node scripts/profiles.mjs makes one.`,
    )
}

export const profileText = (profile: Profile): string =>
  [
    `# The requirements that a certificate of this profile covers. It never changes: node scripts/profiles.mjs makes a new revision.`,
    `profile: ${profile.name}`,
    `revision: ${profile.revision}`,
    `contract: ${profile.contract}`,
    `digest: ${profile.digest}`,
    'requirements:',
    ...profile.requirements.map((id) => `  - ${quoted(id)}`),
    ...(profile.leftOut.length === 0
      ? ['leftOut: []']
      : [
          'leftOut:',
          ...profile.leftOut.flatMap(({ id, why }) => [`  - id: ${quoted(id)}`, `    why: ${quoted(why)}`]),
        ]),
    '',
  ].join('\n')

const quoted = (text: string): string => (/^[A-Za-z][\w./[\]-]*$/.test(text) ? text : JSON.stringify(text))

const readProfile = (path: string): Profile => {
  const value = parseText(readFileSync(path, 'utf8'), path)
  if (!isProfile(value)) throw new Refusal(`${path} is no profile.`)
  const { profile: name, ...rest } = value
  return { name, ...rest }
}

const isProfile = (value: unknown): value is Omit<Profile, 'name'> & { readonly profile: string } =>
  isObject(value) &&
  ['profile', 'contract', 'digest'].every((name) => typeof value[name] === 'string') &&
  typeof value['revision'] === 'number' &&
  Array.isArray(value['requirements']) &&
  Array.isArray(value['leftOut'])
