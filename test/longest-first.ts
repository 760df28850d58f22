import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take minutes go first: at the end, no core waits for one of them alone. The others keep their order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((one) => !isLong(one))]
  }
}

const isLong = ({ moduleId }: TestSpecification): boolean => /\/(breakable-|null-services|replay)[^/]*$/.test(moduleId)
