/** From an action to a paper in the library: filled, too long, its layout moved by keys, kept, opened again, undone; a poster with a picture; a square for the web. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { PNG } from 'pngjs'
import type { ActionDraft } from '#core/domain/agenda/action'
import { newId, type ActionId } from '#core/domain/ids'
import { reachEngine } from '../faults/engine'
import { placedText } from '../print/placed-text'
import { removeFolder } from '../remove-folder'
import { expect, oneApp, test } from './app'
import { controlsUnder, createSection, expectAccessible, openDemo, saveTo } from './screens'

/** For the tests of this file that one worker runs in a row: it may be given others of them later. */
let folder: string
test.beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'permanence-composing-'))))
test.afterAll(() => removeFolder(folder))

const meeting: ActionDraft = {
  kind: 'public-meeting', title: 'Nos rues, nos écoles', start: { local: '2027-03-10T18:30:00', zone: 'Europe/Paris' }, end: { local: '2027-03-10T20:00:00', zone: 'Europe/Paris' }, place: 'Salle Jean-Jaurès', city: 'Saint-Denis',
}

const card = (window: Page, name: string | RegExp) => window.getByRole('link', { name }).first()
const preview = (window: Page) => window.getByRole('region', { name: 'Aperçu du papier' })
const frames = (window: Page) => window.getByRole('group', { name: 'Cadres de la page' })

/** The PDF as the menu saves it, and where its texts are, in mm. */
async function saved(window: Page, path: string) {
  await window.getByRole('button', { name: 'Fichier' }).click()
  await window.getByRole('menuitem', { name: 'Enregistrer le PDF…' }).click()
  await expect(window.getByText(`Enregistré : ${path}`).last()).toBeVisible()
  const [page] = await placedText(new Uint8Array(readFileSync(path)))
  return page!
}

