import { cancel, intro, isCancel, log, select, text } from '@clack/prompts'
import { builtIn, loadContract } from '../../contracts/load.ts'
import { visible } from '../../reports/visible.ts'
import { UsageError } from '../usage-error.ts'
import { type Answers, type AuthChoice, authChoices, exampleTarget } from './answers.ts'
import { problemWith } from './checks.ts'
import { wantedAuth } from './credentials.ts'

/** Asks for what the flags do not say. */
export const ask = async (given: Partial<Answers>): Promise<Partial<Answers>> => {
  intro('A configuration for assay')
  const contract = given.contract ?? (await contractThatLoads())
  const target =
    given.target ??
    answered<string>(
      await text({
        message: "Base URL of the server, ending before the contract's paths",
        placeholder: exampleTarget,
        defaultValue: exampleTarget,
        validate: (value) => (value ? problemWith.target(value) : undefined),
      }),
    )
  const auth =
    given.auth ??
    (answered<string>(
      await select({
        message: 'Credentials (values come from the environment, none are asked for)',
        initialValue: wantedAuth(await loadContract(contract)),
        options: authChoices.map((value) => ({ value, label: labels[value] })),
      }),
    ) as AuthChoice)
  const out =
    given.out ??
    answered<string>(
      await text({
        message: 'File',
        placeholder: 'assay.config.ts',
        defaultValue: 'assay.config.ts',
        validate: (value) => (value ? problemWith.out(value) : undefined),
      }),
    )
  return { contract, target, auth, out }
}

/** Asked until it is one: it may have to be fetched to see. */
const contractThatLoads = async (): Promise<string> => {
  for (;;) {
    const contract = answered<string>(
      await text({
        message: `Contract: ${builtIn().join(', ')}, or path or URL of an OpenAPI document`,
        validate: (value) => (value ? undefined : 'Name one.'),
      }),
    )
    const problem = await problemWith.contract(contract)
    if (problem === undefined) return contract
    log.error(visible(problem))
  }
}

const labels: Readonly<Record<AuthChoice, string>> = {
  none: 'none',
  bearer: 'a bearer token',
  basic: 'user and password',
  header: 'a key in a header',
  apiKey: 'a key in the query',
  oauth2: 'OAuth 2, client credentials',
  'oauth2-password': 'OAuth 2, user and password',
}

const answered = <T>(answer: T | symbol): T => {
  if (!isCancel(answer)) return answer as T
  cancel('Nothing was written.')
  throw new UsageError('Stopped before the configuration was written.')
}
