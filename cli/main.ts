#!/usr/bin/env node
import { Command, Option } from 'commander'
import { depths } from '../core/depth.ts'
import { renderers } from '../reports/renderers.ts'
import { gather, gatherConsent, gatherFixture, gatherLimit, percent, positive, shardOf, whole } from './arguments.ts'
import type { BaselineOptions } from './baseline-command.ts'
import { failWith } from './fail.ts'
import type { MergeOptions } from './merge-command.ts'
import { endsAsItShould } from './own-end.ts'
import { version } from './package-info.ts'
import { print, tell } from './print.ts'
import type { ReplayOptions } from './replay.ts'
import type { ReportOptions } from './report-command.ts'
import type { RunFlags } from './run-flags.ts'

/** 0 conformant · 1 nonconformant · 2 bad usage, config or contract, or an unusable target · 3 incomplete · 4 internal error · 130 interrupted. */
const exitCodes = `
Exit codes:
  0  conformant: no promise is broken, and none that could be tried stayed open
  1  not conformant: at least one promise is broken
  2  bad usage, configuration or contract; or an unusable target: nothing of the contract was
     reached there (no connection, refused credentials, no valid request taken), nothing is judged
  3  incomplete: nothing is broken, but not everything could be judged, or less than --min-judged
  4  a fault of Assay's own
  130  interrupted; the report of what was done is written`

const formats = renderers.map(({ format }) => format).join(', ')

const gateOption = () =>
  new Option('--gate <level>', 'should: broken shoulds end the run with 1 too (default: must)').choices([
    'must',
    'should',
  ])

const minJudgedOption = () =>
  new Option('--min-judged <percent>', "end with 3 where less of a contract's musts was judged").argParser(percent)

const allowRef = [
  '--allow-ref <place>',
  'a folder, or http(s) origin, that contracts may refer to beside their own; may be repeated',
  gather,
  [] as string[],
] as const

const workflowFiles = [
  '--workflow <file>',
  'a file of Arazzo 1.0 workflows about the contract, whose steps are judged too; may be repeated',
  gather,
] as const

const program = new Command('assay')
  .description(
    'Does this API do what its documents say? Runs a contract against any base URL and gives a verdict, with evidence, for every promise.',
  )
  .version(version())
  .configureOutput({ writeOut: print, writeErr: tell })
  .showHelpAfterError('(add --help for what is possible)')
  .exitOverride()

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
  .option('--only <glob>', 'only requirements with such an id; may be repeated', gather, [])
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
  .option('--baseline <file>', 'known failures, with owner, reason and expiry: they are told, but do not count')
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
  .option('--quiet', 'print only the outcome')
  .addHelpText('after', exitCodes)
  .action(async (contracts: string[], options: RunFlags & Record<string, unknown>) => {
    const { runCommand } = await import('./run-command.ts')
    process.exitCode = await runCommand(contracts, options as never)
  })

program
  .command('list')
  .description('list the requirements of contracts: level, id, title')
  .argument('[contract...]', 'built-in name, path or URL; default: all built in')
  .option('--only <glob>', 'only requirements with such an id; may be repeated', gather, [])
  .option('--ambiguities', 'what the documents leave open, and what became of it, instead')
  .option(...workflowFiles)
  .option('--profile <name>', 'only what certificates of this profile cover: core or full, or one revision, as core@1')
  .option(...allowRef)
  .option('--json', 'as JSON')
  .action(
    async (contracts: string[], options: { only: string[]; json?: true; ambiguities?: true; profile?: string }) => {
      const { listCommand } = await import('./list-command.ts')
      await listCommand(contracts, options)
    },
  )

program
  .command('explain')
  .description('explain one requirement: level, source, how it is tested, what fixture it needs')
  .argument('<id>', 'as assay list prints it')
  .option('--contract <reference>', 'path or URL of the contract, where it is not built in')
  .option(...workflowFiles)
  .option(...allowRef)
  .action(async (id: string, options: { contract?: string }) => {
    const { explainCommand } = await import('./explain-command.ts')
    await explainCommand(id, options)
  })

