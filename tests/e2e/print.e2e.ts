/** A contact sheet of a selection: the preview in the window, and the PDF that comes out of it, read by poppler. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, oneApp, test } from './app'
import { addPerson, expectAccessible, openDemo, saveTo } from './screens'

async function openPrint(window: Page): Promise<Locator> {
  await window.getByRole('button', { name: 'Imprimer cette liste' }).click()
  const dialog = window.getByRole('dialog', { name: 'Imprimer une liste de contacts' })
  await expect(dialog.locator('canvas[data-page="1"]')).toBeVisible()
  return dialog
}

const words = (path: string) => execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
const facts = (path: string) => {
  const text = execFileSync('pdfinfo', [path], { encoding: 'utf8' })
  const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(text)!
  return { pages: Number(/Pages:\s+(\d+)/.exec(text)![1]), width: Number(width), height: Number(height) }
}

async function savePdf(dialog: Locator, path: string): Promise<void> {
  await dialog.getByRole('button', { name: 'Enregistrer le PDF…' }).click()
  await expect(dialog.getByText(/PDF enregistré/)).toContainText(path)
}

/** Pixels of the page on screen that are not paper. */
const inkOf = (dialog: Locator) =>
  dialog.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    let ink = 0
    for (let at = 0; at < data.length; at += 4) if (data[at]! + data[at + 1]! + data[at + 2]! < 600) ink++
    return ink
  })

