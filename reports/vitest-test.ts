import { bytesOf, hasStrays, strays } from '../core/bytes.ts'
import type { WireRequest } from '../core/exchange.ts'
import { locationPlace } from '../core/made.ts'
import type { ContractReport, FindingReport, RequirementReport, StepReport } from '../core/report.ts'
import { rooted } from '../core/rooted.ts'
import { freshSlots, type Names, namesIn, type Piece, piecesOf, type Slot, takenSlots } from '../core/slots.ts'
import { type Capture, patience } from '../core/steps.ts'
import { restOf } from '../core/taken.ts'
import { expectationOf, isOfCredentials, isUnauthorized } from './expectation.ts'
import { sourceText } from './finding-text.ts'
import { visible } from './visible.ts'
import { prelude } from './vitest-prelude.ts'

export type Tested = {
  readonly contract: ContractReport
  readonly requirement: RequirementReport
  readonly finding: FindingReport
}

/** A file of one vitest test that needs supertest and nothing of ours: red as long as the target breaks the promise. */
export const vitestTest = ({ contract, requirement, finding }: Tested): string => {
  const steps = (finding.steps ?? [{ exchange: finding.exchange, times: 1, takes: [] }]).map(checked)
  const exchange = contract.exchanges[finding.exchange]
  const { message, expected, received, at } = visible(finding)
  const lines = steps.flatMap((step, index) => stepLines(step, { contract, finding, steps, index }))
  const expectation = exchange ? expectationOf(finding, exchange) : []
  const body = [...lines, ...expectation]
  return [
    ...comment(requirement.id, `${sourceText(requirement.source)}: ${requirement.title}`),
    ...comment(`Expected: ${expected}`, `Received: ${at ? `${at}: ` : ''}${received}`),
    ...prelude({ target: contract.target, text: body.join('\n') }),
    '',
    `test(${JSON.stringify(`${requirement.operation}: ${message}`)}, async () => {`,
    ...body.map((line) => `  ${line.replaceAll('\n', '\n  ')}`),
    '}, 60_000)',
    '',
  ].join('\n')
}

/** Whoever wrote the report may have put code where a number or a name of a variable belongs. */
const checked = ({ exchange, times, takes, awaits }: StepReport): StepReport => ({
  exchange,
  times: Math.max(1, Math.trunc(Number(times)) || 1),
  takes: takes.filter(({ name }) => /^[A-Za-z]\w*$/.test(name)),
  ...(awaits === undefined ? {} : { awaits: String(awaits) }),
})

const comment = (...texts: readonly string[]): readonly string[] =>
  texts.map((text) => `// ${visible(text.replace(/[\s\u2028\u2029]+/g, ' '))}`)

type Context = {
  readonly contract: ContractReport
  readonly finding: FindingReport
  readonly steps: readonly StepReport[]
  readonly index: number
}

const stepLines = (step: StepReport, { contract, finding, steps, index }: Context): readonly string[] => {
  const exchange = contract.exchanges[step.exchange]
  if (!exchange) return []
  const slots = [...takenSlots(step), ...freshSlots(contract.settings)]
  const sent = `await ${sending(exchange.request, slots)}`
  const mayBeRefused =
    step.exchange === finding.exchange ? isOfCredentials(finding, exchange) : isUnauthorized(exchange)
  const send = exchange.request.secrets && !mayBeRefused ? `signedIn(${sent})` : sent
  const isLast = index === steps.length - 1
  if (isLast) return [...repeated(step.times - 1, send), ...lastLines(step.awaits, send)]
  const gives = givenBy(step.exchange, steps)
  if (gives.length === 0) return repeated(step.times, send)
  const reply = `reply${index + 1}`
  if (step.times === 1)
    return [`const ${reply} = ${send}`, ...gives.map((one) => `const ${one.name} = ${taking(one, reply, slots)}`)]
  const [first] = gives
  return [
    ...gives.map(({ name }) => `let ${name}: unknown`),
    `for (let time = 1; time <= ${step.times} || (time <= ${step.times + patience} && ${first?.name} == null); time += 1) {`,
    '  if (time > 1) await new Promise((resolve) => setTimeout(resolve, 1_000))',
    `  const ${reply} = ${send}`,
    ...gives.map((one) => `  ${one.name} = ${taking(one, reply, slots)}`),
    '}',
  ]
}

