// The world outside, for tests: only what stands at the edge is ours, and it speaks the real protocol.
import type { Outside } from '../src/kit/scope.ts'
import { openMailer } from '../src/modules/mail/index.ts'

export async function testOutside() {
  const adapters = {
    mailer: openMailer({ smtpUrl: undefined, from: 'tickets@example.com' }),
    paymentForm: { form: 'test', publishableKey: 'pk_test_local', apiBase: null },
  } as Outside
  return {
    adapters,
    /** Lets the outside call back into the app, as webhooks do. */
    connect(_app: (request: Request) => Response | Promise<Response>) {},
    async close() {},
  }
}
