import { levelOfSource, type Requirement, type TestedBy } from '../../core/requirement.ts'
import type { Operation } from '../contract.ts'
import type { At } from './facets.ts'

export const errorRequirements = (at: At, operation: Operation): readonly Requirement[] =>
  operation.errors.flatMap(({ id, status, code, provoke, reason, source, level = levelOfSource(source), ...error }) => {
    const testedBy: TestedBy =
      provoke === 'nothing'
        ? { kind: 'nothing', how: reason ?? 'cannot be caused from outside' }
        : provoke === 'violation'
          ? { kind: provoke, how: 'breaks each documented rule' }
          : {
              kind: provoke,
              how: 'plays the story that leads to it',
              shows: status >= 500 ? 'reply' : 'refused',
            }
    const answered: Requirement = {
      id: at(`error.${status}/${id}`),
      operation: operation.id,
      level,
      title: `${provoke === 'violation' ? 'A request that breaks a rule' : `The case "${code}"`} is answered ${status}`,
      source,
      ambiguities: error.ambiguities ?? [],
      testedBy,
      fixtures: error.fixtures ?? [],
    }
    const culprit = operation.namesCulprit
    const names: Requirement = {
      ...answered,
      id: at(`error.${status}/names-the-field`),
      title: `A refusal names the field that is broken in ${culprit?.member}`,
      ambiguities: culprit ? [culprit.ambiguity] : [],
    }
    return provoke === 'violation' && culprit ? [answered, names] : [answered]
  })
