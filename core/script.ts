import { curl, quote } from './curl.ts'
import { replyOf } from './exchange.ts'
import { at, fromPointer, isList } from './json.ts'
import { bodyOf, locationPlace } from './made.ts'
import { textOf } from './request-text.ts'
import { piecesOf, runName, type Slot, takenSlots } from './slots.ts'
import { type Capture, patience, type Step } from './steps.ts'

/**
 * A script for `sh` that sends the steps of a finding again, with what replies made put where it was and with unique
 * values of its own. Undefined where the curl line of the last step does the same.
 */
export const script = (baseUrl: string, steps: readonly Step[], fresh: readonly Slot[]): string | undefined => {
  const isFresh = steps.some(({ exchange }) =>
    piecesOf(textOf(exchange.request), fresh).some(({ kind }) => kind === 'variable'),
  )
  const [only, ...others] = steps
  if (!only || (others.length === 0 && only.times === 1 && !isFresh)) return undefined
  const taken = steps.flatMap(({ takes }) => takes)
  return [
    '#!/bin/sh',
    `# Needs curl${taken.length > 0 ? ' and jq' : ''}. Credentials come from the environment.`,
    `target="\${ASSAY_TARGET:-${baseUrl.replace(/["$`\\}]/g, encodeURIComponent)}}"`,
    ...(isFresh
      ? ['# A mark of its own, so that what must be unique is not refused as a repetition.', `${runName}=$(${random})`]
      : []),
    ...steps.flatMap((step, index) => stepLines(step, { steps, index, slots: [...takenSlots(step), ...fresh] })),
    '',
  ].join('\n')
}

const random = "od -An -N3 -tx1 /dev/urandom | tr -d ' \\n'"

type Context = { readonly steps: readonly Step[]; readonly index: number; readonly slots: readonly Slot[] }

const stepLines = (step: Step, { steps, index, slots }: Context): readonly string[] => {
  const { exchange, times } = step
  const gives = givenBy(exchange.id, steps)
  const status = replyOf(exchange)?.status
  const send = (flags: string): string => curl('', exchange.request, { flags, slots, base: '"$target"' })
  const title = `# ${index + 1}. ${exchange.operation.replace(/\s+/g, ' ')}${status === undefined ? '' : `, which was answered ${status}`}`
  if (index === steps.length - 1)
    return [
      '',
      title,
      ...repeated(times - 1, `${send('-sS -o /dev/null')}\n  sleep 1`),
      ...(step.awaits === undefined ? [send('-i')] : awaiting(step.awaits, bodyOf(exchange), send('-sS -i'))),
    ]
  if (gives.length === 0) return ['', title, ...repeated(times, send('-sS -o /dev/null'))]
  const hasHeaders = gives.some(({ pointer }) => pointer === locationPlace)
  const take = [
    `reply=$(${send(hasHeaders ? '-sS -i' : '-sS')})`,
    ...gives.map((one) => `${one.name}=$(${taking(one, { body: bodyOf(exchange), hasHeaders, slots })})`),
  ]
  const [first] = gives
  return ['', title, ...(times === 1 ? take : awaited(take, times, first?.name ?? ''))]
}

const repeated = (times: number, command: string): readonly string[] =>
  times < 1 ? [] : times === 1 ? [command] : [`for time in ${count(times)}; do`, `  ${command}`, 'done']

const count = (times: number): string => Array.from({ length: times }, (_, index) => index + 1).join(' ')

/** A reply that showed its value only after a while is waited for, at least as often as it took. */
const awaited = (take: readonly string[], times: number, name: string): readonly string[] => [
  'time=0',
  `while [ $time -lt ${times} ] || { [ $time -lt ${times + patience} ] && [ "\${${name}:-null}" = null ]; }; do`,
  '  [ $time -eq 0 ] || sleep 1',
  ...take.map((line) => `  ${line}`),
  '  time=$((time + 1))',
  'done',
]

/** What was made just now may not be all there yet. */
const awaiting = (place: string, body: unknown, send: string): readonly string[] => [
  `# Asked again for a while, until it tells ${place}.`,
  'time=0',
  `reply=$(${send})`,
  `while [ $time -lt ${patience} ] && [ "$(printf '%s\\n' "$reply" | ${bodyOnly} | jq -r ${quote(jqPath(fromPointer(place), body), [])})" = null ]; do`,
  '  sleep 1',
  '  time=$((time + 1))',
  `  reply=$(${send})`,
  'done',
  `printf '%s\\n' "$reply"`,
]

/** Of a reply with its headers. */
const bodyOnly = "tr -d '\\r' | sed '1,/^$/d'"

/** The values that later steps take from a reply, each once. */
const givenBy = (id: string, steps: readonly Step[]): readonly Capture[] => [
  ...new Map(
    steps.flatMap(({ takes }) => takes.filter(({ from }) => from === id)).map((take) => [take.name, take]),
  ).values(),
]

type Reply = { readonly body: unknown; readonly hasHeaders: boolean; readonly slots: readonly Slot[] }

const taking = ({ pointer, among }: Capture, { body, hasHeaders, slots }: Reply): string => {
  const reply = `printf '%s\\n' "$reply"`
  if (pointer === locationPlace) return `${reply} | tr -d '\\r' | sed -n 's|^[Ll]ocation:.*/\\([^/?]*\\).*$|\\1|p'`
  const text = `${reply}${hasHeaders ? ` | ${bodyOnly}` : ''} | jq -r`
  if (!among) return `${text} ${quote(jqPath(fromPointer(pointer), body), [])}`
  const list = fromPointer(among.list)
  const element = at(body, fromPointer(pointer).slice(0, list.length + 1))
  const rest = jqPath(fromPointer(pointer).slice(list.length + 1), element)
  const filter = `[${jqPath(list, body)}[] | select(.[${JSON.stringify(among.member)}] == $sent)] | last | ${rest}`
  return `${text} --arg sent ${quote(among.equals, slots)} ${quote(filter, [])}`
}

/** The place in jq's words, which tell the elements of a list from the members of an object. */
const jqPath = (path: readonly string[], body: unknown): string => {
  const words = path.map((step, depth) => {
    const list = at(body, path.slice(0, depth))
    // What was added last is last elsewhere too, where there may be fewer before it.
    if (isList(list)) return Number(step) > 0 && Number(step) === list.length - 1 ? '[-1]' : `[${step}]`
    return /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`
  })
  const text = words.join('')
  return text.startsWith('.') ? text : `.${text}`
}
