// Measures that hold on a busy machine: slices of each mode in turn, and ratios within a round.

export const median = (values) => {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Runs every client's slice once a round, in an order that turns; the first round only warms up. */
export const rounds = async (clients, count) => {
  const measured = []
  for (let round = 0; round <= count; round += 1) {
    const turned = [...clients.slice(round % clients.length), ...clients.slice(0, round % clients.length)]
    const slices = {}
    for (const { name, client, size } of turned) slices[name] = await client.ask('slice', size)
    if (round > 0) measured.push(slices)
  }
  return measured
}

/** The median over the rounds of how many times faster one mode is than another; with the least and greatest. */
export const ratio = (measured, name, other) => {
  const all = measured.map((slices) => slices[name].perSecond / slices[other].perSecond)
  return { median: median(all), least: Math.min(...all), greatest: Math.max(...all) }
}

export const figures = (measured, name) => ({
  perSecond: Math.round(median(measured.map((slices) => slices[name].perSecond))),
  cpuUs: Math.round(median(measured.map((slices) => slices[name].cpuUs))),
})
