// ui/pure.test.ts: prices, clocks, timelines, cards and colours, without a browser.
import { describe, expect, it } from 'vitest'
import { breakdown, buyerSteps, eur, event, listings, NOW } from '../fixtures.ts'
import { countdown, isSpoken, secondsUntil } from './clock.ts'
import { contrast, isHex, mix } from './colour.ts'
import { formatFor } from './format.ts'
import { grouped, luhn, parseExpiry, typedExpiry } from './payment/card.ts'
import { distribution, matches, merge, multiply, priceSteps, supply } from './prices.ts'
import { qrOf } from './qr.ts'
import { currentStep, isOver } from './timeline.ts'

const none = { typeId: null, maxMinor: null, quantity: 1 }

describe('a shelf of offers', () => {
  it('counts only what can be bought now', () => {
    expect(supply(listings)).toEqual({ tickets: 23, from: listings[0]!.price.total })
    expect(supply([])).toEqual({ tickets: 0, from: null })
  })

  it('draws every ticket exactly once, the dearest too', () => {
    const bars = distribution(listings)
    expect(bars.reduce((sum, bar) => sum + bar.tickets, 0)).toBe(23)
    expect(bars.at(-1)?.tickets).toBe(2)
  })

  it('draws one bar where all cost the same', () => {
    expect(distribution([listings[5]!, listings[6]!])).toHaveLength(1)
  })

  it('offers only round ceilings that leave something out and something in', () => {
    const steps = priceSteps(listings)
    const prices = listings.map((listing) => listing.price.total.amountMinor)
    for (const step of steps) {
      expect(step % 500).toBe(0)
      expect(step).toBeGreaterThanOrEqual(Math.min(...prices))
      expect(step).toBeLessThan(Math.max(...prices))
    }
    expect(priceSteps([listings[0]!])).toEqual([])
  })

  it('filters by kind, price and number, and keeps a held offer among those that fit', () => {
    expect(matches(listings[2]!, none)).toBe(true)
    expect(matches(listings[0]!, { ...none, quantity: 2 })).toBe(false)
    expect(matches(listings[1]!, { ...none, maxMinor: 5000 })).toBe(false)
    expect(matches(listings[0]!, { ...none, typeId: listings[12]!.ticketType.id })).toBe(false)
  })

  it('keeps its order when news comes: gone ones stay as gone, new ones wait', () => {
    const [first, second, third] = listings as [never, never, never] & typeof listings
    const { shown, waiting } = merge([first!, second!], [second!, third!])
    expect(shown.map((listing) => listing.id)).toEqual([first!, second!].map((one: { id: string }) => one.id))
    expect(shown[0]).toMatchObject({ state: 'sold', quantity: 0 })
    expect(waiting).toEqual([third])
  })
})

describe('money', () => {
  it('still sums when multiplied', () => {
    const three = multiply(breakdown(47.5), 3)
    expect(three.ticket.amountMinor + three.buyerFee.amountMinor + three.feeTax.amountMinor).toBe(
      three.total.amountMinor,
    )
  })

  it('is written as the market writes it, whole where it is whole', () => {
    const british = formatFor('en-GB')
    expect(british.money(eur(51.3))).toBe('€51.30')
    expect(british.brief(eur(48))).toBe('€48')
    expect(british.brief(eur(51.3))).toBe('€51.30')
    expect(british.parts(eur(47.95))).toEqual({ whole: '€47', cents: '.95' })
    expect(formatFor('de-DE').money(eur(1251.3))).toBe('1.251,30\u00a0€')
    expect(british.brief({ amountMinor: 5000, currency: 'JPY' })).toMatch(/5,000/)
  })

  it('shows a discount with a real minus', () => {
    expect(formatFor('en-GB').percent(-12)).toBe('\u221212%')
  })
})

describe('time', () => {
  const format = formatFor('en-GB')

  it('is the venue’s own, whatever the machine’s zone', () => {
    expect(format.time('2026-08-14T13:00:00.000Z', 'Europe/Berlin')).toBe('15:00')
    expect(format.zone('2026-08-14T13:00:00.000Z', 'Europe/Berlin')).toMatch(/CEST|GMT\+2/)
  })

  it('gives a festival its span and a late night its one day', () => {
    expect(format.span(event)).toMatch(/14\s?–\s?16 Aug 2026/)
    expect(format.span({ ...event, endsAt: '2026-08-15T01:00:00.000Z' })).toMatch(/Fri.* 14 Aug 2026/)
  })

  it('counts down to zero and no further', () => {
    expect(secondsUntil('2026-06-18T17:48:30.000Z', Date.parse(NOW))).toBe(510)
    expect(secondsUntil('2026-06-18T17:00:00.000Z', Date.parse(NOW))).toBe(0)
    expect(countdown(510)).toBe('8:30')
    expect(countdown(5)).toBe('0:05')
    expect(countdown(3909)).toBe('1:05:09')
  })

  it('is spoken by the minute and near the end, not by the second', () => {
    expect([600, 59, 30, 11, 10, 0].map(isSpoken)).toEqual([true, false, true, false, true, false])
  })
})

describe('a money timeline', () => {
  it('stands on what happens now, else on the last thing that happened', () => {
    expect(currentStep(buyerSteps)).toBe(1)
    const done = buyerSteps.map((step) => ({ ...step, state: 'done' as const }))
    expect(currentStep(done)).toBe(done.length - 1)
    expect([isOver(done), isOver(buyerSteps), isOver([])]).toEqual([true, false, false])
    expect(currentStep([])).toBe(-1)
  })
})

describe('a card form', () => {
  it('reads an expiry however it is typed', () => {
    for (const text of ['08 / 29', '8/29', '0829', '08-2029'])
      expect(parseExpiry(text)).toEqual({ month: '8', year: '2029' })
    for (const text of ['13/29', '0/29', '08', 'soon', '']) expect(parseExpiry(text)).toBeNull()
  })

  it('adds the slash going forward and never fights a backspace', () => {
    expect(typedExpiry('08', '0')).toBe('08 / ')
    expect(typedExpiry('9', '')).toBe('09 / ')
    expect(typedExpiry('08 /', '08 / ')).toBe('08 /')
  })

  it('groups digits and knows a mistyped number', () => {
    expect(grouped('4242424242424242')).toBe('4242 4242 4242 4242')
    expect([luhn('4242 4242 4242 4242'), luhn('4242 4242 4242 4241'), luhn('42')]).toEqual([true, false, false])
  })
})

describe('colours', () => {
  it('are plain hex or nothing', () => {
    expect(['#a1b2c3', '#abc', 'red', '#a1b2c3;}', null].map(isHex)).toEqual([true, false, false, false, false])
  })

  it('mix and contrast as WCAG reckons', () => {
    expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080')
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  })
})

it('a code becomes one path that fills its square', () => {
  const { size, path } = qrOf('kzp4m8w2tq9xv7c3hn6bjr5ds1fgyela')
  expect(size).toBeGreaterThan(20)
  expect(path).toMatch(/^M0 0h7v1h-7z/)
})
