import type { Command } from 'commander'
import { gather, gatherLimit, whole } from '../arguments.ts'
import { allowRef } from './shared.ts'

export const addReferencesCommands = (program: Command): void => {
  program
    .command('serve')
    .description('start the reference service of a contract on loopback')
    .argument('<contract>', 'built-in name')
    .option('--port <n>', 'port (default: any free one)', whole)
    .option('--fault <id>', 'break one promise; may be repeated', gather, [])
    .option(
      '--limit <class=n/s>',
      'answer 429 above so many requests, as in write=100/60; may be repeated',
      gatherLimit,
      {},
    )
    .option('--webhook-url <url>', 'where events are sent')
    .option('--webhook-secret <secret>', 'what events carry as their secret', 'secret')
    .option('--list-faults', 'list the faults and stop')
    .action(async (contract: string, options: import('../serve-command.ts').ServeOptions) => {
      const { serveCommand } = await import('../serve-command.ts')
      await serveCommand(contract, options)
    })

  program
    .command('selftest')
    .description('run the harness against every fault of the references and print which are caught')
    .argument('[contract...]', 'built-in name; default: all built in')
    .option('--fault <id>', 'only this fault; may be repeated', gather, [])
    .option('--seed <n>', 'seed of the runs', whole, 1)
    .option('--mutants [n]', 'in place of the faults, so many mutants of each contract, by seed (default: 150)', whole)
    .option('--json', 'as JSON')
    .action(async (contracts: string[], options: import('../selftest-command.ts').SelftestOptions) => {
      const { selftestCommand } = await import('../selftest-command.ts')
      process.exitCode = await selftestCommand(contracts, options)
    })

  program
    .command('mutate')
    .description('stand before a target on loopback and change what one mutant of a contract changes')
    .requiredOption('--contract <reference>', 'built-in name, or path or URL of an OpenAPI document')
    .option('--target <url>', "base URL of the service, ending before the contract's paths")
    .option('--mutant <id>', 'as --list prints it')
    .option('--port <n>', 'port (default: any free one)', whole)
    .option('--list', 'list the mutants and stop')
    .option(...allowRef)
    .action(async (options: import('../mutate-command.ts').MutateOptions) => {
      const { mutateCommand } = await import('../mutate-command.ts')
      await mutateCommand(options)
    })
}
