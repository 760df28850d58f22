// A figure with its aim; a table of them.

/** One line of the table. An aim is `{ atLeast }`, `{ atMost }`, or empty where a figure is only told. */
export const row = (what, { atLeast, atMost }, { value, text }) => ({
  what,
  aim: atLeast !== undefined ? `≥ ${atLeast}` : atMost !== undefined ? `≤ ${atMost}` : '',
  measured: text,
  value,
  ...(atLeast === undefined && atMost === undefined
    ? {}
    : { met: atLeast === undefined ? value <= atMost : value >= atLeast }),
})

export const ratioRow = (what, aim, { median, least, greatest }) =>
  row(what, aim, { value: median, text: `${median.toFixed(2)} (${least.toFixed(2)} to ${greatest.toFixed(2)})` })

export const table = (rows) => {
  const lines = [
    ['', 'aim', 'measured', ''],
    ...rows.map(({ what, aim, measured, met }) => [
      what,
      aim,
      measured,
      met === undefined ? '' : met ? 'met' : 'NOT MET',
    ]),
  ]
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column].length)))
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd(),
    )
    .join('\n')
}
