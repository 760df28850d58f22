import type { Command, Option } from 'commander'
import { builtIn } from '../../contracts/load.ts'
import { print } from '../print.ts'
import { type Completed, scriptFor } from './script-for.ts'
import type { shells } from './shells.ts'

/** `assay completion SHELL`: a script of the commands and flags as they are. */
export const completionCommand = (program: Command, shell: (typeof shells)[number]): void =>
  print(scriptFor(shell, program.commands.map(completed)))

const completed = (command: Command): Completed => ({
  name: command.name(),
  description: command.description(),
  words: command.registeredArguments.some((one) => one.name() === 'contract')
    ? builtIn()
    : command.registeredArguments.flatMap((one) => one.argChoices ?? []),
  flags: command.options
    .filter(({ hidden }) => !hidden)
    .map((option) => ({
      flag: option.long ?? option.flags,
      description: option.description,
      values: valuesOf(option),
    })),
})

const valuesOf = ({ argChoices = [] }: Option): readonly string[] => argChoices
