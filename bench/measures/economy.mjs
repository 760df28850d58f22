import { assayRun, judgedIn } from '../assay.mjs'
import { load } from '../modes/subject.mjs'
import { row } from '../table.mjs'

const budgets = [25, 50, 100, 200, 400]

/** What requests are worth: how many requirements they judge, by default and under a budget, at each reference. */
export const economy = async (dist) => {
  const { builtIn } = await load(dist, 'contracts/load.js')
  const curves = {}
  for (const contract of builtIn()) curves[contract] = await curveOf(dist, contract)
  return {
    rows: [
      ...Object.entries(curves).map(([contract, curve]) => economyRow(contract, curve.at(-1))),
      ...Object.entries(curves).map(([contract, curve]) => curveRow(contract, curve)),
    ],
    details: { curves },
  }
}

const curveOf = async (dist, contract) => {
  const curve = []
  for (const budget of [...budgets, undefined]) {
    const args = ['--reference', '--seed', '1', ...(budget === undefined ? [] : ['--max-requests', String(budget)])]
    const { report, ms } = await assayRun(dist, contract, { args })
    const { requests, outcome } = report.run
    curve.push({ budget: budget ?? 'all', requests, judged: judgedIn(report), outcome, ms: Math.round(ms) })
  }
  return curve
}

const economyRow = (contract, { requests, judged }) =>
  row(
    `requests per requirement judged: ${contract}`,
    { atMost: 2.5 },
    { value: requests / judged, text: `${(requests / judged).toFixed(2)} (${requests} / ${judged})` },
  )

/** Requirements judged within each budget, of those that a whole run judges. */
const curveRow = (contract, curve) => {
  const all = curve.at(-1).judged
  const shares = curve.map(({ budget, judged }) => `${budget}: ${Math.round((judged / all) * 100)} %`)
  return row(`  judged within so many requests: ${contract}`, {}, { value: all, text: shares.join(', ') })
}
