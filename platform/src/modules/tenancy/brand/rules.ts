// A brand must stay readable: the contrast that people need, checked before a colour is taken.
type Palette = Record<
  'surface' | 'surfaceRaised' | 'text' | 'muted' | 'accent' | 'onAccent' | 'good' | 'warn' | 'bad',
  string
>

const TEXT_ON_SURFACE = 4.5

/** Each pair that people read, and how it fails WCAG 2.2 AA; empty when the palette is readable. */
export function unreadablePairs(palette: Palette): { pair: string; ratio: number }[] {
  const pairs: [keyof Palette, keyof Palette][] = [
    ['text', 'surface'],
    ['text', 'surfaceRaised'],
    ['muted', 'surface'],
    ['muted', 'surfaceRaised'],
    ['onAccent', 'accent'],
    ['accent', 'surface'],
    ['good', 'surfaceRaised'],
    ['warn', 'surfaceRaised'],
    ['bad', 'surfaceRaised'],
  ]
  return pairs.flatMap(([ink, paper]) => {
    const ratio = contrast(palette[ink], palette[paper])
    return ratio < TEXT_ON_SURFACE ? [{ pair: `${ink} on ${paper}`, ratio: Math.floor(ratio * 100) / 100 }] : []
  })
}

export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
