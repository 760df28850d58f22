import type { Contract } from '../../contracts/contract.ts'
import { nodesOfFixture } from '../../contracts/fixtures.ts'
import { typesOf } from '../../contracts/schema/schema.ts'
import { missingFixtures } from '../../suites/missing-fixtures.ts'
import { lackEffects } from '../lack-text.ts'
import type { Answers } from './answers.ts'
import { authMembers } from './credentials.ts'

/** A configuration as a module, with what else could stand in it as comments. */
export const codeText = ({ contract, target, auth }: Answers, read: Contract): string =>
  `${[
    // Lines that are commented out below use secret, too.
    "import { defineConfig, secret } from 'assay'",
    '',
    'export default defineConfig({',
    '  // Built-in name, or path or URL of an OpenAPI 3.0 or 3.1 document.',
    `  contract: ${quoted(contract)},`,
    '  target: {',
    "    // Ends before the contract's paths. Nothing is sent anywhere else.",
    `    baseUrl: ${quoted(target)},`,
    ...authLines(auth),
    "    // headers: { 'X-Client': secret('CLIENT_ID') },",
    '    // Keep to the limits of the target; 429 and Retry-After are honoured anyway.',
    '    // requestsPerSecond: 5,',
    '    // concurrency: 4,',
    '    // timeoutMs: 10_000,',
    "    // tls: { ca: './ca.pem', cert: './client.pem', key: secret('CLIENT_KEY') },",
    '    // A run creates things at a target that has operations to create them. Consent, if that is fine there:',
    '    // allowWrites: true,',
    '  },',
    '  // More targets, for --profile NAME or ASSAY_PROFILE:',
    "  // targets: { staging: { baseUrl: 'https://staging.example.com' } },",
    '  // What exists at the target. Without a value, a run makes one there by calls of the contract, where it has such calls;',
    '  // else what stands behind the name is so, and what is sent in its place may be refused.',
    '  fixtures: {',
    ...fixtureLines(read),
    '  },',
    '})',
  ].join('\n')}\n`

const authLines = (auth: Answers['auth']): readonly string[] => {
  const members = authMembers(auth, (name) => `secret('${name}')`)
  if (members.length === 0) return ["    // auth: { type: 'bearer', token: secret('ASSAY_TOKEN') },"]
  return [
    '    // Secrets are read from the environment when a run starts; they stand in no file.',
    '    auth: {',
    ...members.map(([name, value]) => `      ${name}: ${value},`),
    '    },',
  ]
}

const fixtureLines = (contract: Contract): readonly string[] =>
  missingFixtures(contract, { spec: { fixtures: {} }, providers: {} })
    .filter(({ name }) => name !== 'webhook')
    .map((one) => `    // ${quotedIfNeeded(one.name)}: ${placeholder(contract, one.name)}, // ${lackEffects(one)}`)

/** Shows of which type a value is to be given. */
const placeholder = (contract: Contract, name: string): string => {
  const [node] = nodesOfFixture(contract, name)
  const types = typesOf(node?.schemas.strict ?? {}) ?? []
  if (types.includes('object')) return '{ … }'
  if (types.includes('array')) return '[…]'
  return types.includes('integer') || types.includes('number') ? '…' : "'…'"
}

const quotedIfNeeded = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name))

export const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
