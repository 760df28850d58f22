import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { commandLine } from '../program.ts'
import { type Completed, scriptFor } from './script-for.ts'

const commands: readonly Completed[] = [
  {
    name: 'run',
    description: "a run's words",
    words: ['crayon', 'dkhardware'],
    flags: [
      { flag: '--target', description: 'base URL', values: [] },
      { flag: '--level', description: 'level', values: ['must', 'should'] },
    ],
  },
  { name: 'list', description: 'list', words: [], flags: [{ flag: '--json', description: 'as JSON', values: [] }] },
]

/** What bash offers after a line of words. */
const offered = (...words: readonly string[]): readonly string[] => {
  const line = `${scriptFor('bash', commands)}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _assay; printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8', timeout: 10_000 })
  expect(stderr).toBe('')
  return stdout.split('\n').filter(Boolean)
}

test('bash completes commands, contracts, flags and the values of a flag', () => {
  expect(offered('assay', '')).toEqual(['run', 'list'])
  expect(offered('assay', 'run', 'dk')).toEqual(['dkhardware'])
  expect(offered('assay', 'run', '--t')).toEqual(['--target'])
  expect(offered('assay', 'run', '--level', '')).toEqual(['must', 'should'])
  expect(offered('assay', 'list', '--')).toEqual(['--json'])
})

test('zsh takes the same, and fish a line for each', () => {
  expect(scriptFor('zsh', commands)).toBe(`autoload -U +X bashcompinit && bashcompinit\n${scriptFor('bash', commands)}`)
  const fish = scriptFor('fish', commands)
  expect(fish).toContain("complete -c assay -n __fish_use_subcommand -f -a run -d 'a run\\'s words'\n")
  expect(fish).toContain("-n '__fish_seen_subcommand_from run' -l level -d 'level' -x -a 'must should'\n")
})

test('every command of the command line has a description', () => {
  const all = commandLine().commands
  expect(all.map((one) => one.name())).toContain('completion')
  expect(all.filter((one) => one.description() === '').map((one) => one.name())).toEqual([])
})
