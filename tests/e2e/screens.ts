/** What tests of the window's screens share: words of people, not selectors of the code, and what the desktop would answer. */
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect } from './app'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Fails with what axe-core finds against WCAG 2.2 A and AA, and its best practices, in the window or in a part of it.
 * Goes in by the debugger, once for each page: the content security policy allows no script of others. `except`: rules to
 * which the guidelines themselves make an exception there.
 */
export async function expectAccessible(shown: Page | Locator, screen: string, except: readonly string[] = []): Promise<void> {
  const [window, part] = 'page' in shown ? [shown.page(), shown] : [shown, null]
  await part?.evaluate((element) => element.toggleAttribute('data-looked-at', true))
  const session = await window.context().newCDPSession(window)
  // As new it would have to be read and compiled again: a second and third look at a page took twice as long.
  const { result: there } = await session.send('Runtime.evaluate', { expression: 'typeof axe' })
  if (there.value === 'undefined') await session.send('Runtime.evaluate', { expression: axeSource })
  for (;;) {
    await window.evaluate(untilStill)
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: `axe.run(document.querySelector('[data-looked-at]') ?? document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'], rules: ${JSON.stringify(Object.fromEntries(except.map((rule) => [rule, { enabled: false }])))} }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, any }) => html.slice(0, 160) + ' ' + any.map(({ message }) => message).join('; ')).slice(0, 4).join('\\n    ')))`,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    const found = result.value as string[]
    // What was looked at while something began to move again has not been looked at.
    if (found.length > 0 && (await window.evaluate(() => (globalThis as { moved?: boolean }).moved))) continue
    await session.detach()
    await part?.evaluate((element) => element.toggleAttribute('data-looked-at', false))
    return expect(found, screen).toEqual([])
  }
}

/**
 * Until nothing moves any more: what fades in or out has no colours of its own yet, and no place on the page either. In the
 * window. What was told to leave starts to move two frames later, and is taken out a moment after it stopped. From then on `moved` says
 * whether anything began to.
 */
async function untilStill(): Promise<void> {
  for (let still = 0; still < 4; ) {
    await new Promise(requestAnimationFrame)
    const moving = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity && each.playState === 'running')
    still = moving.length > 0 ? 0 : still + 1
    await Promise.allSettled(moving.map((each) => each.finished))
  }
  const page = globalThis as { moved?: boolean }
  page.moved = false
  for (const begins of ['transitionrun', 'animationstart']) document.addEventListener(begins, () => (page.moved = true), { capture: true, once: true })
}

/**
 * Until there is such an element, asked at each frame: whoever presses it or says that it is there asks in steps that grow to
 * half a second. For what many tests begin with; it says nothing by itself.
 */
async function untilThere(window: Page, selector: string, text = ''): Promise<void> {
  await window.waitForFunction(([shown, said]) => [...document.querySelectorAll(shown)].some(({ textContent }) => textContent.includes(said)), [selector, text] as const, { timeout: 90_000 })
}

export async function openDemo(window: Page): Promise<void> {
  await untilThere(window, 'button', 'Découvrir avec une section de démonstration')
  await window.getByRole('button', { name: 'Découvrir avec une section de démonstration' }).click()
  await untilThere(window, '[role="grid"][aria-rowcount="401"]')
  await expectPeople(window, /^400\s/)
  await expect(window.getByRole('grid')).toHaveAttribute('aria-rowcount', '401')
}

/** The number of people that the table says it shows. */
export async function expectPeople(window: Page, count: RegExp): Promise<void> {
  await expect(window.getByRole('region', { name: 'Personnes' }).getByRole('status').first()).toHaveText(count)
}

/** From here on the system's save dialog answers with `path`; `null` gives up. */
export async function saveTo(app: ElectronApplication, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (() => Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' })) as typeof dialog.showSaveDialog
  }, path)
}

export const passphrase = 'lune bateau verger tambour'

export async function createSection(window: Page, name = 'Section de Saint-Denis'): Promise<void> {
  await untilThere(window, 'button', 'Créer ma section')
  await window.getByRole('button', { name: 'Créer ma section' }).click()
  await window.getByLabel('Nom de la section').fill(name)
  await window.getByLabel('Phrase de passe', { exact: true }).fill(passphrase)
  await window.getByLabel('La même, encore une fois').fill(passphrase)
  await window.getByRole('button', { name: 'Créer la section' }).click()
  await untilThere(window, 'main', 'Personne pour l’instant')
  await expect(window.getByText('Personne pour l’instant')).toBeVisible()
}

/** A new person by the form, as typed by an organizer. */
export async function addPerson(window: Page, lastName: string, firstName: string): Promise<void> {
  await window.getByRole('button', { name: 'Nouvelle personne' }).first().click()
  await window.getByLabel('Nom d’usage').fill(lastName)
  await window.getByLabel('Prénom').fill(firstName)
  await window.getByRole('button', { name: 'Créer la fiche' }).click()
  await untilThere(window, 'h1, h2', lastName)
  await expect(window.getByRole('heading', { name: `${firstName} ${lastName}` })).toBeVisible()
}

/** The row of a person, by the name as the table writes it. */
export function rowOf(window: Page, name: string) {
  return window.getByRole('row').filter({ hasText: name })
}

/** What can be pressed, ticked, typed in or chosen, and lies under this, wholly or in part. */
export function controlsUnder(shown: Locator): Promise<string[]> {
  return shown.evaluate((element) => {
    const over = element.getBoundingClientRect()
    return [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [role="option"], [role="radio"], [tabindex="0"]')]
      .filter((control) => {
        const { left, top, right, bottom } = control.getBoundingClientRect()
        return !element.contains(control) && control.checkVisibility() && right > over.left && left < over.right && bottom > over.top && top < over.bottom && right > left
      })
      .map((control) => control.getAttribute('aria-label') ?? control.innerText)
  })
}
