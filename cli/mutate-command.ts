import type { Contract } from '../contracts/contract.ts'
import { loadContract } from '../contracts/load.ts'
import { codeOf, messageOf } from '../core/thrown.ts'
import { mutated } from '../mutants/layer.ts'
import { massMutantsOf } from '../mutants/mass.ts'
import type { Mutant } from '../mutants/mutant.ts'
import { mutantsOf, namedIn } from '../mutants/mutants.ts'
import { operators } from '../mutants/operators.ts'
import { type MutatingProxy, startProxy } from '../mutants/proxy.ts'
import { print } from './print.ts'
import { reachOf } from './reach-of.ts'
import { UsageError } from './usage-error.ts'

export type MutateOptions = {
  readonly contract: string
  readonly target?: string
  readonly mutant?: string
  readonly port?: number
  readonly list?: true
  readonly allowRef?: readonly string[]
}

/** `assay mutate`: one mutant before a target, on loopback, until it is stopped. */
export const mutateCommand = async (options: MutateOptions): Promise<void> => {
  const contract = await loadContract(options.contract, reachOf(options))
  const all = [...mutantsOf(contract), ...massMutantsOf(contract)]
  if (options.list) {
    print(all.map(({ id }) => `${id}\n`).join(''))
    return
  }
  const { target, mutant: id } = options
  if (target === undefined || id === undefined)
    throw new UsageError('Give --target and --mutant, or --list for the mutants there are.')
  const mutant = chosen(contract, all, id)
  const { layer, tally } = mutated(contract, mutant)
  const proxy = await start(target, { layer, ...(options.port === undefined ? {} : { port: options.port }) })
  print(`${proxy.baseUrl} stands for ${target}, with ${mutant.id}\n${titleOf(mutant)}\nCtrl-C stops it.\n`)
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  await proxy.close()
  const { calls, changed } = tally()
  print(`${changed} of ${calls} requests were changed or answered otherwise.\n`)
}

const titleOf = ({ operator }: Mutant): string => operators.find(({ name }) => name === operator)?.title ?? ''

const chosen = (contract: Contract, all: readonly Mutant[], id: string): Mutant => {
  try {
    return namedIn(contract, all, id)
  } catch (error) {
    throw new UsageError(messageOf(error))
  }
}

const start = async (
  target: string,
  options: Omit<Parameters<typeof startProxy>[0], 'target'>,
): Promise<MutatingProxy> => {
  try {
    return await startProxy({ target, ...options })
  } catch (error) {
    const [code, message] = [codeOf(error), messageOf(error)]
    if (code === 'ERR_INVALID_URL') throw new UsageError(`'${target}' is no URL.`)
    throw new UsageError(code === 'EADDRINUSE' ? `Port ${options.port} is taken; give another with --port.` : message)
  }
}