/** What was made just now may not be all there yet. */
const lastLines = (awaits: string | undefined, send: string): readonly string[] =>
  awaits === undefined
    ? [`const reply = ${send}`]
    : [
        `let reply = ${send}`,
        `for (let time = 1; time <= ${patience} && member(reply, ${JSON.stringify(awaits)}) == null; time += 1) {`,
        '  await new Promise((resolve) => setTimeout(resolve, 1_000))',
        `  reply = ${send}`,
        '}',
      ]

const repeated = (times: number, line: string): readonly string[] =>
  times < 2 ? Array.from({ length: times }, () => line) : [`for (let time = 1; time <= ${times}; time += 1) ${line}`]

const givenBy = (id: string, steps: readonly StepReport[]): readonly Capture[] => [
  ...new Map(
    steps.flatMap(({ takes }) => takes.filter(({ from }) => from === id)).map((take) => [take.name, take]),
  ).values(),
]

const sending = (request: WireRequest, slots: readonly Slot[]): string => {
  const { method, path, headers, body } = request
  const sent = Object.entries(headers).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${code(value, slots, namesIn(request, `header ${name}`))},\n`,
  )
  const more = body === undefined ? '' : `, ${bodyCode(body, slots, namesIn(request, 'body'))}`
  const address = path.startsWith('/') ? code(path, slots, namesIn(request, 'path')) : code(rooted(path), slots)
  return `send(${JSON.stringify(method.toLowerCase())}, ${address}, {\n${sent.join('')}}${more})`
}

const taking = ({ pointer, among }: Capture, reply: string, slots: readonly Slot[]): string => {
  if (pointer === locationPlace) return `String(${reply}.headers['location']).replace(/[?#].*$/, '').split('/').at(-1)`
  if (!among) return `member(${reply}, ${JSON.stringify(pointer)})`
  const rest = restOf(pointer, among.list).reduce((so, step) => `${so}?.[${JSON.stringify(step)}]`, '')
  const list = `member(${reply}, ${JSON.stringify(among.list)})`
  return `${list}?.findLast((one: any) => one[${JSON.stringify(among.member)}] === ${code(among.equals, slots)})${rest}`
}

/** A body that is no text is reported in pieces; none of these was made by a target, and no secret is in them. */
const bodyCode = (body: string, slots: readonly Slot[], names: Names): string => {
  if (!hasStrays(body)) return code(body, slots, names)
  const parts = body
    .split(strays)
    .map((part, index) => (index % 2 === 0 ? code(part, slots) : `[${[...bytesOf(part)]}]`))
  return `bytes(${parts.join(', ')})`
}

/** A text as JavaScript; its slots are variables, and what is secret is read from the environment. */
const code = (text: string, slots: readonly Slot[], names: Names = []): string => {
  const pieces = piecesOf(text, slots, names)
  if (pieces.every(({ kind }) => kind === 'text')) return JSON.stringify(text)
  return `\`${pieces.map(part).join('')}\``
}

const part = ({ kind, text }: Piece): string => {
  switch (kind) {
    case 'text':
      return JSON.stringify(text)
        .slice(1, -1)
        .replace(/\\(.)/g, (pair, character: string) => (character === '"' ? character : pair))
        .replace(/`|\$\{/g, '\\$&')
    case 'variable':
      return `\${${text}}`
    case 'secret':
      return text === 'ASSAY_BASIC' ? `\${basic}` : `\${secret(${JSON.stringify(text)})}`
  }
}
