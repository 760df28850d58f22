import { depthOf } from '../../core/depth.ts'
import { grouped } from '../../core/grouped.ts'
import type { ContractReport, Report } from '../../core/report.ts'
import { endedText } from '../ended-text.ts'
import type { Part } from './versions.ts'

type Lettered = { readonly letter: string; readonly file: string; readonly report: Report }

/** What a reader must know before comparing the columns, each as one sentence. */
export const notesOf = (reports: readonly Lettered[], versions: readonly (readonly Part[])[]): readonly string[] => [
  ...versionNotes(versions),
  ...soleNotes(reports, versions),
  ...differing(
    'The reports differ in the version of Assay',
    reports.map(({ letter, report }) => ({ letter, value: report.tool.version })),
  ),
  ...versions.flatMap((version) => (version.length > 1 ? settingNotes(version) : [])),
  ...reports.flatMap(({ letter, report: { run } }) =>
    [...(run.interrupted ? [endedText(run)] : []), ...run.void].map((line) => `${letter}: ${line}`),
  ),
]

/** Where a contract's documents are not the same, one verdict says nothing about the other. */
const versionNotes = (versions: readonly (readonly Part[])[]): readonly string[] => {
  const ofContract = grouped(versions, ([first]) => first?.contract.id ?? '')
  return [...ofContract].flatMap(([id, several]) =>
    several.length < 2
      ? []
      : [
          `${id}: ${several.length} versions of the contract: ${several
            .map((version) => `${lettersOf(version)} with digest ${shortDigest(version)}`)
            .join('; ')}. Only reports of the same version are compared.`,
        ],
  )
}

const soleNotes = (reports: readonly Lettered[], versions: readonly (readonly Part[])[]): readonly string[] =>
  versions.flatMap((version) => {
    const [first] = version
    if (!first || version.length > 1) return []
    const { file = '' } = reports.find(({ letter }) => letter === first.letter) ?? {}
    const isAlone = !versions.some((other) => other !== version && other[0]?.contract.id === first.contract.id)
    return [
      isAlone
        ? `${first.contract.id}: only ${first.letter} (${file}) has this contract, so it is not shown.`
        : `${first.contract.id}: only ${first.letter} (${file}) has the version with digest ${shortDigest(version)}, so it is not shown.`,
    ]
  })

const lettersOf = (version: readonly Part[]): string => version.map(({ letter }) => letter).join(', ')

const shortDigest = ([first]: readonly Part[]): string => first?.contract.digest.slice(0, 12) ?? ''

/** Runs that were asked for different things do not differ by their targets alone. */
const settingNotes = (version: readonly Part[]): readonly string[] => {
  const id = version[0]?.contract.id ?? ''
  return settings.flatMap(({ name, of }) =>
    differing(
      `${id}: the reports differ in ${name}`,
      version.map(({ letter, contract }) => ({ letter, value: of(contract) })),
    ),
  )
}

type Setting = { readonly name: string; readonly of: (contract: ContractReport) => string }

const settings: readonly Setting[] = [
  { name: 'what was asked for', of: ({ settings: { filter } }) => filterText(filter) },
  { name: 'depth', of: (contract) => depthOf(contract.settings) },
  { name: 'reading', of: (contract) => contract.settings.reading },
  { name: 'credentials', of: (contract) => (contract.settings.authenticated ? 'given' : 'none') },
  { name: 'faults of the reference', of: (contract) => contract.settings.reference?.join(', ') || 'none' },
]

const filterText = (filter: ContractReport['settings']['filter']): string =>
  filter === undefined
    ? 'all'
    : [
        ...filter.only.map((one) => `--only ${one}`),
        ...(filter.level === 'may' ? [] : [`--level ${filter.level}`]),
      ].join(' ') || 'all'

type Value = { readonly letter: string; readonly value: string }

const differing = (name: string, values: readonly Value[]): readonly string[] =>
  new Set(values.map(({ value }) => value)).size < 2
    ? []
    : [`${name}: ${values.map(({ letter, value }) => `${letter} ${value}`).join('; ')}.`]
