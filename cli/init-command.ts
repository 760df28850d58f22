import { writeFileSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import type { Contract } from '../contracts/contract.ts'
import { builtIn, loadContract } from '../contracts/load.ts'
import { codeOf, messageOf } from '../core/thrown.ts'
import { type Answers, exampleTarget } from './init/answers.ts'
import { checkedAuth, checkedOut } from './init/checks.ts'
import { codeText } from './init/code.ts'
import { secretsOf, wantedAuth } from './init/credentials.ts'
import { jsonText } from './init/json.ts'
import { print } from './print.ts'
import { checkedUrl } from './resolve-target.ts'
import { UsageError } from './usage-error.ts'

export type InitOptions = {
  readonly contract?: string
  readonly target?: string
  readonly auth?: string
  readonly out?: string
  readonly yes?: true
  readonly force?: true
}

/** `assay init`: writes a configuration that loads, and says what to do next. */
export const initCommand = async (options: InitOptions): Promise<number> => {
  const asked = await questioned(given(options), options)
  const contract = await loadContract(asked.contract ?? builtIn()[0] ?? '')
  const answers = completed(asked, contract)
  const file = resolve(process.cwd(), answers.out)
  const text = extname(file) === '.json' ? jsonText(answers) : codeText(answers, contract)
  write(file, text, options)
  print(nextSteps(answers))
  return 0
}

const given = ({ contract, target, auth, out }: InitOptions): Partial<Answers> => ({
  ...(contract === undefined ? {} : { contract }),
  ...(target === undefined ? {} : { target: checkedUrl(target) }),
  ...(auth === undefined ? {} : { auth: checkedAuth(auth) }),
  ...(out === undefined ? {} : { out: checkedOut(out) }),
})

const questioned = async (answers: Partial<Answers>, { yes }: InitOptions): Promise<Partial<Answers>> => {
  if (yes) return answers
  if (process.stdin.isTTY && process.stdout.isTTY) {
    const { ask } = await import('./init/ask.ts')
    const all = await ask(answers)
    return given(all)
  }
  const missing = (['contract', 'target', 'auth'] as const).filter((name) => answers[name] === undefined)
  if (missing.length === 0) return answers
  throw new UsageError(
    `There is no terminal to ask at: give ${missing.map((name) => `--${name}`).join(', ')}, or --yes for defaults.`,
  )
}

const completed = (
  { contract = builtIn()[0] ?? '', target = exampleTarget, auth, out = 'assay.config.ts' }: Partial<Answers>,
  read: Contract,
): Answers => ({ contract, target, auth: auth ?? wantedAuth(read), out })

/** A file that is there is somebody's work. */
const write = (file: string, text: string, { force }: InitOptions): void => {
  try {
    writeFileSync(file, text, { flag: force ? 'w' : 'wx' })
  } catch (error) {
    const [code, message] = [codeOf(error), messageOf(error)]
    if (code === 'EEXIST') throw new UsageError(`${file} is there already; --force overwrites it.`)
    throw new UsageError(`${file} cannot be written: ${message}`)
  }
}

const nextSteps = ({ out, auth }: Answers): string => {
  const flag = /^assay\.config\.(ts|js|mjs|json)$/.test(out) ? '' : ` --config ${out}`
  const secrets = secretsOf(auth)
  return [
    `${out} is written.`,
    ...secrets.map((name) => `  export ${name}=…`),
    ...(secrets.length === 0
      ? []
      : ['  (or without export in a file .env that stays out of the repository; then add --env-file .env below)']),
    `  npx assay doctor${flag}`,
    `  npx assay run${flag}`,
    '',
  ].join('\n')
}
