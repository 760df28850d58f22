import { loadContract } from '../contracts/load.ts'
import type { Json } from '../core/json.ts'
import { belongingsOf } from './belongings.ts'
import { examine } from './doctor/doctor.ts'
import { doctorCode, lineText } from './doctor/line.ts'
import { assertKnownFixtures } from './known-fixtures.ts'
import { fileText, loadConfig } from './load-config.ts'
import { resolveAsked } from './prepare.ts'
import { print, tell } from './print.ts'
import { reachOf } from './reach-of.ts'
import { noFlags } from './run-flags.ts'
import { seedFor } from './seed-for.ts'
import { UsageError } from './usage-error.ts'

export type DoctorOptions = {
  readonly config?: string
  readonly profile?: string
  readonly target?: string
  readonly token?: string
  readonly header: readonly string[]
  readonly fixture: Readonly<Record<string, Json>>
  readonly timeout?: number
  readonly allowWrites?: true
  readonly allowRef?: readonly string[]
  readonly webhookPort?: number
  readonly json?: true
}

/** `assay doctor`: what a run would stumble over, and what to do about it. */
export const doctorCommand = async (named: string | undefined, options: DoctorOptions): Promise<number> => {
  const config = await loadConfig(options.config, process.cwd())
  const name = named ?? config.contract
  if (name === undefined) throw new UsageError('Which contract? Name one, or set contract in the configuration.')
  const contract = await loadContract(name, reachOf(options))
  const { json, config: _, ...given } = options
  const flags = { ...noFlags, ...given }
  await assertKnownFixtures([contract], { flags, config })
  for (const note of belongingsOf({ flags, config, environment: process.env }).notes) tell(`assay: ${note}\n`)
  const spec = await resolveAsked(
    { name, contract },
    { request: { flags }, config, environment: process.env, seed: seedFor(flags, config, process.env) },
    // Fixtures that are made would be writes.
    { dry: true },
  )
  const { target } = spec
  if (target.kind === 'reference')
    throw new UsageError('There is no target to examine: give --target URL, or a configuration with one.')
  const { baseUrl } = target
  const lines = await examine(contract, { ...spec, target })
  const code = doctorCode(lines)
  print(
    json
      ? `${JSON.stringify({ contract: contract.id, target: baseUrl, ready: code === 0, lines }, null, 2)}\n`
      : `\n${contract.title} (${contract.id}) at ${baseUrl}\n${config.file === undefined ? '' : `  configuration: ${fileText(config, process.cwd())}\n`}${lines.map(lineText).join('')}\n${verdicts[code]}\n`,
  )
  return code
}

const verdicts = {
  0: 'Ready.',
  2: 'Something must be put right first (✗).',
  3: 'A run will work, but leave things untested or undecided (!).',
} as const
