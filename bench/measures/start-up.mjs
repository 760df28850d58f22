import { assay, assayRun } from '../assay.mjs'
import { startChild } from '../child.mjs'
import { contractName, token } from '../modes/subject.mjs'
import { median } from '../rounds.mjs'
import { row } from '../table.mjs'

const times = 5

/** How long one waits for `assay --help`, and for the first request of `assay run`. */
export const startUp = async (dist) => {
  const target = startChild('fast-target.mjs')
  const baseUrl = `http://127.0.0.1:${await target.ask('listen')}`
  const help = []
  const first = []
  for (let turn = 0; turn < times; turn += 1) {
    help.push((await assay(dist, ['--help'])).ms)
    await target.ask('seen', { reset: true })
    const args = ['--target', baseUrl, '--token', token, '--seed', '1', '--max-requests', '1']
    const { startedAt } = await assayRun(dist, contractName, { args })
    first.push((await target.ask('seen')).firstAt - startedAt)
  }
  target.stop()
  const waited = (all, atMost) => [{ atMost }, { value: median(all), text: `${Math.round(median(all))} ms` }]
  return {
    rows: [row('`assay --help`', ...waited(help, 250)), row('first request of `assay run`', ...waited(first, 1_500))],
    details: { help: help.map(Math.round), first },
  }
}
