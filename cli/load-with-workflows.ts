import type { Contract } from '../contracts/contract.ts'
import { loadContract } from '../contracts/load.ts'
import { reachOf } from './reach-of.ts'
import { UsageError } from './usage-error.ts'

export type Loaded = {
  readonly name: string
  readonly contract: Contract
  /** The files of workflows that are about it, of those that were given. */
  readonly workflows: readonly string[]
}

type Given = {
  readonly allowRef?: readonly string[]
  /** Files of workflows. */
  readonly workflow?: readonly string[]
}

/** A contract by name, path or URL, with the workflows that are about it: all of them, where no other is loaded. */
export const loadWith = async (name: string, given: Given, isOneOfSeveral = false): Promise<Loaded> => {
  const { workflow = [] } = given
  const contract = await loadContract(name, { ...reachOf(given), workflows: workflow, isOneOfSeveral })
  return { name, contract, workflows: workflow.filter((file) => contract.workflows.some((one) => one.file === file)) }
}

/** @throws UsageError naming a file of workflows that is about none of the contracts */
export const loadWithWorkflows = async (names: readonly string[], given: Given): Promise<readonly Loaded[]> => {
  const all: Loaded[] = []
  for (const name of names) all.push(await loadWith(name, given, names.length > 1))
  const lost = (given.workflow ?? []).find((file) => all.every(({ workflows }) => !workflows.includes(file)))
  if (lost !== undefined)
    throw new UsageError(
      `The workflows of ${lost} are about none of ${names.join(', ')}: name the contract, or its document, in sourceDescriptions.`,
    )
  return all
}
