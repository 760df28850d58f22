import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Requirement } from '../../core/requirement.ts'
import type { Operation } from '../contract.ts'
import { ContractError } from '../contract-error.ts'
import { assertWithin, isUrl, type Reach } from '../read-bounded.ts'
import { loadWorkflowFile, type WorkflowFile } from './load-workflow-file.ts'
import { assertNone } from './problem.ts'
import { readWorkflows } from './read-workflows.ts'
import type { Workflow } from './workflow.ts'
import type { Written } from './written.ts'

export type About = {
  /** The contract's. */
  readonly id: string
  readonly location: string
  readonly operations: readonly Operation[]
  readonly requirements: readonly Requirement[]
  readonly isOneOfSeveral: boolean
  readonly allowRef: Reach
}

export type WorkflowsLoaded = {
  readonly workflows: readonly Workflow[]
  readonly requirements: readonly Requirement[]
  readonly written: readonly Written[]
}

/**
 * The workflows of a contract: those of `workflows.arazzo.yaml` beside its document, and of the files given, as far as
 * they are about it.
 *
 * @throws ContractError naming the first places that are wrong, by line and column
 */
export const loadWorkflows = (given: readonly string[], about: About): WorkflowsLoaded => {
  const beside = besideOf(about)
  const others = [...new Set(given)]
    .filter((location) => beside === undefined || resolve(location) !== resolve(beside))
    .map(loadWorkflowFile)
    .filter((file) => isAbout(file, about))
  const files = [...(beside === undefined ? [] : [loadWorkflowFile(beside)]), ...others]
  for (const file of files) assertOneSource(file)
  const facts = {
    contract: about.id,
    operations: about.operations,
    requirements: new Set(about.requirements.map(({ id }) => id)),
  }
  const read = files.map((file) => readWorkflows(file, facts))
  const workflows = read.flatMap((one) => one.workflows)
  assertOnce(workflows)
  return {
    workflows,
    requirements: read.flatMap((one) => one.requirements),
    written: files.map(({ written }) => written),
  }
}

const besideOf = ({ location, allowRef }: About): string | undefined => {
  if (isUrl(location)) return undefined
  const beside = join(dirname(location), 'workflows.arazzo.yaml')
  if (!existsSync(beside)) return undefined
  assertWithin(beside, location, allowRef)
  return beside
}

/** Its source names the contract or its place; where there is but one contract, it is meant whatever is written. */
const isAbout = ({ location: file, written }: WorkflowFile, { id, location, isOneOfSeveral }: About): boolean =>
  !isOneOfSeveral ||
  written.sourceDescriptions.some(
    ({ name, url }) => name === id || url === id || url === location || placeOf(url, file) === placeOf(location, '.'),
  )

const placeOf = (url: string, file: string): string =>
  isUrl(url) ? url : resolve(file === '.' ? '.' : dirname(file), url)

const assertOneSource = (file: WorkflowFile): void => {
  const { sourceDescriptions } = file.written
  const arazzo = sourceDescriptions.findIndex(({ type }) => type === 'arazzo')
  if (arazzo >= 0)
    assertNone(
      [
        {
          path: ['sourceDescriptions', arazzo],
          message: 'workflows of other files are not run: put them into this file',
        },
      ],
      file,
    )
  if (sourceDescriptions.length > 1)
    assertNone(
      [
        {
          path: ['sourceDescriptions', 1],
          message:
            'the workflows call more than one API; a run is of one contract at a time: give each a file of its own',
        },
      ],
      file,
    )
}

const assertOnce = (workflows: readonly Workflow[]): void => {
  const ids = workflows.map(({ id }) => id)
  const twice = workflows.find(({ id }, place) => ids.indexOf(id) !== place)
  if (!twice) return
  const first = workflows.find(({ id }) => id === twice.id)
  throw new ContractError(
    `${first?.file} and ${twice.file} both have a workflow ${twice.id}; name one of them otherwise.`,
  )
}
