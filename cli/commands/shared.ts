import { Option } from 'commander'
import { renderers } from '../../reports/renderers.ts'
import { gather, percent } from '../arguments.ts'

/** 0 conformant · 1 nonconformant · 2 bad usage, config or contract, or an unusable target · 3 incomplete · 4 internal error · 130 interrupted. */
export const exitCodes = `
Exit codes:
  0  conformant: no promise is broken, and none that could be tried is undecided
  1  not conformant: at least one promise is broken
  2  bad usage, configuration or contract; or an unusable target: nothing of the contract was
     reached there (no connection, refused credentials, no valid request taken), nothing is judged
  3  incomplete: nothing is broken, but not everything could be judged, or less than --min-judged
  4  a fault of Assay's own
  130  interrupted; the report of what was done is written`

export const formats = renderers.map(({ format }) => format).join(', ')

export const gateOption = () =>
  new Option('--gate <level>', 'should: broken shoulds end the run with 1 too (default: must)').choices([
    'must',
    'should',
  ])

export const minJudgedOption = () =>
  new Option('--min-judged <percent>', "end with 3 where less of a contract's musts was judged").argParser(percent)

export const allowRef = [
  '--allow-ref <place>',
  'a folder, or http(s) origin, that contracts may refer to beside their own; may be repeated',
  gather,
  [] as string[],
] as const

export const workflowFiles = [
  '--workflow <file>',
  'a file of Arazzo 1.0 workflows about the contract, whose steps are judged too; may be repeated',
  gather,
] as const

export const envFile = [
  '--env-file <file>',
  'read variables from this file of NAME=value lines; those of the environment win',
] as const

/** As other test runners call `--report`. */
export const reporter = ['--reporter <formats>', 'the same as --report'] as const
