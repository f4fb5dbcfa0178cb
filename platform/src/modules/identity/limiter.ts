// Counts attempts within windows, in this process. Several processes let through as many times more, which is still few.
export type Limiter = {
  /** Null when there was room; else the seconds until there is. */
  take(key: string, most: number, within: number): number | null
  /** What turned out to be honest does not count. */
  giveBack(key: string): void
}

const KEYS_MAX = 100_000

export function openLimiter(now: () => number = Date.now): Limiter {
  const windows = new Map<string, { count: number; endsAt: number }>()
  const forgetEnded = () => {
    for (const [key, { endsAt }] of windows) if (endsAt <= now()) windows.delete(key)
    // Flooded with fresh keys: the oldest go, so that memory stays bounded.
    for (const key of windows.keys()) {
      if (windows.size < KEYS_MAX) break
      windows.delete(key)
    }
  }
  return {
    take(key, most, within) {
      let window = windows.get(key)
      if (!window || window.endsAt <= now()) {
        if (windows.size >= KEYS_MAX) forgetEnded()
        window = { count: 0, endsAt: now() + within }
        windows.delete(key)
        windows.set(key, window)
      }
      if (window.count >= most) return Math.ceil((window.endsAt - now()) / 1000)
      window.count += 1
      return null
    },
    giveBack(key) {
      const window = windows.get(key)
      if (window && window.count > 0) window.count -= 1
    },
  }
}
