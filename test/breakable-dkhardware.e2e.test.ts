import { dkhardware } from '../reference/dkhardware/dkhardware.ts'
import { testBreakable } from './breakable.ts'

testBreakable(dkhardware)
