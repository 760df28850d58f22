import type { Criterion } from './criterion.ts'
import type { Expression } from './expression.ts'
import { criterionOf } from './read-actions.ts'
import { expressionsOfCriterion } from './read-criterion.ts'
import { didYouMean, type Place, type Reading, resolved, type Scope, taken, takenAll } from './reading.ts'
import { resolvedText } from './resolve.ts'
import { readText, type Text } from './template.ts'
import type { StepCriterion, StepPromise } from './workflow.ts'
import type { WrittenPromise, WrittenRequirement, WrittenStep, WrittenSuccess } from './written.ts'

type Given = { readonly step: WrittenStep; readonly scope: Scope; readonly path: Place }

/** What a step must show; where the file says nothing, that it is answered with a success. */
export const criteriaIn = (reading: Reading, { step, scope, path }: Given): readonly StepCriterion[] => {
  const { successCriteria = [] } = step
  if (successCriteria.length === 0) {
    const promise = promiseOf(reading, { step, scope, path })
    return [{ criterion: accepted, ...(promise ? { promise } : {}) }]
  }
  return takenAll(successCriteria, [...path, 'successCriteria'], (written, here) => {
    const criterion = criterionOf(reading, { criterion: written, scope, path: here })
    if (criterion) noteBlind(reading, criterion, here)
    const promise = promiseOf(reading, { step, scope, path: here, written })
    return criterion && { criterion, ...(promise ? { promise } : {}) }
  })
}

/** What no reply can break proves nothing. */
const noteBlind = ({ problems }: Reading, criterion: Criterion, path: Place): void => {
  const looks = expressionsOfCriterion(criterion).some(({ kind }) => !blind.includes(kind))
  if (!looks)
    problems.push({
      path: [...path, 'condition'],
      message: `${criterion.text} looks at nothing that the API answers: no reply could break it`,
    })
}

const blind: readonly Expression['kind'][] = ['input', 'url', 'method', 'sent']

const accepted: Criterion = { kind: 'accepted', text: 'it is answered with a success' }

/** The nearest that says something decides: the condition, its step, its workflow. */
const promiseOf = (
  reading: Reading,
  { step, scope, path, written }: Given & { readonly written?: WrittenSuccess },
): StepPromise | undefined => {
  const own = written?.['x-assay-requirement']
  const isSetUp = written?.['x-assay-set-up'] ?? (own === undefined ? setUpOf(step, scope) : false)
  if (isSetUp) return undefined
  const about = own ?? step['x-assay-requirement'] ?? {}
  const place = own === undefined ? path : [...path, 'x-assay-requirement']
  const facet = facetOf({ about, step, scope })
  noteUnknown(reading, { about, facet, path: place })
  const { when = [], wide = [], otherwise, message, expected } = typeof about === 'string' ? {} : about
  const text =
    message === undefined ? undefined : textOf(reading, { text: message, scope, path: [...place, 'message'] })
  const read = (one: WrittenSuccess, here: Place) => criterionOf(reading, { criterion: one, scope, path: here })
  return {
    facet,
    when: takenAll(when, [...place, 'when'], read),
    wide: takenAll(wide, [...place, 'wide'], (one, here) => {
      const criterion = read(one, here)
      return criterion && { criterion, ambiguities: [one.ambiguity].flat() }
    }),
    ...(otherwise === undefined ? {} : { otherwise }),
    ...(text ? { message: text } : {}),
    ...(expected === undefined ? {} : { expected }),
  }
}

const textOf = (
  reading: Reading,
  { text, scope, path }: { readonly text: string; readonly scope: Scope; readonly path: Place },
): Text | undefined => {
  const found = taken(reading, readText(text), path)
  return found && resolvedText(found, (one) => resolved(reading, one, scope, path))
}

const setUpOf = (step: WrittenStep, { workflow }: Scope): boolean => {
  const own = step['x-assay-set-up']
  if (own !== undefined) return own !== false
  return step['x-assay-requirement'] === undefined && workflow['x-assay-set-up'] === true
}

type About = { readonly about: WrittenRequirement; readonly step: WrittenStep; readonly scope: Scope }

export const facetOf = ({ about, step, scope }: About): string =>
  (typeof about === 'string' ? about : about.id) ?? `workflow/${scope.workflow.workflowId}/${step.stepId}`

type Named = { readonly about: WrittenRequirement; readonly facet: string; readonly path: Place }

/** A requirement of the contract says its own level and source; one that is not must say what it promises. */
const noteUnknown = ({ facts, problems }: Reading, { about, facet, path }: Named): void => {
  const isKnown = facts.requirements.has(`${facts.contract}/${facet}`)
  const said = typeof about === 'string' ? [] : saying.filter((name) => about[name] !== undefined)
  if (isKnown && said.length > 0)
    problems.push({
      path,
      message: `${facet} is a requirement of ${facts.contract} already, which says its ${said.join(', ')}: leave that out here`,
    })
  if (isKnown || (typeof about !== 'string' && (about.id === undefined || about.title !== undefined))) return
  const known = [...facts.requirements].map((id) => id.slice(facts.contract.length + 1))
  problems.push({
    path,
    message: `${facts.contract} has no requirement ${facet}; ${didYouMean(facet, known.slice(0, 4000)).replace(/^there are .*/s, 'assay list shows them')} To make a new one, give it a title`,
  })
}

const saying = ['title', 'level', 'source', 'ambiguities'] as const satisfies readonly (keyof WrittenPromise)[]
