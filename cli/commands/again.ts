import type { Command } from 'commander'
import { gather, gatherConsent } from '../arguments.ts'
import type { ReplayOptions } from '../replay.ts'
import { allowRef, envFile } from './shared.ts'

export const addAgainCommands = (program: Command): void => {
  program
    .command('replay')
    .description('run one case of a report again, alone, and print a test that shows its failure')
    .argument(
      '<report#case>',
      'where <case> is a case, a requirement or the address of a finding, as the report prints it',
    )
    .option('--verbatim', 'send the recorded requests as they are, in place of the case with all it does')
    .option('--test <file>', 'write the vitest test that shows the failure to a file, in place of printing it')
    .option('--target <url>', 'another target than that of the report')
    .option('--allow <step>', 'consent to a step, as for run; may be repeated', gatherConsent, [])
    .option(
      '--config <file>',
      'configuration file with the credentials (default: as for run); those for other servers are not used',
    )
    .option(...envFile)
    .option('--profile <name>', 'another target than that of the report: one of the configuration, by its name')
    .option('--token <t>', 'bearer token (better: environment variable ASSAY_TOKEN)')
    .option('--header <line>', "fixed header 'Name: value'; may be repeated", gather, [])
    .option(...allowRef)
    .option('--allow-writes', 'needed where the target is not on this machine')
    .option('--contract <reference>', 'URL or copy of the contract, where the run had read it from a URL')
    .action(async (reference: string, options: ReplayOptions) => {
      const { replayCommand } = await import('../replay-command.ts')
      process.exitCode = await replayCommand(reference, options)
    })
}
