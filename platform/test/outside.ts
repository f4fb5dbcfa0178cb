// The world outside, for tests: only what stands at the edge is ours, and it speaks the real protocol.
import { listen, PUBLISHABLE_KEY, SECRET_KEY, tokenFor, WEBHOOK_SECRET } from '../dev/psp/served.ts'
import { createPsp } from '../dev/psp/index.ts'
import type { Outside } from '../src/kit/scope.ts'
import { openMailer } from '../src/modules/mail/index.ts'
import { openStripe } from '../src/modules/payments/index.ts'

type App = (request: Request) => Response | Promise<Response>

/** A payment server of this test's own on loopback, and the real Stripe client pointed at it. */
export async function testOutside() {
  let door: App | null = null
  const hooks = await listen({ fetch: (request: Request) => door!(asInstance(request)) } as never)
  const psp = createPsp({
    secretKey: SECRET_KEY,
    publishableKey: PUBLISHABLE_KEY,
    origin: () => payments.url,
    webhook: { url: () => hooks.url, secret: WEBHOOK_SECRET },
  })
  const payments = await listen(psp.app)
  const adapters: Outside = {
    mailer: openMailer({ smtpUrl: undefined, from: 'tickets@example.com' }),
    psp: openStripe({ secretKey: SECRET_KEY, webhookSecret: WEBHOOK_SECRET, apiBase: payments.url }),
    paymentForm: { form: 'test', publishableKey: PUBLISHABLE_KEY, apiBase: payments.url },
  }
  return {
    adapters,
    psp,
    url: payments.url,
    /** What the browser's payment form makes of a typed card. */
    token: (number = '4242424242424242') => tokenFor(payments.url, number),
    /** Lets the outside call back into the app, as webhooks do. */
    connect(app: App) {
      door = app
    },
    async close() {
      await psp.close()
      payments.stop()
      hooks.stop()
    },
  }
}

// The provider calls the instance by its own name, whatever port this test listens on.
function asInstance(request: Request): Request {
  const headers = new Headers(request.headers)
  headers.set('host', 'localhost:4000')
  return new Request('http://localhost:4000/hooks/stripe', {
    method: request.method,
    headers,
    body: request.body,
    duplex: 'half',
  } as RequestInit)
}
