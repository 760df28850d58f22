import type { Command } from 'commander'
import { gather } from '../arguments.ts'
import type { BaselineOptions } from '../baseline-command.ts'
import type { MergeOptions } from '../merge-command.ts'
import type { ReportOptions } from '../report-command.ts'
import { allowRef, exitCodes, formats, gateOption, minJudgedOption, reporter } from './shared.ts'

export const addReportsCommands = (program: Command): void => {
  program
    .command('report')
    .description('render a report again in other formats, or several side by side')
    .argument(
      '<file...>',
      'a report.json, or the evidence.ndjson of a run that left none; of several, a column for each target',
    )
    .option(
      '--only <glob>',
      'print only what it says of these requirements, passed or not; may be repeated',
      gather,
      [],
    )
    .option('--with-exchanges', 'with --only: requests and replies too')
    .option(
      '--to <formats>',
      `text, ${formats}; separated by commas; of several reports text, json, html, markdown`,
      'text',
    )
    .option('--out <dir>', 'folder for the files; text and github are printed', 'assay-report')
    .option(...allowRef)
    .option('--baseline <file>', 'known failures; the exit code is then that of the run without them')
    .option('--contract <reference>', 'URL or copy of the contract, where the run had read it from a URL')
    .action(async ([file = '', ...others]: string[], options: ReportOptions) => {
      if (others.length > 0) {
        const { sideBySideCommand } = await import('../side-by-side-command.ts')
        process.exitCode = await sideBySideCommand([file, ...others], options)
        return
      }
      const { reportCommand } = await import('../report-command.ts')
      process.exitCode = await reportCommand(file, options)
    })

  program
    .command('merge')
    .description('make one report of all shards of a run')
    .argument('<dir...>', 'the folders of the shards')
    .option('--out <dir>', 'folder for the report', 'assay-report')
    .option('--contract <reference>', 'URL or copy of the contract, where the run had read it from a URL')
    .option('--report <formats>', `${formats}; separated by commas`, 'json,html,junit')
    .option(...reporter)
    .option('--baseline <file>', 'known failures, with owner, reason and expiry: they are reported, but do not count')
    .addOption(gateOption())
    .addOption(minJudgedOption())
    .option(...allowRef)
    .option('--quiet', 'print only the outcome')
    .addHelpText('after', exitCodes)
    .action(async (folders: string[], options: MergeOptions) => {
      const { mergeCommand } = await import('../merge-command.ts')
      process.exitCode = await mergeCommand(folders, options)
    })

  program
    .command('baseline')
    .description(
      'write down what fails in a report, so that it does not count for a while; or --prune what no longer fails',
    )
    .argument('<file>', 'a report.json')
    .option('--owner <name>', 'who answers for it')
    .option('--reason <text>', 'why it may stay broken for now')
    .option('--expires <day>', 'the last day it does not count, as in 2026-12-31')
    .option('--out <file>', 'file to write, or to add new failures to', 'assay-baseline.json')
    .option('--prune', 'remove the entries of --out that do not fail any more, and add nothing')
    .action(async (file: string, options: BaselineOptions) => {
      const { baselineCommand } = await import('../baseline-command.ts')
      await baselineCommand(file, options)
    })

  program
    .command('diff')
    .description('tell what changed from one run or target to another')
    .argument('<a>', 'a report.json')
    .argument('<b>', 'another report.json')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExit codes: 1 where a promise is broken in the second that was not in the first, else 0.')
    .action(async (a: string, b: string, options: { json?: true }) => {
      const { diffCommand } = await import('../diff-command.ts')
      process.exitCode = await diffCommand(a, b, options)
    })
}
