// storefront/entry-client.ts: takes over the page the server rendered, with the same data and the same component.
import { hydrate, type Component } from 'svelte'
import App from './App.svelte'
import './styles/base.css'
import type { Hydration } from './pages.ts'

const pages = import.meta.glob<{ default: Component<any> }>('./pages/*.svelte')

const target = document.getElementById('app')
const block = document.getElementById('data')
if (target && block?.textContent) {
  const { page, shell, data } = JSON.parse(block.textContent) as Hydration
  const load = pages[`./pages/${page}.svelte`]
  void load?.().then(({ default: Page }) => {
    hydrate(App, { target, props: { Page, page, shell, data } })
    document.documentElement.dataset.ready = ''
  })
}
