// texts/index.ts: the catalogue for a market's locale; English stands in for a language that is not written yet.
import { en, type Texts } from './en.ts'

const catalogues: Record<string, Texts> = { en }

export const textsFor = (locale: string): Texts => catalogues[locale.split('-')[0] ?? 'en'] ?? en
export type { Texts }
