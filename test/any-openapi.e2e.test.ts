// Any OpenAPI document is a contract: one of version 3.0 against a plain server that keeps it, and with each of its faults.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { assay, newFolder } from './cli.ts'
import { type PetFault, petFaults, petsDocument, startPets } from './servers/pets.ts'

const reportOn = async (fault?: PetFault): Promise<Report> => {
  const server = await startPets(fault)
  const folder = newFolder()
  writeFileSync(join(folder, 'pets.yaml'), petsDocument)
  try {
    await assay(['run', 'pets.yaml', '--target', server.baseUrl, '--seed', '1', '--quiet', '--report', 'json'], {
      folder,
    })
  } finally {
    await server.close()
  }
  return JSON.parse(readFileSync(join(folder, 'assay-report/report.json'), 'utf8')) as Report
}

const withVerdict = (report: Report, verdict: string): readonly string[] =>
  (report.contracts[0]?.requirements ?? []).filter((one) => one.verdict === verdict).map(({ id }) => id)

test('a server that keeps a document of OpenAPI 3.0 is never failed', { timeout: 60_000 }, async () => {
  const report = await reportOn()
  expect(withVerdict(report, 'fail')).toEqual([])
  expect(withVerdict(report, 'error')).toEqual([])
  const verdicts = new Map(report.contracts[0]?.requirements.map(({ id, verdict }) => [id, verdict]))
  expect(Object.values(petFaults).filter((id) => verdicts.get(`pets/${id}`) !== 'pass')).toEqual([])
  const photo = report.contracts[0]?.requirements.find(({ id }) => id === 'pets/addPhoto/response.204/status')
  expect(photo).toMatchObject({
    verdict: 'untested',
    reason: 'no value could be made that is sent as multipart/form-data: that media type is not supported',
  })
})

test.each(Object.entries(petFaults))('a server that %s fails %s', { timeout: 60_000 }, async (fault, requirement) => {
  expect(withVerdict(await reportOn(fault as PetFault), 'fail')).toContain(`pets/${requirement}`)
})
