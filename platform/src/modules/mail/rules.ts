// When a mail is tried again and when it is given up; and what an address is made of. Pure.
import { hours, minutes, seconds } from '../../kit/clock.ts'

const PAUSES = [seconds(5), seconds(30), minutes(2), minutes(10), minutes(30), hours(2), hours(6)]

/** How long to wait after this many failed attempts, or null when there will be no other. */
export const pauseAfter = (attempts: number): number | null => PAUSES[attempts - 1] ?? null

/** The bare address of `Tickets <tickets@example.com>`. */
export const addressOf = (mailbox: string): string => /<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim()

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** One line: what stands in a header must not start another. */
// oxlint-disable-next-line no-control-regex
export const oneLine = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim()
