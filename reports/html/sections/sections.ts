import { about } from './about.ts'
import { all } from './all.ts'
import { answer } from './answer.ts'
import { baseline } from './baseline.ts'
import { broken, warned } from './causes.ts'
import { contracts } from './contracts.ts'
import { find } from './find.ts'
import { matrix } from './matrix.ts'
import { readFirst } from './read-first.ts'
import { readings } from './readings.ts'
import { samples } from './samples.ts'
import type { Section } from './section.ts'
import { undecided, untried } from './untried.ts'

/** In the order of the page. */
export const sections: readonly Section[] = [
  answer,
  find,
  readFirst,
  broken,
  baseline,
  contracts,
  matrix,
  warned,
  undecided,
  untried,
  readings,
  all,
  samples,
  about,
]
