// One file at a time, in a small house of two rooms: what the rules say of it.
import { untidy, type File } from '../tidy.ts'

export const MIGRATIONS: File[] = [
  {
    path: 'platform/migrations/0001_kit_raise_the_wall.sql',
    text: "-- Why.\nset lock_timeout = '5s';\ncreate table facts (id int);",
  },
  {
    path: 'platform/migrations/0002_listings_offer.sql',
    text: "-- Why.\nset lock_timeout = '5s';\ncreate table listings (id int); create table listing_tickets (id int);",
  },
  {
    path: 'platform/migrations/0003_orders_deal.sql',
    text: "-- Why.\nset lock_timeout = '5s';\ncreate table if not exists public.order_lines (id int);",
  },
]
const DOORS: File[] = [
  {
    path: 'platform/src/modules/listings/index.ts',
    text: `/** Offers. */\nexport { breakDown, type Fees } from './rules.ts'\nexport { lockListing } from './store.ts'`,
  },
]
/** What the rules say of one file with this text, after its opening line. */
export const saidOf = (file: string, text: string): string =>
  untidy([{ path: file, text: `// Why.\n${text}\n` }, ...DOORS], MIGRATIONS)
    .filter((complaint) => complaint.startsWith(file))
    .join('\n')

export const ORDERS = 'platform/src/modules/orders'
export const LISTINGS = 'platform/src/modules/listings'
