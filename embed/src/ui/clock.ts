// ui/clock.ts: the market's time in the browser, so that a countdown is right on a phone whose own clock is not.

/** How far the market's clock is ahead of this device's, measured from when the answer began to arrive. */
export function clockOffset(marketNow: string): number {
  if (typeof performance === 'undefined') return 0
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const arrivedAt = navigation?.responseStart ? performance.timeOrigin + navigation.responseStart : Date.now()
  return Date.parse(marketNow) - arrivedAt
}

export const secondsUntil = (iso: string, nowMs: number) => Math.max(0, Math.ceil((Date.parse(iso) - nowMs) / 1000))

/** 9:05, and 1:09:05 for the rare long hold. */
export function countdown(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = two(seconds % 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}

/** A screen reader hears the time only where it changes what to do: each minute, then 30 and 10 seconds. */
export const isSpoken = (seconds: number) => seconds === 30 || seconds === 10 || (seconds > 0 && seconds % 60 === 0)
