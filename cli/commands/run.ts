import { type Command, Option } from 'commander'
import { depths } from '../../core/depth.ts'
import { atLeastOne, gather, gatherConsent, gatherFixture, positive, shardOf, whole } from '../arguments.ts'
import { firstSign } from '../first-sign.ts'
import type { RunFlags } from '../run-flags.ts'
import {
  allowRef,
  envFile,
  exitCodes,
  formats,
  gateOption,
  minJudgedOption,
  reporter,
  workflowFiles,
} from './shared.ts'

export const addRunCommands = (program: Command): void => {
  program
    .command('run')
    .description('run contracts against a target; without --target against the embedded reference')
    .argument('[contract...]', 'built-in name, or path or URL of an OpenAPI 3.0 or 3.1 document; default: all built in')
    .option('--target <url>', "base URL of the server, ending before the contract's paths")
    .option('--reference', 'the embedded reference as target; where CI is set, a run without a target must ask for it')
    .option(
      '--config <file>',
      'configuration file (default: assay.config.ts, .js, .mjs or .json, here or in a folder above, up to that of the repository)',
    )
    .option(...envFile)
    .option('--profile <name>', 'one of the targets of the configuration, by its name')
    .option('--dry-run', 'print the plan: cases, requests, writes, time; send nothing')
    .option('--out <dir>', 'folder for the report (default: "assay-report")')
    .option('--seed <n>', 'same seed and contract: the same requests (default: random)', whole)
    .addOption(
      new Option(
        '--depth <depth>',
        'how much is tried: quick, the plainest form of each promise; deep, all there is',
      ).choices(depths),
    )
    .option('--runs <n>', 'random valid requests for each operation (default: 48; quick 8, deep 384)', whole)
    .option('--max-requests <n>', 'send no more than so many requests to a contract', whole)
    .option('--max-time <s>', 'send nothing after so many seconds', positive)
    .option('--rate <r>', 'send no more than so many requests a second', positive)
    .option('--concurrency <n>', 'requests under way at once (default: 8)', positive)
    .option('--timeout <ms>', 'for one exchange (default: 10000)', positive)
    .option('--settle <ms>', 'how long asynchronous work may take at the target (default: 10000)', positive)
    .option('--header <line>', "fixed header 'Name: value'; may be repeated", gather, [])
    .option('--token <t>', 'bearer token (better: environment variable ASSAY_TOKEN)')
    .option(
      '--fixture <name=value>',
      'a value that exists at the target; may be repeated; JSON where it starts with { or [',
      gatherFixture,
      {},
    )
    .option(...workflowFiles)
    .option(
      '--only <glob>',
      'only requirements with such an id; also a case, or the address of a finding; may be repeated',
      gather,
      [],
    )
    .option('--grep <pattern>', 'only requirements whose id or title holds this regular expression, in any case')
    .addOption(
      new Option('--level <level>', 'only promises of this level and above (default: may)').choices([
        'must',
        'should',
        'may',
      ]),
    )
    .addOption(
      new Option(
        '--reading <reading>',
        'strict: what only the wide reading of a document allows is broken (default: lenient)',
      ).choices(['strict', 'lenient']),
    )
    .option('--report <formats>', `${formats}; separated by commas (default: "json,html,junit")`)
    .option(...reporter)
    .option('--baseline <file>', 'known failures, with owner, reason and expiry: they are reported, but do not count')
    .addOption(gateOption())
    .addOption(minJudgedOption())
    .option(
      '--allow <step>',
      'consent to a step: write, concurrent, destructive (change or remove what a fixture names); may be repeated',
      gatherConsent,
      [],
    )
    .option('--allow-writes', 'short for --allow write; needed where the target is not on this machine')
    .option(...allowRef)
    .option('--webhook-port <n>', "listen on this port of loopback for the target's events", whole)
    .option('--webhook-wait <ms>', 'wait so long for an event (default: 3000)', positive)
    .option('--fault <id>', 'a fault of the embedded reference; may be repeated', gather, [])
    .option('--shard <i/n>', 'only part i of n; assay merge joins the parts', shardOf)
    .option('--resume <dir>', 'go on with the run whose evidence is in this folder, where it was cut off')
    .option('--bail [n]', 'send nothing more after so many broken musts (default: 1)', atLeastOne)
    .option('--quiet', 'print only the outcome')
    .option('--verbose', 'tell each case as it ends')
    .addHelpText('after', exitCodes)
    .action(async (contracts: string[], options: RunFlags & Record<string, unknown>) => {
      const clear = firstSign(process.stderr, { quiet: options['quiet'] === true })
      const { runCommand } = await import('../run-command.ts')
      clear()
      process.exitCode = await runCommand(contracts, options as never)
    })
}
