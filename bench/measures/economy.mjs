import { assayRun, judgedIn } from '../assay.mjs'
import { contractName } from '../modes/subject.mjs'
import { row } from '../table.mjs'

const budgets = [25, 50, 100, 200, 400]

/** What requests are worth: how many requirements they judge, by default and under a budget, at the reference. */
export const economy = async (dist) => {
  const curve = []
  for (const budget of [...budgets, undefined]) {
    const args = ['--seed', '1', ...(budget === undefined ? [] : ['--max-requests', String(budget)])]
    const { report, ms } = await assayRun(dist, contractName, { args })
    const { requests, outcome } = report.run
    curve.push({ budget: budget ?? 'all', requests, judged: judgedIn(report), outcome, ms: Math.round(ms) })
  }
  const all = curve.at(-1)
  return {
    rows: [
      row(
        'requests per requirement judged, default run',
        { atMost: 2.5 },
        {
          value: all.requests / all.judged,
          text: `${(all.requests / all.judged).toFixed(2)} (${all.requests} / ${all.judged})`,
        },
      ),
      ...curve.map(({ budget, requests, judged }) =>
        row(
          `  requirements judged with ${budget} requests`,
          {},
          { value: judged, text: `${judged} (${Math.round((judged / all.judged) * 100)} %) in ${requests}` },
        ),
      ),
    ],
    details: { curve },
  }
}
