import type { Contract } from '../contracts/contract.ts'
import type { Answered, Forward, Given, Layer, Sent } from '../core/layer.ts'
import { type Call, callOf } from './call.ts'
import { newMemory } from './memory.ts'
import type { Mutant } from './mutant.ts'
import { readReply } from './reply.ts'
import { routesOf } from './route.ts'

/** What a mutant did in a run. */
export type Tally = {
  /** Requests that came by. */
  readonly calls: number
  /** Of these, those in which it changed anything at all. A mutant that never did is none. */
  readonly changed: number
  /** Of these, those that a reader of the contract can tell to be wrong by that one exchange. */
  readonly against: number
}

export type Mutated = { readonly layer: Layer; readonly tally: () => Tally }

/** A layer that lets a mutant act on all that comes by, with a memory of its own. */
export const mutated = (contract: Contract, mutant: Mutant): Mutated => {
  const routes = routesOf(contract)
  const { act, tally } = acting(contract, mutant)
  return {
    layer: (sent, forward) => act(callOf(contract, routes(sent.method, sent.path), sent), forward),
    tally,
  }
}

/** A request that a service answered without a mutant in between. */
export type Recorded = { readonly call: Call; readonly given: Given }

/** A layer that changes nothing and writes down what comes by. */
export const recording = (contract: Contract): { readonly layer: Layer; readonly recorded: readonly Recorded[] } => {
  const routes = routesOf(contract)
  const recorded: Recorded[] = []
  return {
    recorded,
    async layer(sent, forward) {
      const given = await forward(sent)
      recorded.push({ call: callOf(contract, routes(sent.method, sent.path), sent), given })
      return given
    },
  }
}

/** What a mutant would have changed in what was recorded: cheap, and close to what it does in a run. */
export const rehearsed = async (
  contract: Contract,
  mutant: Mutant,
  recorded: readonly Recorded[],
): Promise<Rehearsed> => {
  const { act, tally } = acting(contract, mutant)
  const met: Recorded[] = []
  for (const one of recorded) {
    const { changed } = tally()
    await act(one.call, async () => one.given)
    if (tally().changed > changed) met.push(one)
  }
  return { tally: tally(), met }
}

/** `met`: what it would have changed. */
export type Rehearsed = { readonly tally: Tally; readonly met: readonly Recorded[] }

type Acting = {
  readonly act: (call: Call, forward: Forward) => Promise<Answered>
  readonly tally: () => Tally
}

const acting = (contract: Contract, mutant: Mutant): Acting => {
  const memory = newMemory()
  const tally = { calls: 0, changed: 0, against: 0 }
  return {
    tally: () => ({ ...tally }),
    async act(call, forward) {
      const { sent, operation } = call
      const forwarded: { readonly sent: Sent; readonly given: Given }[] = []
      const answered = await mutant.apply(call, {
        contract,
        memory,
        async forward(next) {
          const given = await forward(next)
          forwarded.push({ sent: next, given })
          if (next === sent) memory.note(call, given)
          return given
        },
      })
      tally.calls += 1
      if (isUnchanged(sent, forwarded, answered)) return answered
      tally.changed += 1
      if (mutant.isAgainst || isWrong(contract, operation, answered)) tally.against += 1
      return answered
    },
  }
}

type Forwarded = readonly { readonly sent: Sent; readonly given: Given }[]

const isUnchanged = (sent: Sent, [first, ...more]: Forwarded, answered: Answered): boolean =>
  first !== undefined && more.length === 0 && first.sent === sent && first.given === answered

/** Whether a reply breaks its schema under every reading, or is none. */
const isWrong = (
  { judge }: Contract,
  operation: Contract['operations'][number] | undefined,
  answered: Answered,
): boolean => {
  if (answered.kind !== 'given') return true
  const read = operation && readReply(operation, answered)
  return read?.spec.schema !== undefined && judge('wide', read.spec.schema, read.value).length > 0
}
