import { fromPointer } from '../../core/json.ts'
import type { Expression, Message, Steps } from './expression.ts'

/** What a text that should be an expression is, or what is wrong with it. */
export type Read<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'wrong'; readonly why: string }

export const read = <Value>(value: Value): Read<Value> => ({ kind: 'read', value })
export const wrong = (why: string): { readonly kind: 'wrong'; readonly why: string } => ({ kind: 'wrong', why })

/** Texts that begin so are expressions; `$5` is none. */
const begins =
  /^\$(?:url|method|statusCode|request|response|inputs|outputs|steps|workflows|sourceDescriptions|components)(?![A-Za-z0-9])/

export const isExpression = (text: string): boolean => begins.test(text)

const known =
  '$statusCode, $method, $url, $request.…, $response.…, $inputs.…, $steps.ID.outputs.…, $workflows.ID.outputs.… and $outputs.…'

export const readExpression = (text: string): Read<Expression> => {
  if (!isExpression(text)) return wrong(`${text} is no expression; there are ${known}`)
  if (text === '$url' || text === '$method') return read({ text, kind: text === '$url' ? 'url' : 'method' })
  if (text === '$statusCode') return read({ text, kind: 'status' })
  const [, root = '', rest = ''] = /^\$(\w+)\.?(.*)$/s.exec(text) ?? []
  switch (root) {
    case 'request':
    case 'response':
      return readMessage(text, root, rest)
    case 'inputs':
    case 'outputs': {
      const [name, path] = named(rest)
      return name === ''
        ? wrong(`${text} names nothing: write $${root}.NAME`)
        : read({ text, kind: root === 'inputs' ? 'input' : 'output', name, path })
    }
    case 'steps': {
      const [, step = '', after = ''] = /^([A-Za-z0-9_-]+)\.outputs\.(.+)$/s.exec(rest) ?? []
      const [output, path] = named(after)
      return step === '' || output === ''
        ? wrong(`${text} names no output of a step: write $steps.STEP.outputs.NAME`)
        : read({ text, kind: 'step', step, name: output, path })
    }
    case 'workflows': {
      const [, workflow = '', of = '', after = ''] = /^([A-Za-z0-9_-]+)\.(inputs|outputs)\.(.+)$/s.exec(rest) ?? []
      const [name, path] = named(after)
      return workflow === '' || name === ''
        ? wrong(`${text} names no output of a workflow: write $workflows.WORKFLOW.outputs.NAME`)
        : read({ text, kind: 'workflow', workflow, of: of === 'inputs' ? 'inputs' : 'outputs', name, path })
    }
    default:
      return wrong(`${text} cannot stand here; there are ${known}`)
  }
}

const readMessage = (text: string, of: Message, rest: string): Read<Expression> => {
  const [, part = '', after = ''] = /^(header|query|path)\.(.+)$/s.exec(rest) ?? []
  if (part === 'header') return read({ text, kind: 'header', of, name: after })
  if ((part === 'query' || part === 'path') && of === 'request')
    return read({ text, kind: 'sent', in: part, name: after })
  if (rest === 'body') return read({ text, kind: 'body', of, path: [] })
  if (rest.startsWith('body#'))
    return /^body#(?:\/.*)?$/s.test(rest)
      ? read({ text, kind: 'body', of, path: fromPointer(rest.slice(5)) })
      : wrong(`${text} has a pointer that does not begin with /: write $${of}.body#/member`)
  const steps = /^body[.[]/.test(rest) ? stepsIn(rest.slice(4)) : undefined
  if (steps) return read({ text, kind: 'body', of, path: steps })
  return wrong(
    `${text} names no part of a ${of}: write ${of === 'request' ? '$request.path.NAME, $request.query.NAME, ' : ''}$${of}.header.NAME or $${of}.body#/member`,
  )
}

/** A name, and what is taken of its value: `pets#/0/id`, `pets[0].id`. Where names hold dots, see `nearestName`. */
const named = (text: string): readonly [name: string, path: Steps] => {
  const [, name = '', pointer, members] = /^([A-Za-z0-9._-]*[A-Za-z0-9_-])(?:(#\/.*)|((?:\[|\.).*))?$/s.exec(text) ?? []
  if (pointer !== undefined) return [name, fromPointer(pointer.slice(1))]
  return [name, members === undefined ? [] : (stepsIn(members) ?? [])]
}

/** `.a[0].b` as steps; undefined where it is no such thing. */
const stepsIn = (text: string): Steps | undefined => {
  const steps = [...text.matchAll(/\.([A-Za-z0-9_$-]+)|\[(\d+)\]/gy)]
  return steps.map(([whole]) => whole).join('') === text
    ? steps.map(([, name, index]) => name ?? index ?? '')
    : undefined
}

/** A name that holds dots may be a shorter one that is known, and members of its value. */
export const splitName = (
  { name, path }: { readonly name: string; readonly path: Steps },
  names: readonly string[],
): { readonly name: string; readonly path: Steps } | undefined => {
  if (names.includes(name)) return { name, path }
  const known = [...names].sort((one, other) => other.length - one.length).find((one) => name.startsWith(`${one}.`))
  if (known === undefined) return undefined
  return { name: known, path: [...name.slice(known.length + 1).split('.'), ...path] }
}