test.describe('somebody who announces a meeting', () => {
  const running = oneApp()
  test.beforeEach(() => openDemo(running().window))

  test('starts from the action, and is told what does not fit', async () => {
    const { window } = running()
    const action = newId<ActionId>()
    await (await reachEngine(window)).call('execute', { type: 'action.create', made: [{ id: action, draft: meeting }] })
    await window.evaluate((hash) => void (location.hash = hash), `#/agenda/${action}`)
    await window.getByRole('button', { name: 'Tract, affiche…' }).click()
    await expect(window.getByRole('heading', { name: 'Tracts et affiches' })).toBeVisible()
    await expect(window.getByRole('link', { name: /^Tract A6 105/ }).locator('img')).toBeVisible()
    await expectAccessible(window, 'the templates')
    await card(window, /^Tract A6 105/).click()
    await expect(window.getByLabel('Titre', { exact: true })).toHaveValue('Nos rues, nos écoles')
    await expect(preview(window)).toContainText('Salle Jean-Jaurès')
    await window.getByLabel('Texte', { exact: true }).fill('Venez en parler avec nous. '.repeat(60))
    await expect(window.getByText(/Il manque \d+ mm/)).toBeVisible()
    await expectAccessible(window, 'a paper that is too long')
    await window.getByLabel('Texte', { exact: true }).fill('Venez en parler avec nous.')
    await expect(window.getByText(/Il manque \d+ mm/)).toHaveCount(0)
    await expect(preview(window)).toContainText('Venez en parler')
    await window.getByRole('button', { name: 'Imprimer…' }).click()
    await expect(window.getByRole('heading', { name: 'Nos rues, nos écoles' })).toBeVisible()
    await expect(window.getByText('4 par feuille').first()).toBeVisible()
    await window.goBack()
    await expect(window.getByLabel('Texte', { exact: true })).toHaveValue('Venez en parler avec nous.')
    await expect(window.getByText('Dans la bibliothèque', { exact: true })).toBeVisible()
  })

  test('takes what an argument of the library says, with its source and its address as a code', async () => {
    const { window } = running()
    const argument = { title: 'Le bus du soir', kind: 'argument', campaign: 'Transports', text: 'Après 21 h, plus rien.\n\nNous demandons un bus toutes les vingt minutes.', link: 'https://exemple.invalid/bus', source: 'Régie des transports' } as const
    await (await reachEngine(window)).call('addAssets', [{ draft: argument, file: null }])
    await window.evaluate(() => void (location.hash = '#/print/compose/tract-a5'))
    await window.getByLabel('Remplir depuis un texte').selectOption('Le bus du soir')
    await expect(window.getByLabel('Titre', { exact: true })).toHaveValue('Le bus du soir')
    await expect(window.getByLabel('Source', { exact: true })).toHaveValue(/^Source\s: Régie des transports$/)
    for (const said of ['Après 21 h, plus rien.', 'toutes les vingt minutes', 'Régie des transports']) await expect(preview(window)).toContainText(said)
    await expectAccessible(window, 'a paper filled from an argument')
  })

  test('says once who prints, and the law has nothing to say any more', async () => {
    const { window } = running()
    await window.evaluate(() => void (location.hash = '#/print/compose/tract-a6'))
    await window.getByLabel('Titre', { exact: true }).fill('Nos rues, nos écoles')
    await expect(window.getByText('Il manque qui a imprimé ce document', { exact: false })).toBeVisible()
    await window.getByRole('button', { name: 'Compléter la charte' }).click()
    const brand = window.getByRole('dialog', { name: 'La charte de la section' })
    await brand.getByLabel('Première couleur', { exact: true }).fill('#7a1f5c')
    await expect(brand.getByText('Lettres en blanc, contraste', { exact: false })).toBeVisible()
    await brand.getByLabel('Adresse', { exact: true }).fill('12 place du Marché, Saint-Denis')
    await expectAccessible(window, 'the brand')
    await brand.getByRole('button', { name: 'Enregistrer la charte' }).click()
    await expect(preview(window)).toContainText('12 place du Marché')
    await expect(window.getByText('Il manque qui a imprimé ce document', { exact: false })).toHaveCount(0)
  })

  test('moves a frame by keys: 5 mm on the screen are 5 mm in the file; the layout is the section’s own, the original stays', async () => {
    const { window, app } = running()
    await window.evaluate(() => void (location.hash = '#/print/compose/tract-a6'))
    await window.getByLabel('Titre', { exact: true }).fill('Nos rues, nos écoles')
    await window.getByLabel('Texte', { exact: true }).fill('Venez en parler avec nous.')
    const [before, after] = [join(folder, 'avant.pdf'), join(folder, 'après.pdf')]
    await saveTo(app, before)
    const first = (await saved(window, before)).find(({ text }) => text.startsWith('Venez'))!
    await window.getByRole('button', { name: 'Modifier la mise en page' }).click()
    const frame = frames(window).getByRole('button', { name: /^Texte Jour, Heure, Lieu/ })
    await frame.focus()
    await expect(frame).toHaveAttribute('aria-pressed', 'true')
    // Frames lie over one another as on paper, a line is thin; each is in a list beside them too (WCAG 2.2, 2.5.8, « equivalent »).
    await expect(window.getByLabel('Cadre', { exact: true }).locator('option', { hasText: 'Texte Jour, Heure, Lieu' })).toHaveCount(2)
    await expectAccessible(window, 'the canvas', ['target-size'])
    await expect(window.getByLabel('Depuis la gauche')).toHaveValue('8 mm')
    await window.keyboard.press('Shift+ArrowRight')
    await expect(window.getByLabel('Depuis la gauche')).toHaveValue('13 mm')
    await window.keyboard.press('Control+z')
    await expect(window.getByLabel('Depuis la gauche')).toHaveValue('8 mm')
    await window.keyboard.press('Control+y')
    await window.keyboard.press('Control+Shift+ArrowLeft')
    await expect(window.getByLabel('Largeur')).toHaveValue('84 mm')
    await window.getByLabel('Nom du modèle').fill('Tract du quartier')
    await window.getByRole('button', { name: 'Enregistrer le modèle' }).click()
    await expect(window.getByText('Modèle enregistré : « Tract du quartier »')).toBeVisible()
    await saveTo(app, after)
    const moved = (await saved(window, after)).find(({ text }) => text.startsWith('Venez'))!
    expect(moved.x - first.x).toBeCloseTo(5, 1)
    await window.getByRole('link', { name: 'Modèles' }).click()
    const own = window.getByRole('region', { name: 'Modèles de la section' })
    await expect(own.getByRole('link', { name: /^Tract du quartier/ })).toBeVisible()
    await expect(card(window, /^Tract A6 105/)).toBeVisible()
    await expectAccessible(window, 'the templates, one of its own')
    await own.getByRole('button', { name: 'Supprimer Tract du quartier' }).click()
    await expect(own).toHaveCount(0)
    await window.keyboard.press('Control+z')
    await expect(own.getByRole('link', { name: /^Tract du quartier/ })).toBeVisible()
  })

  test('drags a frame with the mouse: it is held by the middle of the page', async () => {
    const { window } = running()
    await window.evaluate(() => void (location.hash = '#/print/compose/poster-a4'))
    await window.getByLabel('Titre', { exact: true }).fill('Nos rues')
    await window.getByRole('button', { name: 'Modifier la mise en page' }).click()
    await window.getByRole('group', { name: 'Ajouter un cadre' }).getByRole('button', { name: 'Couleur' }).click()
    await window.getByLabel('Depuis la gauche').fill('20')
    const frame = frames(window).getByRole('button', { name: /^Couleur, à 20 mm/ })
    const box = (await frame.boundingBox())!
    const page = (await frames(window).boundingBox())!
    const scale = page.width / 210
    await window.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await window.mouse.down()
    await window.mouse.move(box.x + box.width / 2 + 30 * scale, box.y + box.height / 2, { steps: 4 })
    await window.mouse.move(page.x + page.width / 2 + 1, box.y + box.height / 2, { steps: 4 })
    await window.mouse.up()
    await expect(window.getByLabel('Depuis la gauche')).toHaveValue('70 mm')
    await window.keyboard.press('Control+z')
    await expect(window.getByLabel('Depuis la gauche')).toHaveValue('20 mm')
  })

  test('keeps the paper in the library, opens it again, and takes it back with one undo', async () => {
    const { window } = running()
    await window.evaluate(() => void (location.hash = '#/print/compose/tract-a6'))
    await window.getByLabel('Titre', { exact: true }).fill('Nos places, nos parcs')
    await window.getByRole('button', { name: 'Enregistrer dans la bibliothèque' }).click()
    const told = window.getByRole('alert').filter({ hasText: 'Dans la bibliothèque : « Nos places, nos parcs »' })
    await expect(told).toBeVisible()
    expect(await controlsUnder(told)).toEqual([])
    await window.getByRole('navigation').getByRole('link', { name: 'Bibliothèque' }).click()
    await expect(window.getByRole('link', { name: /^Nos places, nos parcs.*A6/ })).toBeVisible()
    await window.evaluate(() => void (location.hash = '#/print/compose'))
    await window.getByRole('region', { name: 'Déjà composés' }).getByRole('link', { name: /^Nos places, nos parcs/ }).click()
    await expect(window.getByLabel('Titre', { exact: true })).toHaveValue('Nos places, nos parcs')
    await window.getByLabel('Titre', { exact: true }).fill('Nos places, nos parcs, notre ville')
    await window.getByRole('button', { name: 'Enregistrer dans la bibliothèque' }).click()
    await expect(window.getByText('Dans la bibliothèque : « Nos places, nos parcs, notre ville »')).toBeVisible()
    await window.getByRole('navigation').getByRole('link', { name: 'Bibliothèque' }).click()
    await window.getByRole('link', { name: /^Nos places, nos parcs, notre ville/ }).click()
    await expect(window.getByRole('complementary', { name: 'Fiche du document' }).getByRole('button', { name: /^Aperçu de la version du/ })).toHaveCount(1)
    await window.keyboard.press('Escape')
    await window.keyboard.press('Control+z')
    await expect(window.getByRole('link', { name: /^Nos places, nos parcs, notre ville/ })).toHaveCount(0)
    await window.keyboard.press('Control+z')
    await expect(window.getByRole('link', { name: /^Nos places, nos parcs/ })).toHaveCount(0)
  })
})

