// texts/en/common.ts: what any page may have to say.
export const tickets = (n: number) => (n === 1 ? '1 ticket' : `${n} tickets`)

export const state = {
  offline: 'You are offline. What you see was true when you last had a connection.',
  noScript: 'This step needs JavaScript. Switch it on in your browser, then load the page again.',
  retry: 'Try again',
  unreachable: 'We could not reach the market. Check your connection, then try again.',
  wrong: 'Something went wrong on our side. Nothing was charged. Please try again.',
  loading: 'Loading',
  busy: 'One moment',
  reference: (id: string) => `Reference ${id}`,
  notFoundTitle: 'This page is not here',
  notFound: 'The link may be old, or the ticket may have been sold or withdrawn.',
  errorTitle: 'We could not load this page',
  error: 'This is our fault, not yours. No money moved. Load the page again in a moment.',
  toEvents: 'See all events',
  pleaseWait: 'That was a lot at once. Wait a minute, then try again.',
}

export const price = {
  ticket: 'Ticket',
  fee: 'Service fee',
  tax: 'Tax on the fee',
  total: 'Total',
  each: 'per ticket',
  noFee: 'No fee',
}

export const seat = {
  zone: (zone: string) => zone,
  type: 'Ticket',
  row: 'Row',
  seat: 'Seat',
  free: 'Free standing',
  general: 'General admission',
}
