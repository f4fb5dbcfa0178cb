// texts/en/home.ts: the market's front door.
import { tickets } from './common.ts'

export const home = {
  official: (name: string) => `The official resale of ${name}`,
  title: 'Tickets from fans, for fans',
  upcoming: 'Events',
  empty: 'No event is open for resale yet',
  emptyHelp: 'Events appear here as soon as resale opens. Nothing to do until then.',
  none: 'No tickets right now',
  from: (count: number, price: string) => `${tickets(count)} from ${price}`,
  count: (count: number) => tickets(count),
  soon: 'Resale opens later',
  yours: 'Have a ticket you cannot use?',
  yoursHelp: 'Sell it here at a fair price. The buyer gets a new code, you get your money after the show.',
  sell: 'Sell a ticket',
}
