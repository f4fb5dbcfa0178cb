// storefront/server-pages.ts: every page's component, all at hand on the server; the browser fetches only its own.
import type { Component } from 'svelte'
import type { PageName } from './pages.ts'

type Modules = Record<string, { default: Component<Record<string, unknown>> }>
const byName = (found: Modules) =>
  Object.fromEntries(
    Object.entries(found).map(([file, module]) => [file.replace(/^.*\/|\.svelte$/g, ''), module.default]),
  )

export const components = byName(import.meta.glob('./pages/*.svelte', { eager: true })) as Record<
  PageName,
  Component<Record<string, unknown>>
>

/** The still part above a page, where it has one: rendered here and never sent as script. */
export const heads = byName(import.meta.glob('./heads/*.svelte', { eager: true })) as Partial<typeof components>
