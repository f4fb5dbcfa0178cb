// texts/index.ts: the catalogue for a market's locale; English stands in for a language that is not written yet.
import { en, type Texts } from './en/index.ts'

const catalogues: Record<string, Texts> = { en }

export const languageOf = (locale: string) => (catalogues[locale.split('-')[0] ?? 'en'] ? locale.split('-')[0]! : 'en')
export const textsFor = (locale: string): Texts => catalogues[languageOf(locale)] ?? en
export type { Texts }