program
  .command('replay')
  .description('run one case of a report again, alone, and print a test that shows its failure')
  .argument('<report#case>', 'as the report prints it')
  .option('--verbatim', 'send the recorded requests as they are, in place of the case with all it does')
  .option('--test <file>', 'write the vitest test that shows the failure to a file, in place of printing it')
  .option('--target <url>', 'another target than that of the report')
  .option('--allow <step>', 'consent to a step, as for run; may be repeated', gatherConsent, [])
  .option(
    '--config <file>',
    'configuration file with the credentials (default: as for run); those for other servers are not used',
  )
  .option('--profile <name>', 'another target than that of the report: one of the configuration, by its name')
  .option('--token <t>', 'bearer token (better: environment variable ASSAY_TOKEN)')
  .option('--header <line>', "fixed header 'Name: value'; may be repeated", gather, [])
  .option(...allowRef)
  .option('--allow-writes', 'needed where the target is not on this machine')
  .option('--contract <reference>', 'URL or copy of the contract, where the run had read it from a URL')
  .action(async (reference: string, options: ReplayOptions) => {
    const { replayCommand } = await import('./replay-command.ts')
    process.exitCode = await replayCommand(reference, options)
  })

program
  .command('init')
  .description('write a configuration: asks, or takes flags')
  .option('--contract <reference>', 'built-in name, path or URL')
  .option('--target <url>', "base URL of the server, ending before the contract's paths")
  .option('--auth <type>', 'none, bearer, basic, header, apiKey, oauth2 or oauth2-password')
  .option('--out <file>', 'assay.config.ts, .js, .mjs or .json (default: assay.config.ts)')
  .option('--yes', 'ask nothing; take the default for what is not given')
  .option('--force', 'overwrite a file that is there')
  .action(async (options: import('./init-command.ts').InitOptions) => {
    const { initCommand } = await import('./init-command.ts')
    process.exitCode = await initCommand(options)
  })

program
  .command('doctor')
  .description('try target, credentials, clock, fixtures and limits with a few harmless requests')
  .argument('[contract]', 'built-in name, or path or URL of an OpenAPI document; default: that of the configuration')
  .option('--config <file>', 'configuration file (default: assay.config.ts, .js, .mjs or .json, where there is one)')
  .option('--profile <name>', 'one of the targets of the configuration, by its name')
  .option('--target <url>', "base URL of the server, ending before the contract's paths")
  .option('--token <t>', 'bearer token (better: environment variable ASSAY_TOKEN)')
  .option('--header <line>', "fixed header 'Name: value'; may be repeated", gather, [])
  .option('--fixture <name=value>', 'a value that exists at the target; may be repeated', gatherFixture, {})
  .option('--timeout <ms>', 'for one exchange (default: 10000)', positive)
  .option('--allow-writes', 'as you would pass it to run')
  .option(...allowRef)
  .option('--json', 'as JSON')
  .addHelpText(
    'after',
    `
Exit codes:
  0  ready
  2  something must be put right first
  3  a run will work, but leave things untested or undecided`,
  )
  .action(async (contract: string | undefined, options: import('./doctor-command.ts').DoctorOptions) => {
    const { doctorCommand } = await import('./doctor-command.ts')
    process.exitCode = await doctorCommand(contract, options)
  })

program
  .command('report')
  .description('render a report again in other formats')
  .argument('<file>', 'a report.json, or the evidence.ndjson of a run that left none')
  .option('--to <formats>', `text, ${formats}; separated by commas`, 'text')
  .option('--out <dir>', 'folder for the files; text and github are printed', 'assay-report')
  .option(...allowRef)
  .option('--baseline <file>', 'known failures; the exit code is then that of the run without them')
  .option('--contract <reference>', 'URL or copy of the contract, where the run had read it from a URL')
  .action(async (file: string, options: ReportOptions) => {
    const { reportCommand } = await import('./report-command.ts')
    process.exitCode = await reportCommand(file, options)
  })

