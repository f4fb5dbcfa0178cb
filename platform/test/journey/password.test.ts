// A forgotten password, as a fan meets it: refused at the door, replaced through the mail, once, and the old one is worth nothing.
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { CHROMIUM_ARGS, findChromium } from '../harness/chromium.ts'
import { findLink, openInstance } from './instance.ts'

const SLUG = 'quiet-hall'
const EMAIL = 'noa@example.org'
const OLD = 'the first password'
const NEW = 'the second password'
const FAILED = fileURLToPath(new URL('../../../test-results/password.png', import.meta.url))

const instance = await openInstance()
const browser: Browser = await chromium.launch({ executablePath: findChromium()!, args: CHROMIUM_ARGS })
afterAll(async () => {
  await browser.close()
  await instance.close()
})

test('a forgotten password is replaced through the mail', async () => {
  await instance.givenTenant(SLUG, 'Quiet Hall')
  const page = await phone()
  await journey(page).catch(async (error: unknown) => {
    await page.screenshot({ path: FAILED, fullPage: true }).catch(() => {})
    throw error
  })
})

async function journey(page: Page): Promise<void> {
  const site = instance.storefront({ slug: SLUG })
  const mailed = (part: string) => findLink(instance.url, { slug: SLUG }, EMAIL, part)

  await page.goto(`${site}/sign-up`)
  await page.getByLabel('Name').fill('Noa Fan')
  await page.getByLabel('E-mail').fill(EMAIL)
  await page.getByLabel('Password').fill(OLD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL(/\/verify/)
  await page.getByRole('link', { name: 'Forgot your password?' }).waitFor()
  await noBarrier(page)
  await page.goto(await mailed('verify-email'))
  await page.waitForURL(/\/tickets/)

  // On another phone, where nobody is signed in.
  const other = await phone()
  await signIn(other, site, 'not the password')
  await other.getByRole('alert').getByRole('link', { name: 'Forgot your password?' }).click()
  await other.waitForURL(/\/forgot-password/)
  await noBarrier(other)

  // A stranger's address is answered with the same words.
  await ask(other, 'nobody@example.org')
  await other.getByRole('button', { name: 'Try another address' }).click()
  await ask(other, EMAIL)
  await noBarrier(other)

  const link = await mailed('reset-password')
  await other.goto(link)
  await noBarrier(other)
  const field = other.getByLabel('New password')
  await field.fill('too short')
  await other.getByRole('button', { name: 'Save the new password' }).click()
  expect(await field.evaluate((input: HTMLInputElement) => input.validity.tooShort)).toBe(true)
  await field.fill(NEW)
  await other.getByRole('button', { name: 'Show password' }).press('Enter')
  expect(await field.getAttribute('type')).toBe('text')
  await field.press('Enter')
  await other.waitForURL(/\/sign-in/)
  await other.getByText('Your new password is set').waitFor()

  // Signed out everywhere, and the link is used up.
  await page.goto(`${site}/tickets`)
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await page.goto(link)
  await page.getByLabel('New password').fill('the third password')
  await page.getByRole('button', { name: 'Save the new password' }).click()
  await page.getByText('This link was used already').waitFor()
  await noBarrier(page)
  await page.getByRole('link', { name: 'Ask for a new link' }).click()
  await page.waitForURL(/\/forgot-password/)

  await signIn(page, site, OLD)
  await page.getByRole('alert').getByText('do not belong together').waitFor()
  await signIn(page, site, NEW)
  await page.waitForURL(/\/tickets/)
}

async function phone(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

async function signIn(page: Page, site: string, password: string): Promise<void> {
  await page.goto(`${site}/sign-in`)
  await page.getByLabel('E-mail').fill(EMAIL)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function ask(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.getByText(`If there is an account for ${email}, a mail is on its way.`).waitFor()
}

async function noBarrier(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${page.url()}: ${id} ${nodes[0]?.html}`)).toEqual([])
}
