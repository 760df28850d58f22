import { shopctrl } from '../reference/shopctrl/shopctrl.ts'
import { testBreakable } from './breakable.ts'

testBreakable(shopctrl)