test.describe('a contact sheet of the section', () => {
  const running = oneApp()

  test('is the same on screen and on paper: pages, people, date, code, destruction line', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const dialog = await openPrint(window)
    await expect(dialog.getByText(/400\spersonnes, \d+\spages/)).toBeVisible()
    await expectAccessible(dialog, 'a sheet before it is printed')
    expect(await inkOf(dialog)).toBeGreaterThan(2000)

    const path = join(profileDir, 'liste.pdf')
    await saveTo(app, path)
    await savePdf(dialog, path)
    const { pages, width, height } = facts(path)
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842])
    await expect(dialog.getByText(`sur ${pages}`, { exact: true })).toBeVisible()
    const text = words(path)
    const code = /Feuille (\S+)/.exec((await dialog.getByRole('status').first().textContent())!)![1]!
    expect(text).toContain(code)
    expect(text).toMatch(/détruire après usage/i)
    expect(text).toMatch(new RegExp(`1\\s*/\\s*${pages}`))
    expect(text).toMatch(/Toute la section, 400\spersonnes/)

    // The last page of the preview holds the last person of the paper.
    await dialog.getByRole('button', { name: 'Dernière page' }).click()
    await expect(dialog.locator(`canvas[data-page="${pages}"]`)).toBeVisible()
    const last = words(path).split('\f').filter((page) => page.trim() !== '').at(-1)!
    const phone = /0\d(?: \d\d){4}/.exec(last)![0]
    await expect(dialog.locator('[data-page-text]')).toContainText(phone)

    await dialog.getByRole('button', { name: 'Fermer' }).click()
    await expect(window.getByRole('button', { name: 'Imprimer cette liste' })).toBeFocused()
    await window.getByRole('link', { name: 'Historique' }).click()
    await expect(window.getByRole('main')).toContainText(/Impression de 400\spersonnes/)
    await expect(window.getByRole('main')).toContainText(code)
  })

  test('for calling leaves out whoever did not agree, and says so on screen and on paper', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const dialog = await openPrint(window)
    await dialog.getByRole('radio', { name: 'Pour appeler' }).check()
    const summary = dialog.getByText(/personnes, \d+\spages? · Feuille/)
    await expect(summary).not.toContainText(/^400/)
    const printed = Number.parseInt((await summary.textContent())!, 10)
    expect(printed).toBeGreaterThan(0)
    await expect(dialog.getByText(/laissées de côté/)).toContainText(String(400 - printed))
    const path = join(profileDir, 'appels.pdf')
    await saveTo(app, path)
    await savePdf(dialog, path)
    const text = words(path)
    expect(text).toContain(String(400 - printed))
    expect(text).not.toContain('@exemple.invalid')
    expect(text).toMatch(/0\d \d\d \d\d \d\d \d\d/)
  })

  test('turns to landscape, takes another title and other columns, and the preview follows', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const dialog = await openPrint(window)
    await dialog.getByLabel('Titre').fill('Tour des marchés')
    await dialog.getByText('Paysage', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Ajouter une colonne…' }).click()
    await window.getByRole('menuitem', { name: 'Étiquettes' }).click()
    await expect(dialog.locator('[data-page-text]')).toContainText('Tour des marchés')
    await expect(dialog.locator('[data-page-text]')).toContainText('Étiquettes')
    const shape = await dialog.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width / canvas.height)
    expect(shape).toBeCloseTo(297 / 210, 2)
    const path = join(profileDir, 'paysage.pdf')
    await saveTo(app, path)
    await savePdf(dialog, path)
    expect(facts(path).width).toBeGreaterThan(facts(path).height)
    expect(words(path)).toContain('Tour des marchés')
  })

  test('says before it is printed which characters no font has, and that its columns are too many for the width', async () => {
    const { window } = running()
    await openDemo(window)
    await addPerson(window, 'Li 李', 'Wei')
    const dialog = await openPrint(window)
    const notes = dialog.getByRole('status').filter({ hasText: /rectangle|colonnes/ })
    await expect(notes).toContainText(/ne connaît ce caractère\s: \u2068李\u2069\. Un rectangle vide/)
    await expect(notes).not.toContainText('Trop de colonnes')
    for (const column of ['Adresse complète', 'Étiquettes', 'Disponibilités', 'Compétences', 'Modes d’action', 'Référent·e', 'Note']) {
      await dialog.getByRole('button', { name: 'Ajouter une colonne…' }).click()
      await window.getByRole('menuitem', { name: column, exact: true }).click()
    }
    await expect(notes).toContainText(/Trop de colonnes pour cette largeur\s: des mots sont coupés\. Passez en paysage/)
    await expectAccessible(dialog, 'columns that don’t fit')
    await dialog.getByRole('button', { name: 'Passer en paysage' }).click()
    await expect(dialog.getByRole('radio', { name: 'Paysage' })).toBeChecked()
    await expect(notes).not.toContainText('Passez en paysage')
  })

  test('goes to the system’s print dialog, or does not when the person gives up', async () => {
    const { app, window } = running()
    await openDemo(window)
    // The system's own dialog can't be driven: it answers « cancelled » first, then « printed ».
    await app.evaluate(({ app: electron }) => {
      const asked: { reason: string; guarded: boolean }[] = []
      Object.assign(electron, { asked })
      // Whatever nothing holds goes while the viewer reads, as it may on any day.
      process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc')
      const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void
      const collecting = setInterval(collect, 200)
      electron.once('web-contents-created', (_event, { constructor: { prototype } }) => {
        prototype.print = function (this: Electron.WebContents, _options: object, answer: (success: boolean, reason: string) => void) {
          const reason = asked.length === 0 ? 'Print job canceled' : ''
          asked.push({ reason, guarded: this.listenerCount('will-navigate') > 0 })
          if (asked.length === 2) clearInterval(collecting)
          answer(reason === '', reason)
        }
      })
    })
    const asked = () => app.evaluate(({ app: electron }) => (electron as unknown as { asked: unknown }).asked)
    const cancelled = { reason: 'Print job canceled', guarded: true }
    const dialog = await openPrint(window)
    await dialog.getByRole('button', { name: 'Imprimer…' }).click()
    const print = window.getByRole('dialog', { name: 'Imprimer', exact: true })
    const system = print.getByRole('button', { name: 'Boîte d’impression du système…' })
    await system.click()
    await expect.poll(asked).toEqual([cancelled])
    await expect(print.getByText(/^Annulé\s: rien n’est parti/)).toBeVisible()
    await expect(dialog.getByText('Liste envoyée à l’impression.')).toHaveCount(0)
    await system.click()
    await expect.poll(asked).toEqual([cancelled, { reason: '', guarded: true }])
    await expect(print).toBeHidden()
    await expect(dialog.getByText(/Liste envoyée à l’impression/)).toBeVisible()
  })

  test('shows a page that exists whatever is typed as its number, and puts back what names none', async () => {
    const { window } = running()
    await openDemo(window)
    const dialog = await openPrint(window)
    const field = dialog.getByLabel('Page affichée')
    const noNonsense = async () => expect(await dialog.evaluate((element) => element.textContent + [...element.querySelectorAll('input')].map(({ value }) => value).join(' '))).not.toMatch(/NaN|Infinity|undefined/)
    await field.fill('5')
    await expect(dialog.locator('canvas[data-page="5"]')).toBeVisible()
    for (const typed of ['', '-', '-3', '0', '4,5', '999999', 'abc']) {
      await field.fill('')
      await field.pressSequentially(typed)
      await noNonsense()
      await field.blur()
      await expect(field).toHaveValue(/^[1-9]\d*$/)
      await expect(dialog.getByRole('group', { name: `Page ${await field.inputValue()} sur` })).toBeVisible()
      await noNonsense()
    }
    await field.fill('2')
    await field.press('ArrowUp')
    await expect(field).toHaveValue('3')
    await expect(dialog.locator('canvas[data-page="3"]')).toBeVisible()
  })

  test('is walked through by keyboard', async () => {
    const { window } = running()
    await openDemo(window)
    const dialog = await openPrint(window)
    await dialog.getByRole('group', { name: /^Page 1 sur/ }).focus()
    await window.keyboard.press('PageDown')
    await expect(dialog.locator('canvas[data-page="2"]')).toBeVisible()
    await window.keyboard.press('End')
    await window.keyboard.press('Home')
    await expect(dialog.locator('canvas[data-page="1"]')).toBeVisible()
    const before = await dialog.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width)
    await window.keyboard.press('+')
    await expect.poll(() => dialog.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width)).toBeGreaterThan(before)
    await window.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  })
})

test('a contact sheet opens in the system’s viewer, from a file that the app will take away again', async ({ launch }) => {
  const { app, window, close } = await launch()
  await openDemo(window)
  await app.evaluate(({ shell, app: electron }) => {
    shell.openPath = (path) => {
      Object.assign(electron, { opened: path })
      return Promise.resolve('')
    }
  })
  const dialog = await openPrint(window)
  await dialog.getByRole('button', { name: 'Ouvrir dans le lecteur' }).click()
  await expect(dialog.getByText(/Liste ouverte dans le lecteur PDF/)).toBeVisible()
  const opened = await app.evaluate(({ app: electron }) => (electron as unknown as { opened: string }).opened)
  expect(readFileSync(opened).subarray(0, 5).toString()).toBe('%PDF-')
  await close()
  expect(existsSync(opened)).toBe(false)
})