program
  .command('merge')
  .description('make one report of all shards of a run')
  .argument('<dir...>', 'the folders of the shards')
  .option('--out <dir>', 'folder for the report', 'assay-report')
  .option('--contract <reference>', 'URL or copy of the contract, where the run had read it from a URL')
  .option('--report <formats>', `${formats}; separated by commas`, 'json,html,junit')
  .option('--baseline <file>', 'known failures, with owner, reason and expiry: they are told, but do not count')
  .addOption(gateOption())
  .addOption(minJudgedOption())
  .option(...allowRef)
  .option('--quiet', 'print only the outcome')
  .addHelpText('after', exitCodes)
  .action(async (folders: string[], options: MergeOptions) => {
    const { mergeCommand } = await import('./merge-command.ts')
    process.exitCode = await mergeCommand(folders, options)
  })

program
  .command('baseline')
  .description('write down what fails in a report, so that it does not count for a while')
  .argument('<file>', 'a report.json')
  .requiredOption('--owner <name>', 'who answers for it')
  .requiredOption('--reason <text>', 'why it is lived with')
  .requiredOption('--expires <day>', 'the last day it does not count, as in 2026-12-31')
  .option('--out <file>', 'file to write', 'assay-baseline.json')
  .action(async (file: string, options: BaselineOptions) => {
    const { baselineCommand } = await import('./baseline-command.ts')
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
    const { diffCommand } = await import('./diff-command.ts')
    process.exitCode = await diffCommand(a, b, options)
  })

program
  .command('serve')
  .description('start the reference service of a contract on loopback')
  .argument('<contract>', 'built-in name')
  .option('--port <n>', 'port (default: any free one)', whole)
  .option('--fault <id>', 'break one promise; may be repeated', gather, [])
  .option(
    '--limit <class=n/s>',
    'answer 429 above so many requests, as in write=100/60; may be repeated',
    gatherLimit,
    {},
  )
  .option('--webhook-url <url>', 'where events are sent')
  .option('--webhook-secret <secret>', 'what events carry as their secret', 'secret')
  .option('--list-faults', 'list the faults and stop')
  .action(async (contract: string, options: import('./serve-command.ts').ServeOptions) => {
    const { serveCommand } = await import('./serve-command.ts')
    await serveCommand(contract, options)
  })

program
  .command('selftest')
  .description('run the harness against every fault of the references and print which are caught')
  .argument('[contract...]', 'built-in name; default: all built in')
  .option('--fault <id>', 'only this fault; may be repeated', gather, [])
  .option('--seed <n>', 'seed of the runs', whole, 1)
  .option('--mutants [n]', 'in place of the faults, so many mutants of each contract, by seed (default: 150)', whole)
  .option('--json', 'as JSON')
  .action(async (contracts: string[], options: import('./selftest-command.ts').SelftestOptions) => {
    const { selftestCommand } = await import('./selftest-command.ts')
    process.exitCode = await selftestCommand(contracts, options)
  })

program
  .command('keygen')
  .description('make an Ed25519 key to sign certificates with')
  .option('--out <file>', 'file for the private key; the public one goes beside it, as .pub', 'assay-key.pem')
  .action(async ({ out }: { out: string }) => {
    const { keygenCommand } = await import('./keygen-command.ts')
    keygenCommand(out)
  })

