import { Argument, type Command } from 'commander'
import { shells } from '../completion/shells.ts'

export const addCompletionCommand = (program: Command): void => {
  program
    .command('completion')
    .description('print what makes a shell complete commands and flags: eval "$(assay completion bash)"')
    .addArgument(new Argument('<shell>').choices(shells))
    .action(async (shell: (typeof shells)[number]) => {
      const { completionCommand } = await import('../completion/completion-command.ts')
      completionCommand(program, shell)
    })
}
