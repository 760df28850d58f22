import { Command, Help, type Option } from 'commander'
import { addAgainCommands } from './commands/again.ts'
import { addCertificatesCommands } from './commands/certificates.ts'
import { addCompletionCommand } from './commands/completion.ts'
import { addLookCommands } from './commands/look.ts'
import { addReferencesCommands } from './commands/references.ts'
import { addReportsCommands } from './commands/reports.ts'
import { addRunCommands } from './commands/run.ts'
import { addSetUpCommands } from './commands/set-up.ts'
import { readEnvFile } from './env-file.ts'
import { version } from './package-info.ts'
import { print, tell } from './print.ts'

/** All commands with their flags. */
export const commandLine = (): Command => {
  const program = new Command('assay')
    .description(
      'Does this API do what its documents say? Runs a contract against any base URL and gives a verdict, with evidence, for every promise.',
    )
    .version(version())
    .configureOutput({ writeOut: print, writeErr: tell })
    .configureHelp({ optionDescription: (option) => new Help().optionDescription(withoutEmptyDefault(option)) })
    .showHelpAfterError('(add --help for what is possible)')
    .exitOverride()
    .hook('preAction', (_, command) => {
      const { envFile } = command.opts<{ readonly envFile?: string }>()
      if (envFile !== undefined) Object.assign(process.env, readEnvFile(envFile, process.env))
    })
  for (const add of groups) add(program)
  return program
}

/** That nothing is given where nothing is given need not be said. */
const withoutEmptyDefault = (option: Option): Option => {
  const { defaultValue } = option
  const isEmpty = typeof defaultValue === 'object' && defaultValue !== null && Object.keys(defaultValue).length === 0
  return isEmpty ? Object.assign(Object.create(option), { defaultValue: undefined }) : option
}

/** In the order in which help lists them. */
const groups = [
  addRunCommands,
  addLookCommands,
  addAgainCommands,
  addSetUpCommands,
  addReportsCommands,
  addReferencesCommands,
  addCertificatesCommands,
  addCompletionCommand,
]