program
  .command('certify')
  .description('run a contract whole against a target, and write a signed certificate that others can check')
  .argument('<contract>', 'built-in name')
  .requiredOption('--profile <name>', 'what is to be certified: core (the musts) or full (the shoulds too)')
  .option('--key <file>', 'private key of assay keygen (or its text in ASSAY_SIGNING_KEY)')
  .addOption(
    new Option('--depth <depth>', 'how much is tried: default or deep, which takes many times as long')
      .choices(['default', 'deep'])
      .default('deep'),
  )
  .option('--nonce <text>', 'a public value that whoever wants the certificate has given: the seed follows from it')
  .option('--expires <days>', 'so many days it is valid', positive, 90)
  .option('--out <dir>', 'folder for the bundle', 'assay-certificate')
  .option('--assurance <file>', 'figures of this build, where they do not ship with it')
  .option('--target <url>', "base URL of the server, ending before the contract's paths")
  .option('--reference', 'the embedded reference as target: the certificate says so on its face')
  .option('--config <file>', 'configuration file (default: as for run)')
  .option('--target-profile <name>', 'one of the targets of the configuration, by its name')
  .option('--rate <r>', 'send no more than so many requests a second', positive)
  .option('--timeout <ms>', 'for one exchange (default: 10000)', positive)
  .option('--settle <ms>', 'how long asynchronous work may take at the target (default: 10000)', positive)
  .option('--header <line>', "fixed header 'Name: value'; may be repeated", gather, [])
  .option('--token <t>', 'bearer token (better: environment variable ASSAY_TOKEN)')
  .option('--fixture <name=value>', 'a value that exists at the target; may be repeated', gatherFixture, {})
  .option('--allow <step>', 'consent to a step, as for run; may be repeated', gatherConsent, [])
  .option('--allow-writes', 'short for --allow write; needed where the target is not on this machine')
  .option('--webhook-port <n>', "listen on this port of loopback for the target's events", whole)
  .option('--webhook-wait <ms>', 'wait so long for an event (default: 3000)', positive)
  .addOption(new Option('--baseline <file>').hideHelp())
  .option('--quiet', 'print only the outcome')
  .addHelpText(
    'after',
    `
Exit codes:
  0  the certificate is written, and verifies
  1  no certificate: something of the profile is broken
  2  no certificate: something is missing, such as the key or the target; or it is no run to certify
  3  no certificate: not all of the profile was seen
  4  a fault of Assay's own`,
  )
  .action(async (contract: string, options: import('./certify-command.ts').CertifyOptions) => {
    const { certifyCommand } = await import('./certify-command.ts')
    process.exitCode = await certifyCommand(contract, { ...options, only: [] })
  })

program
  .command('verify')
  .description('check a certificate without its target: signature, digests, requests, verdicts, summary, expiry')
  .argument('<bundle>', 'folder that assay certify wrote')
  .option('--key <file>', 'public key of whoever should have signed it')
  .option('--witness <bundle>', 'what a second party got with the same seed, to be compared with it')
  .option('--assurance <file>', 'figures of this build, where they do not ship with it')
  .addHelpText('after', '\nExit codes: 0 where it holds, 1 where it does not, or where the witness saw something else.')
  .action(async (folder: string, options: import('./verify-command.ts').VerifyCommandOptions) => {
    const { verifyCommand } = await import('./verify-command.ts')
    process.exitCode = await verifyCommand(folder, options)
  })

program
  .command('registry')
  .description('verify all certificates in a folder, and write a page of them')
  .argument('<dir>', 'folder whose folders are bundles')
  .option('--key <file>', 'public key that all of them should be signed by; else each is shown with its own')
  .option('--out <file>', 'the page (default: index.html in the folder)')
  .option('--assurance <dir>', 'folder of figures of this build, one file a contract, where they do not ship with it')
  .action(async (folder: string, options: import('./registry-command.ts').RegistryOptions) => {
    const { registryCommand } = await import('./registry-command.ts')
    process.exitCode = await registryCommand(folder, options)
  })

program
  .command('mutate')
  .description('stand before a target on loopback and change what one mutant of a contract changes')
  .requiredOption('--contract <reference>', 'built-in name, or path or URL of an OpenAPI document')
  .option('--target <url>', "base URL of the service, ending before the contract's paths")
  .option('--mutant <id>', 'as --list prints it')
  .option('--port <n>', 'port (default: any free one)', whole)
  .option('--list', 'list the mutants and stop')
  .option(...allowRef)
  .action(async (options: import('./mutate-command.ts').MutateOptions) => {
    const { mutateCommand } = await import('./mutate-command.ts')
    await mutateCommand(options)
  })

const fail = failWith(tell, { debug: Boolean(process.env['ASSAY_DEBUG']) })
endsAsItShould(process, fail)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = fail(error)
}