test.describe('a section with a picture', () => {
  const running = oneApp()

  test('puts it on a poster, and shares it as a square of 1080 pixels', async () => {
    const { window, app } = running()
    await createSection(window)
    const picture = new PNG({ width: 60, height: 40 })
    for (let at = 0; at < picture.data.length; at += 4) picture.data.set([20, 160, 60, 255], at)
    const path = join(folder, 'place.png')
    writeFileSync(path, PNG.sync.write(picture))
    await window.getByRole('navigation').getByRole('link', { name: 'Bibliothèque' }).click()
    const chooser = window.waitForEvent('filechooser')
    await window.getByRole('button', { name: 'Ajouter des fichiers' }).first().click()
    const bands = new PNG({ width: 90, height: 60 })
    for (let at = 0; at < 90 * 60; at++) bands.data.set([[0, 38, 120, 255], [255, 255, 255, 255], [225, 15, 25, 255]][Math.floor((at % 90) / 30)]!, at * 4)
    const flag = join(folder, 'drapeau.png')
    writeFileSync(flag, PNG.sync.write(bands))
    await (await chooser).setFiles([path, flag])
    await window.getByRole('button', { name: 'Ajouter 2 documents' }).click()
    await expect(window.getByRole('link', { name: /^Place/ })).toBeVisible()
    await window.evaluate(() => void (location.hash = '#/print/compose/poster-a4'))
    await window.getByLabel('Titre', { exact: true }).fill('Fête du quartier')
    await window.getByLabel('Image', { exact: true }).selectOption('Place')
    await expect.poll(() => greenShare(window)).toBeGreaterThan(0.2)
    // A flag in a picture is seen on the page, with the text of law and where it was read.
    await window.getByLabel('Image', { exact: true }).selectOption('Drapeau')
    const law = window.getByRole('list', { name: 'Ce que dit la loi' })
    await expect(law).toContainText('Du bleu, du blanc et du rouge se touchent')
    await expect(law).toContainText('Code électoral, article R27 · lu en novembre 2026 : décret n° 2019-1494')
    await expectAccessible(window, 'a poster with a picture')
    await window.getByLabel('Image', { exact: true }).selectOption('Place')
    await expect(law).not.toContainText('Du bleu, du blanc et du rouge')
    await window.evaluate(() => void (location.hash = '#/print/compose/social-square'))
    await window.getByLabel('Titre', { exact: true }).fill('Fête du quartier')
    await window.getByLabel('Image', { exact: true }).selectOption('Place')
    // A drawing as the logo, as parties have one: drawn by the window, on the square and on what is kept.
    const logo = join(folder, 'logo.svg')
    writeFileSync(logo, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 19"><rect width="28" height="19" fill="#c81e50"/></svg>')
    await window.evaluate(() => void (location.hash = '#/library'))
    const other = window.waitForEvent('filechooser')
    await window.getByRole('button', { name: 'Ajouter des fichiers' }).first().click()
    await (await other).setFiles(logo)
    await window.getByRole('button', { name: 'Ajouter 1 document' }).click()
    await expect(window.getByRole('link', { name: /^Logo/ })).toBeVisible()
    await window.evaluate(() => void (location.hash = '#/print/compose/social-square'))
    await window.getByRole('button', { name: 'Charte…' }).click()
    await window.getByLabel('Logo', { exact: true }).selectOption('Logo')
    await window.getByRole('button', { name: 'Enregistrer la charte' }).click()
    await expect(window.getByText('Charte enregistrée')).toBeVisible()
    const square = join(folder, 'carré.png')
    await saveTo(app, square)
    await window.getByRole('button', { name: 'Fichier' }).click()
    await window.getByRole('menuitem', { name: 'Image pour le web…' }).click()
    await expect(window.getByText(`Enregistré : ${square}`)).toBeVisible()
    const shared = PNG.sync.read(readFileSync(square))
    expect([shared.width, shared.height]).toEqual([1080, 1080])
    const at = (x: number, y: number) => [...shared.data.subarray((y * 1080 + x) * 4, (y * 1080 + x) * 4 + 3)]
    expect(at(540, 200)).toEqual([20, 160, 60])
    expect(at(850, 915)).toEqual([200, 30, 80])
  })
})

/** Of the page that is shown, how much is the picture's green. */
const greenShare = (window: Page) =>
  window.evaluate(() => {
    const canvas = document.querySelector('canvas')
    if (!canvas || canvas.width === 0) return 0
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    let green = 0
    for (let at = 0; at < data.length; at += 4) if (data[at]! < 40 && data[at + 1]! > 140 && data[at + 2]! < 80) green++
    return green / (data.length / 4)
  })
