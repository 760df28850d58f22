import { ocapiShop } from '../reference/ocapi-shop/ocapi-shop.ts'
import { testBreakable } from './breakable.ts'

testBreakable(ocapiShop)
