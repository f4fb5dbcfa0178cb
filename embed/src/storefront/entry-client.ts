// storefront/entry-client.ts: takes over the page the server rendered, with the same data, words and component.
import { hydrate, type Component } from 'svelte'
import { formatFor, type Format } from '../ui/format.ts'
import type { Texts } from '../texts/index.ts'
import type { Market } from './api.ts'
import type { Ask } from './click.ts'
import App from './App.svelte'
import './styles/base.css'
import type { Hydration } from './pages.ts'

const pages = import.meta.glob<{ default: Component<Record<string, unknown>> }>('./pages/*.svelte')
const words = import.meta.glob<Partial<Texts>>(['../texts/*/*.ts', '!../texts/*/{index,head,frame}.ts'])

let client: Promise<Market> | undefined
const market: Ask = async (question) => {
  client ??= import('./api.ts').then(({ browserMarket }) => browserMarket())
  return question(await client)
}

const target = document.getElementById('app')
const block = document.getElementById('data')
if (target && block?.textContent) void start(target, JSON.parse(block.textContent))

async function start(target: HTMLElement, { page, words: needed, shell, data }: Hydration) {
  const [component, ...parts] = await Promise.all([
    pages[`./pages/${page}.svelte`]!(),
    ...needed.map((part) => words[`../texts/${part}.ts`]!()),
  ])
  const t: Texts = Object.assign({}, ...parts)
  const app = { ...shell, t, f: formatFor(shell.brand.locale), market }
  hydrate(App, { target, props: { Page: component.default, app, data } })
  for (const place of document.querySelectorAll<HTMLElement>('[data-yours]')) tellTheirTime(place, app.f)
  document.documentElement.dataset.ready = ''
}

/** The reader's own clock beside the venue's, where the two differ. */
function tellTheirTime(place: HTMLElement, f: Format) {
  const { at = '', zone = '', yours = '' } = place.dataset
  const here = f.moment(at, Intl.DateTimeFormat().resolvedOptions().timeZone)
  if (here === f.moment(at, zone)) return
  place.textContent = yours.replace('{}', here)
  place.hidden = false
}

// The frame is plain markup: two listeners are all it needs.
document.querySelector('[data-sign-out]')?.addEventListener('submit', async (event) => {
  event.preventDefault()
  await market((client) => client.auth.signOut()).catch(() => null)
  location.assign('/')
})
const offline = document.querySelector<HTMLElement>('[data-offline]')
const look = () => offline && (offline.hidden = navigator.onLine)
for (const news of ['online', 'offline']) addEventListener(news, look)
look()
