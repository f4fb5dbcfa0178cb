// texts/en/index.ts: the English catalogue: every word a fan reads that is not the organizer's own. Another language is another folder like this.
import * as common from './common.ts'
import * as frame from './frame.ts'
import * as head from './head.ts'
import * as home from './home.ts'
import * as event from './event.ts'
import * as buy from './buy.ts'
import * as pay from './pay.ts'
import * as own from './own.ts'
import * as sell from './sell.ts'
import * as door from './door.ts'

export const en = { ...common, ...frame, ...head, ...home, ...event, ...buy, ...pay, ...own, ...sell, ...door }

export type Texts = typeof en
