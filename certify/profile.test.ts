import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtIn, loadContract } from '../contracts/load.ts'
import {
  coveredBy,
  nameOf,
  type Profile,
  profileDigest,
  profileLevels,
  profileNamed,
  profileNames,
  profilesOf,
  profileText,
} from './profile.ts'

describe.each(builtIn())('the profiles of %s', (id) => {
  test('are never changed: a new revision is made by node scripts/profiles.mjs', async () => {
    const lines = profilesOf(id).map((one) => `${nameOf(one)} ${profileDigest(one)} ${one.requirements.length}\n`)
    await expect(lines.join('')).toMatchFileSnapshot(`../test/registers/profiles/${id}.txt`)
  })

  test.each(profileNames)(
    '%s is of the contract as it is now, else node scripts/profiles.mjs makes a new revision',
    async (name) => {
      const contract = await loadContract(id)
      const profile = profileNamed(id, name)
      expect({ contract: profile.contract, digest: profile.digest }).toEqual({ contract: id, digest: contract.digest })
      const levels: readonly string[] = profileLevels[name]
      const ofLevel = contract.requirements.filter(({ level }) => levels.includes(level)).map((one) => one.id)
      const accounted = [...coveredBy(profile), ...profile.leftOut.map((one) => `${id}/${one.id}`)]
      // Each promise of its levels is in it, or is left out for a reason: none is forgotten, none stands twice.
      expect(accounted.toSorted()).toEqual(ofLevel.toSorted())
      expect(profile.leftOut.filter(({ why }) => why === '')).toEqual([])
      expect(profile.requirements.length).toBeGreaterThan(ofLevel.length * 0.9)
    },
  )
})

const profile: Profile = {
  name: 'core',
  revision: 2,
  contract: 'crayon',
  digest: 'd',
  requirements: ['checkout/request/orderLines[]/x', 'a: b'],
  leftOut: [{ id: 'flow/x', why: "it's chance: #1" }],
}

const folderOf = (...profiles: readonly Profile[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-profiles-'))
  for (const one of profiles) writeFileSync(join(folder, `${nameOf(one)}.yaml`), profileText(one))
  return folder
}

test('a profile reads as it was written, and revisions come in their order', () => {
  const later = { ...profile, revision: 10 }
  expect(profilesOf('crayon', folderOf(later, profile))).toEqual([profile, later])
})

test('its digest tells every change of what it covers', () => {
  const others = [
    { ...profile, revision: 3 },
    { ...profile, digest: 'e' },
    { ...profile, requirements: profile.requirements.slice(1) },
  ]
  for (const other of others) expect(profileDigest(other)).not.toBe(profileDigest(profile))
})

test('a profile that is not there is refused with those that are', () => {
  expect(() => profileNamed('crayon', 'gold')).toThrow("crayon has no profile 'gold'; it has core@1")
})
