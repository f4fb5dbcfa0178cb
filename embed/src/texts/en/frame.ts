// texts/en/frame.ts: the words around every page.
export const nav = {
  skip: 'Skip to content',
  main: 'Main',
  home: 'Events',
  tickets: 'My tickets',
  sell: 'Sell',
  sales: 'Listings and sales',
  orders: 'Orders',
  account: 'Account',
  menu: 'Menu',
  signIn: 'Sign in',
  signOut: 'Sign out',
  back: 'Back',
  testMarket: 'Test market. Cards and tickets here are not real.',
  help: 'Questions? Write to',
}
