import type { Command } from 'commander'
import { gather, gatherFixture, positive, whole } from '../arguments.ts'
import { allowRef, envFile } from './shared.ts'

export const addSetUpCommands = (program: Command): void => {
  program
    .command('init')
    .description('write a configuration: asks, or takes flags')
    .option('--contract <reference>', 'built-in name, path or URL')
    .option('--target <url>', "base URL of the server, ending before the contract's paths")
    .option('--auth <type>', 'none, bearer, basic, header, apiKey, oauth2 or oauth2-password')
    .option('--out <file>', 'assay.config.ts, .js, .mjs or .json (default: assay.config.ts)')
    .option('--yes', 'ask nothing; take the default for what is not given')
    .option('--force', 'overwrite a file that is there')
    .action(async (options: import('../init-command.ts').InitOptions) => {
      const { initCommand } = await import('../init-command.ts')
      process.exitCode = await initCommand(options)
    })

  program
    .command('doctor')
    .description('try target, credentials, clock, fixtures and limits with a few harmless requests')
    .argument('[contract]', 'built-in name, or path or URL of an OpenAPI document; default: that of the configuration')
    .option('--config <file>', 'configuration file (default: assay.config.ts, .js, .mjs or .json, where there is one)')
    .option(...envFile)
    .option('--profile <name>', 'one of the targets of the configuration, by its name')
    .option('--target <url>', "base URL of the server, ending before the contract's paths")
    .option('--token <t>', 'bearer token (better: environment variable ASSAY_TOKEN)')
    .option('--header <line>', "fixed header 'Name: value'; may be repeated", gather, [])
    .option('--fixture <name=value>', 'a value that exists at the target; may be repeated', gatherFixture, {})
    .option('--timeout <ms>', 'for one exchange (default: 10000)', positive)
    .option('--allow-writes', 'as you would pass it to run')
    .option('--webhook-port <n>', 'as you would pass it to run', whole)
    .option(...allowRef)
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      `
Exit codes:
  0  ready
  2  something must be put right first
  3  a run will work, but leave things untested or undecided`,
    )
    .action(async (contract: string | undefined, options: import('../doctor-command.ts').DoctorOptions) => {
      const { doctorCommand } = await import('../doctor-command.ts')
      process.exitCode = await doctorCommand(contract, options)
    })
}
