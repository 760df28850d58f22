// The GitHub action and the GitLab template, run step by step as their runners do.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { crayon } from '../reference/crayon/crayon.ts'
import { install, pack } from './package.ts'

const repository = fileURLToPath(new URL('..', import.meta.url))
const read = (name: string): unknown => parse(readFileSync(join(repository, name), 'utf8'))

type Values = Readonly<Record<string, string>>
type Step = { readonly id?: string; readonly run?: string; readonly env?: Values }
type Action = {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>
  readonly runs: { readonly steps: readonly Step[] }
}

const action = read('action.yml') as Action
/** Of a must: what only a reading allows would warn. */
const fault = crayon.faults.find(({ id }) => id === 'answers-201-at-checkout')

let project: string
beforeAll(() => {
  project = install(pack())
})

/** What a runner puts in place of `${{ … }}`. */
const filled = (text: string, values: Values): string =>
  text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`The action asks for ${name}, which this test does not know.`)
    return value
  })

/** Runs the scripts of the action, with the shell and files of a GitHub runner; a step that fails ends it. */
const act = (given: Values) => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-action-'))
  symlinkSync(project, join(folder, 'assay'))
  const [output, summary] = [join(folder, 'output'), join(folder, 'summary')]
  for (const file of [output, summary]) writeFileSync(file, '')
  const defaults = Object.entries(action.inputs).map(([name, input]) => [`inputs.${name}`, input.default])
  const inputs = Object.entries(given).map(([name, value]) => [`inputs.${name}`, value])
  const context = { 'runner.temp': folder, 'github.action_path': repository }
  const printed: string[] = []
  for (const { run, env = {} } of action.runs.steps) {
    if (run === undefined) continue
    const outputs = readFileSync(output, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => [`steps.run.outputs.${line.split('=')[0]}`, line.slice(line.indexOf('=') + 1)])
    const values = Object.fromEntries([...defaults, ...inputs, ...outputs, ...Object.entries(context)]) as Values
    const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        ...Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filled(text, values)])),
      },
    })
    printed.push(stdout)
    if (status !== 0) return { status, folder, printed: printed.join(''), output, summary }
  }
  return { status: 0, folder, printed: printed.join(''), output, summary }
}

const small = '--seed\n1\n--runs\n2'

describe('the action', () => {
  test('passes a target that keeps its contract, and tells so', () => {
    const { status, output, summary, folder } = act({ contracts: 'crayon\n', arguments: `--reference\n${small}\n` })
    expect(status).toBe(0)
    expect(readFileSync(output, 'utf8')).toBe('exit-code=0\noutcome=conformant\nreport=assay-report/report.json\n')
    expect(readFileSync(summary, 'utf8')).toMatch(/^# Assay: /)
    expect(JSON.parse(readFileSync(join(folder, 'assay-report/report.json'), 'utf8')).run.outcome).toBe('conformant')
  })

  test('fails one that does not, with annotations, after all is written', () => {
    const { status, printed, output } = act({
      contracts: 'crayon',
      arguments: `${small}\n--fault\n${fault?.id}`,
      out: 'evidence of a run',
    })
    expect(status).toBe(1)
    expect(printed).toMatch(/^::error /m)
    expect(readFileSync(output, 'utf8')).toBe(
      'exit-code=1\noutcome=nonconformant\nreport=evidence of a run/report.json\n',
    )
  })

  test('tells a run that could judge too little from one that failed, and lets it pass where that is allowed', () => {
    const tooLittle = { contracts: 'shopctrl', arguments: `--reference\n${small}\n--min-judged\n100` }
    const { status, output } = act(tooLittle)
    expect(status).toBe(3)
    expect(readFileSync(output, 'utf8')).toContain('outcome=incomplete\n')
    expect(act({ ...tooLittle, 'allow-incomplete': 'true' }).status).toBe(0)
  })

  test('lets no target through at which nothing of the contract is', () => {
    const nowhere = { contracts: 'crayon', target: 'http://127.0.0.1:9', arguments: small }
    const { status, output } = act({ ...nowhere, 'allow-incomplete': 'true' })
    expect(status).toBe(2)
    expect(readFileSync(output, 'utf8')).toContain('exit-code=2\noutcome=unusable\n')
  })

  test('fails where there is no target, rather than judge the embedded reference', () => {
    const { status, output } = act({ contracts: 'crayon', arguments: small })
    expect(status).toBe(2)
    expect(readFileSync(output, 'utf8')).toContain('outcome=error\n')
  })

  test('runs no text of an input as a command, and says what is wrong with it', () => {
    const { status, output, folder } = act({ contracts: '$(touch hacked) ;touch', arguments: '`touch hacked`' })
    expect(status).toBe(2)
    expect(readFileSync(output, 'utf8')).toContain('outcome=error\n')
    expect(spawnSync('ls', [folder], { encoding: 'utf8' }).stdout).not.toContain('hacked')
  })
})

describe('the GitLab template', () => {
  type Job = { readonly script: readonly string[]; readonly variables: Values; readonly allow_failure?: object }
  const job = (read('ci/gitlab.yml') as { readonly '.assay': Job })['.assay']

  const script = (given: Values) =>
    spawnSync('sh', ['-e', '-c', job.script.join('\n')], {
      cwd: project,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: project,
        CI: 'true',
        npm_config_offline: 'true',
        ...job.variables,
        ...given,
      },
    })

  test('passes, fails, and leaves what its artifacts name', () => {
    const fine = 'crayon --seed 1 --runs 2'
    expect(script({ ASSAY_ARGUMENTS: fine }).status).toBe(2)
    expect(script({ ASSAY_ARGUMENTS: `${fine} --reference` }).status).toBe(0)
    expect(script({ ASSAY_ARGUMENTS: `${fine} --fault ${fault?.id}` }).status).toBe(1)
    expect(script({ ASSAY_ARGUMENTS: `${fine} --target http://127.0.0.1:9` }).status).toBe(2)
    expect(job.allow_failure).toBeUndefined()
    expect(readFileSync(join(project, 'assay-report/junit.xml'), 'utf8')).toMatch(/^<\?xml /)
  })
})
