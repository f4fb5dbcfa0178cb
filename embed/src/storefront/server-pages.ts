// storefront/server-pages.ts: every page's component, all at hand on the server; the browser fetches only its own.
import type { Component } from 'svelte'
import type { PageName } from './pages.ts'

const found = import.meta.glob<{ default: Component<any> }>('./pages/*.svelte', { eager: true })

export const components = Object.fromEntries(
  Object.entries(found).map(([file, module]) => [file.replace(/^.*\/|\.svelte$/g, ''), module.default]),
) as Record<PageName, Component<any>>
