import { createColors } from 'picocolors'
import type { Change, ContractDiff, Diff, Sole } from './diff.ts'
import { visible } from './visible.ts'

type Colors = ReturnType<typeof createColors>

/** So many are spelled out of each kind; the rest is counted. */
const most = 20

/** The difference of two runs for people, what broke first. */
export const diffText = (raw: Diff, { color }: { readonly color: boolean }): string => {
  const { contracts, onlyA, onlyB } = visible(raw)
  const colors = createColors(color)
  return [
    ...contracts.flatMap((contract) => contractLines(contract, colors)),
    ...(onlyA.length > 0 ? ['', `Only in the first run: ${onlyA.join(', ')}`] : []),
    ...(onlyB.length > 0 ? ['', `Only in the second run: ${onlyB.join(', ')}`] : []),
    '',
  ].join('\n')
}

const contractLines = (contract: ContractDiff, colors: Colors): readonly string[] => {
  const { bold, dim, red, green, yellow } = colors
  const of = (kind: Change['kind']) => contract.changes.filter((change) => change.kind === kind)
  const { title, id, targets, added, removed } = contract
  const sections = [
    ...changeLines('Failed', of('broken'), { bold, dim, paint: red, mark: '✗' }),
    ...changeLines('Fixed', of('fixed'), { bold, dim, paint: green, mark: '✓' }),
    ...changeLines('Newly tried', of('newly-tried'), { bold, dim, paint: green, mark: '+' }),
    ...changeLines('No longer tried', of('no-longer-tried'), { bold, dim, paint: yellow, mark: '-' }),
    ...changeLines('Other verdicts', of('other'), { bold, dim, paint: yellow, mark: '~' }),
    ...soleLines('Requirements added', added, bold),
    ...soleLines('Requirements removed', removed, bold),
    ...answerLines(contract, colors),
  ]
  return [
    '',
    `${bold(title)} ${dim(`(${id})`)}`,
    targets[0] === targets[1] ? `  both at ${targets[0]}` : `  ${targets[0]} → ${targets[1]}`,
    ...(contract.contractChanged ? [`  ${yellow('The contract itself has changed between the runs.')}`] : []),
    ...(sections.length > 0 ? sections : ['', '  Nothing changed.']),
  ]
}

type Look = Pick<Colors, 'bold' | 'dim'> & { readonly paint: (text: string) => string; readonly mark: string }

const changeLines = (heading: string, changes: readonly Change[], { bold, dim, paint, mark }: Look) =>
  changes.length === 0
    ? []
    : [
        '',
        bold(`${heading} (${changes.length})`),
        ...changes
          .slice(0, most)
          .flatMap((change) => [
            `  ${paint(mark)} ${change.requirement}  ${dim(`${change.from} → ${change.to}`)}`,
            ...why(change).map((line) => `      ${line}`),
          ]),
        ...rest(changes.length),
      ]

const why = ({ finding, reason, to }: Change): readonly string[] => {
  if (to !== 'fail' && to !== 'warn') return reason === undefined ? [] : [reason]
  return finding ? [`${finding.message}; expected ${finding.expected}; received ${finding.received}`] : []
}

const soleLines = (heading: string, soles: readonly Sole[], bold: Colors['bold']) =>
  soles.length === 0
    ? []
    : [
        '',
        bold(`${heading} (${soles.length})`),
        ...soles.slice(0, most).map(({ requirement, verdict }) => `    ${requirement}  ${verdict}`),
        ...rest(soles.length),
      ]

const answerLines = ({ answers }: ContractDiff, { bold, dim, yellow }: Colors): readonly string[] =>
  answers === undefined
    ? []
    : [
        '',
        bold(`The same request, answered differently (${answers.different.length} of ${answers.compared} compared)`),
        dim('  Compared are the requests that both reports hold: those that findings name, and the steps before them.'),
        ...answers.different
          .slice(0, most)
          .flatMap(({ exchange, request, differences }) => [
            `  ${yellow('≠')} ${request}  ${dim(exchange)}`,
            ...differences.slice(0, most).map(({ at, a, b }) => `      ${at}: ${a} → ${b}`),
            ...(differences.length > most ? [`      … and ${differences.length - most} more places`] : []),
          ]),
        ...rest(answers.different.length),
      ]

const rest = (count: number): readonly string[] => (count > most ? [`  … and ${count - most} more: see --json`] : [])
