// texts/en/sell.ts: selling, and being paid.
import { tickets } from './common.ts'

export const sell = {
  title: 'Sell tickets',
  lead: 'Which tickets do you want to sell?',
  leadHelp: 'Tickets you offer together must be for the same event and of the same kind.',
  next: 'Choose a price',
  none: 'Nothing to sell right now',
  noneHelp: (email: string) =>
    `Tickets bought with ${email} show up here. Bought with another address? Sign in with that one.`,
  paid: (price: string) => `You paid ${price}`,
  not: 'Not for sale',
  why: 'This ticket cannot be sold at the moment.',
  priceTitle: 'Choose your price',
  price: 'Your price per ticket',
  priceHelp: 'What you ask, before the buyer’s service fee.',
  floor: 'Lowest',
  ceiling: 'Highest',
  ceilingWhy: (percent: number) =>
    percent === 100
      ? 'Nobody may ask more than was paid for the ticket. The organizer set that.'
      : `Nobody may ask more than ${percent} % of what was paid for the ticket. The organizer set that.`,
  scale: 'Price per ticket',
  others: (count: number) =>
    count === 0
      ? 'Nobody else is selling this kind of ticket.'
      : `${count === 1 ? '1 other offer' : `${count} other offers`} on the scale, buyers see all-in prices.`,
  atPrice: (price: string) => `On sale now at ${price}`,
  receive: 'You receive',
  receiveOn: (when: string) => `on ${when}`,
  receiveHelp: 'That is after the show, to the account you give us.',
  buyerPays: 'The buyer pays, per ticket',
  fees: 'How that comes about',
  yourPrice: 'Your price',
  sellerFee: 'Fee',
  sellerFeeTax: 'Tax on the fee',
  share: 'To the organizer',
  yours: 'To you, per ticket',
  all: (n: number) => `To you, ${tickets(n)}`,
  publish: 'Put up for sale',
  publishMany: (n: number) => `Put ${tickets(n)} up for sale`,
  keep: 'You keep your code until it sells. Then it stops working and the buyer gets a new one. You can withdraw the offer at any time before.',
  unread: 'The figures could not be loaded. Check your connection.',
  doneTitle: 'Your offer is live',
  done: (amount: string, when: string) => `When it sells, you receive ${amount} on ${when}. We tell you by mail.`,
  toListing: 'See your offers',
  toEvent: 'See it as buyers do',
  cannot: 'You cannot sell this ticket right now',
  back: 'Choose other tickets',
}

export const onboard = {
  title: 'Where should the money go?',
  help: 'Add your bank account once. You can sell before that, but we can only pay you after it.',
  help2: 'Our payment partner asks for your name, date of birth and account. It takes three minutes.',
  continueTitle: 'Your payout details are not finished',
  restrictedTitle: 'We cannot pay you yet',
  restricted: 'The payment partner needs something more from you.',
  country: 'Country of your bank account',
  go: 'Add your bank account',
  goOn: 'Continue',
  enabled: 'Your bank account is set up.',
  owed: (amount: string) => `${amount} is waiting for you.`,
}

export const sales = {
  title: 'Listings and sales',
  listings: 'For sale',
  sold: 'Sold',
  ended: 'Ended',
  empty: 'Nothing for sale',
  emptyHelp: 'Offers you make and tickets you sold are kept here, with every step of the money.',
  go: 'Sell a ticket',
  ask: (price: string) => `${price} each`,
  receive: (amount: string, when: string) => `You receive ${amount} on ${when}`,
  paying: 'Someone is paying',
  withdraw: 'Withdraw',
  withdrawTitle: 'Take this offer down?',
  withdrawHelp: (n: number) => `${tickets(n)} will be yours again, with the code you have now. Nobody is charged.`,
  withdrawYes: 'Withdraw offer',
  withdrawNo: 'Keep it for sale',
  withdrawn: 'Withdrawn. The tickets are yours again.',
  state: {
    draft: 'Draft',
    pending_approval: 'Waiting for approval',
    active: 'For sale',
    paused: 'Paused',
    sold: 'Sold',
    withdrawn: 'Withdrawn',
    expired: 'Ended without a sale',
    removed: 'Removed',
  },
  money: 'Where your money is',
  order: (number: string) => `Order ${number}`,
  saleState: {
    holding: 'Held until after the show',
    released: 'Released to you',
    refunded: 'Returned to the buyer',
    lost: 'Lost in a dispute',
  },
}
