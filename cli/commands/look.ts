import { type Command, Option } from 'commander'
import { gather } from '../arguments.ts'
import { allowRef, workflowFiles } from './shared.ts'

export const addLookCommands = (program: Command): void => {
  program
    .command('list')
    .description('list the requirements of contracts: level, id, title')
    .argument('[contract...]', 'built-in name, path or URL; default: all built in')
    .option('--only <glob>', 'only requirements with such an id; may be repeated', gather, [])
    .addOption(
      new Option('--level <level>', 'only promises of this level and above (default: may)').choices([
        'must',
        'should',
        'may',
      ]),
    )
    .option('--grep <pattern>', 'only requirements whose id or title holds this regular expression, in any case')
    .option('--ambiguities', 'what the documents leave open, and what became of it, instead')
    .option(...workflowFiles)
    .option(
      '--profile <name>',
      'only what certificates of this profile cover: core or full, or one revision, as core@1',
    )
    .option(...allowRef)
    .option('--json', 'as JSON')
    .action(async (contracts: string[], options: import('../list-command.ts').ListOptions) => {
      const { listCommand } = await import('../list-command.ts')
      await listCommand(contracts, options)
    })

  program
    .command('explain')
    .description('explain a requirement: level, source, how it is tested, what fixture it needs')
    .argument('<id>', "a requirement, a case or a finding's address; <report>#<address> tells what was found too")
    .option('--contract <reference>', 'path or URL of the contract, where it is not built in')
    .option(...workflowFiles)
    .option(...allowRef)
    .action(async (id: string, options: { contract?: string }) => {
      const { explainCommand } = await import('../explain-command.ts')
      await explainCommand(id, options)
    })
}
