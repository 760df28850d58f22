import type { shells } from './shells.ts'

export type Completed = {
  readonly name: string
  readonly description: string
  /** What may stand in the place of its arguments. */
  readonly words: readonly string[]
  readonly flags: readonly {
    readonly flag: string
    readonly description: string
    readonly values: readonly string[]
  }[]
}

export const scriptFor = (shell: (typeof shells)[number], commands: readonly Completed[]): string => {
  switch (shell) {
    case 'bash':
      return bash(commands)
    case 'zsh':
      return `autoload -U +X bashcompinit && bashcompinit\n${bash(commands)}`
    case 'fish':
      return fish(commands)
  }
}

const bash = (commands: readonly Completed[]): string => `_assay() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${commands.map(({ name }) => name).join(' ')}"
  else
    case "\${COMP_WORDS[1]} $before" in
${commands.flatMap(({ name, flags }) => flags.filter(({ values }) => values.length > 0).map(({ flag, values }) => `      "${name} ${flag}") words="${values.join(' ')}" ;;`)).join('\n')}
      *)
        case "\${COMP_WORDS[1]}" in
${commands.map(({ name, words, flags }) => `          ${name}) words="${[...words, ...flags.map(({ flag }) => flag)].join(' ')}" ;;`).join('\n')}
        esac ;;
    esac
  fi
  COMPREPLY=( $(compgen -W "$words" -- "$current") )
}
complete -o default -F _assay assay
`

const fish = (commands: readonly Completed[]): string =>
  [
    ...commands.map(
      ({ name, description }) => `complete -c assay -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}`,
    ),
    ...commands.flatMap(({ name, words, flags }) => {
      const when = `complete -c assay -n '__fish_seen_subcommand_from ${name}'`
      return [
        ...(words.length > 0 ? [`${when} -a '${words.join(' ')}'`] : []),
        ...flags.map(
          ({ flag, description, values }) =>
            `${when} -l ${flag.replace(/^--/, '')} -d ${quoted(description)}${values.length > 0 ? ` -x -a '${values.join(' ')}'` : ''}`,
        ),
      ]
    }),
    '',
  ].join('\n')

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`
