import { type Command, Option } from 'commander'
import { gather, gatherConsent, gatherFixture, positive, whole } from '../arguments.ts'
import { envFile } from './shared.ts'

export const addCertificatesCommands = (program: Command): void => {
  program
    .command('keygen')
    .description('make an Ed25519 key to sign certificates with')
    .option('--out <file>', 'file for the private key; the public one goes beside it, as .pub', 'assay-key.pem')
    .action(async ({ out }: { out: string }) => {
      const { keygenCommand } = await import('../keygen-command.ts')
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
    .option(...envFile)
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
  4  a fault of Assay's own
  130  interrupted: of a bundle, only the evidence is left`,
    )
    .action(async (contract: string, options: import('../certify-command.ts').CertifyOptions) => {
      const { certifyCommand } = await import('../certify-command.ts')
      process.exitCode = await certifyCommand(contract, { ...options, only: [] })
    })

  program
    .command('verify')
    .description('check a certificate without its target: signature, digests, requests, verdicts, summary, expiry')
    .argument('<bundle>', 'folder that assay certify wrote')
    .option('--key <file>', 'public key of whoever should have signed it')
    .option('--witness <bundle>', 'what a second party got with the same seed, to be compared with it')
    .option('--assurance <file>', 'figures of this build, where they do not ship with it')
    .addHelpText(
      'after',
      '\nExit codes: 0 where it holds, 1 where it does not, or where the witness saw something else.',
    )
    .action(async (folder: string, options: import('../verify-command.ts').VerifyCommandOptions) => {
      const { verifyCommand } = await import('../verify-command.ts')
      process.exitCode = await verifyCommand(folder, options)
    })

  program
    .command('registry')
    .description('verify all certificates in a folder, and write a page of them')
    .argument('<dir>', 'folder whose folders are bundles')
    .option('--key <file>', 'public key that all of them should be signed by; else each is shown with its own')
    .option('--out <file>', 'the page (default: index.html in the folder)')
    .option('--assurance <dir>', 'folder of figures of this build, one file a contract, where they do not ship with it')
    .action(async (folder: string, options: import('../registry-command.ts').RegistryOptions) => {
      const { registryCommand } = await import('../registry-command.ts')
      process.exitCode = await registryCommand(folder, options)
    })
}
