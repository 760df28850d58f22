// Measures that hold on a busy machine: slices of each mode in turn, and ratios within a round.

export const median = (values) => {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Runs every client's slice once a round, in an order that turns. The first `warm` rounds are not counted. */
export const rounds = async (clients, { count, warm = 2 }) => {
  const measured = []
  for (let round = 0; round < warm + count; round += 1) {
    const first = round % clients.length
    const slices = {}
    for (const { name, client, size } of [...clients.slice(first), ...clients.slice(0, first)])
      slices[name] = await client.ask('slice', size)
    if (round >= warm) measured.push(slices)
  }
  return measured
}

/** How many times faster one mode is than another: the median over the rounds, the least and the greatest. */
export const ratio = (measured, name, other) => {
  const all = measured.map((slices) => slices[name].perSecond / slices[other].perSecond)
  return { median: median(all), least: Math.min(...all), greatest: Math.max(...all) }
}

/** What a mode did, by itself: true of this machine and moment only. */
export const figures = (measured, name) => ({
  perSecond: Math.round(median(measured.map((slices) => slices[name].perSecond))),
  cpuUs: Math.round(median(measured.map((slices) => slices[name].cpuUs))),
})
