import { crayon } from '../reference/crayon/crayon.ts'
import { testBreakable } from './breakable.ts'

testBreakable(crayon)
