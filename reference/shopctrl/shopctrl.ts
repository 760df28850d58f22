import { referenceOf, type TableService } from '../table/app.ts'
import { switches } from './faults/switches.ts'
import { contract, fixtures, open, readCall, referenceToken } from './service.ts'

export const service: TableService = { contract, switches, token: referenceToken, fixtures, readCall, open }

/** The payments of ShopCtrl's API, by the strictest reading of their document. */
export const shopctrl = referenceOf(service)
