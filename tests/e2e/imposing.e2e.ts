/**
 * Thursday, the print run: a volunteer at the copier picks the tract of the library, sees what the law says, lays it four on a
 * sheet on both sides with crop marks, and saves it; the file is opened and measured. The organizer sees what was printed.
 */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { reachEngine } from '../faults/engine'
import { checkStructure, extractText, renderPdf, readableObjects, type Ink } from '../print/paper'
import { tractPdf } from '../print/tract'
import { removeFolder } from '../remove-folder'
import { openingCode } from '../sync/real-relay'
import { expect, oneApp, test as alone } from './app'
import { createSection, expectAccessible, passphrase, saveTo } from './screens'
import { askToJoin, byPalette, place, sameCode, soon, test } from './shared'

/** For the tests of this file that one worker runs in a row: it may be given others of them later. */
let folder: string
test.beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'permanence-imposing-'))))
test.afterAll(() => removeFolder(folder))

const written = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const dpi = 72
const at = ({ width, dark }: Ink, x: number, y: number): number => dark[Math.round((y / 25.4) * dpi) * width + Math.round((x / 25.4) * dpi)]!
const desk = (window: Page) => window.getByRole('region', { name: 'Imprimerie', exact: true })
const facts = (window: Page) => desk(window).getByRole('status')

async function addToLibrary(window: Page, ...paths: string[]): Promise<void> {
  await place(window, /^Bibliothèque/)
  const chooser = window.waitForEvent('filechooser')
  await window.getByRole('button', { name: 'Ajouter des fichiers' }).first().click()
  await (await chooser).setFiles(paths)
  await window.getByRole('button', { name: /^Ajouter \d+ documents?$/ }).click()
  await expect(window.getByRole('dialog')).toHaveCount(0)
}

test('a volunteer prints the tract of the section by the keyboard, and the organizers see it', async ({ launch, relay }) => {
  const [{ window: local }, copier] = [await launch(), await launch()]
  const { window: printer } = copier
  await createSection(local)
  await (await reachEngine(local)).call('shareSection', { address: relay.now.address, opening: openingCode, deviceName: 'Poste du local' })
  await addToLibrary(local, written('Pouvoir_vivre_A6.pdf', await tractPdf()))
  await byPalette(local, 'inviter')
  await local.getByRole('radio', { name: 'Bénévole' }).check()
  await local.getByRole('button', { name: 'Préparer l’invitation' }).click()
  const link = await local.getByLabel('Lien de l’invitation').inputValue()
  await local.keyboard.press('Escape')
  await expect(local.getByRole('button', { name: 'Inviter quelqu’un…' })).toBeVisible()
  await place(local, /^Personnes/)
  await askToJoin(printer, link, 'Copieur du local')
  await local.getByRole('button', { name: 'Comparer les codes' }).click(soon)
  await sameCode(local, printer)
  await local.getByRole('button', { name: 'C’est le même : faire entrer' }).click()
  await expect(printer.getByRole('heading', { name: 'Vous êtes bénévole dans cette section' })).toBeVisible(soon)

  // By the keyboard alone from here on.
  await byPalette(printer, 'imprimerie')
  await expect(printer.getByRole('link', { name: /^Pouvoir vivre A6/ })).toBeVisible(soon)
  for (const naming of ['Listes, étiquettes, badges', 'Liste par rue…']) await expect(printer.getByText(naming)).toHaveCount(0)
  await expectAccessible(printer, 'the print shop, for a volunteer')
  await printer.keyboard.press('/')
  await printer.keyboard.type('viv pouv')
  const tract = printer.getByRole('link', { name: /^Pouvoir vivre A6/ })
  for (let step = 0; step < 4 && !(await tract.evaluate((link) => link === document.activeElement)); step++) await printer.keyboard.press('Tab')
  await expect(tract).toBeFocused()
  await printer.keyboard.press('Enter')
  const come = printer.getByRole('button', { name: 'Le faire venir' })
  const fourUp = printer.getByRole('radio', { name: /^4 par feuille/ })
  await expect(come.or(fourUp)).toBeVisible(soon)
  if (await come.isVisible()) {
    await come.focus()
    await printer.keyboard.press('Enter')
  }
  await expect(fourUp).toBeChecked(soon)
  await expect(facts(printer).first()).toContainText('200 tracts : 50 feuilles A4 recto verso, échelle 100 %', soon)

  // The law first; it bars nothing.
  const law = printer.getByRole('list', { name: 'Ce que dit la loi' })
  await expect(law).toContainText('Il manque qui a imprimé ce document', soon)
  await expect(law).toContainText('Loi du 29 juillet 1881')
  await expect(printer.getByRole('button', { name: 'Enregistrer le PDF…' })).toHaveCount(0)
  await expectAccessible(printer, 'a tract on the desk, with what the law says')
  await printer.getByRole('button', { name: 'Réduire à', exact: false }).focus()
  await printer.keyboard.press('Enter')
  await expect(printer.getByText('Réduit pour que l’imprimante atteigne tout.')).toBeVisible()
  await expect(printer.getByRole('checkbox', { name: 'Traits de coupe' })).toBeChecked()
  await printer.getByRole('button', { name: 'Imprimer quand même' }).focus()
  await printer.keyboard.press('Enter')
  await expect(printer.getByRole('button', { name: 'Imprimer…' })).toBeFocused()
  const saved = join(folder, 'tract.pdf')
  await saveTo(copier.app, saved)
  await printer.keyboard.press('Tab')
  await expect(printer.getByRole('button', { name: 'Enregistrer le PDF…' })).toBeFocused()
  await printer.keyboard.press('Enter')
  const noted = printer.getByText(/C’est noté dans l’historique sous le code/)
  await expect(noted).toBeVisible()
  const code = /code (\S{4}-\S{4})/.exec((await noted.textContent())!)![1]!

  // What came out.
  const pdf = readFileSync(saved)
  await checkStructure(pdf)
  const [front, back, ...more] = await renderPdf(pdf, dpi)
  expect(more).toEqual([])
  const objects = await readableObjects(pdf)
  const boxes = [...objects.matchAll(/\/MediaBox \[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/g)].map(([, width, height]) => [Number(width) / (72 / 25.4), Number(height) / (72 / 25.4)])
  expect(boxes).toEqual([front, back].map(() => [expect.closeTo(210, 2), expect.closeTo(297, 2)]))
  expect(objects).toContain('/PrintScaling /None')
  expect(objects).toContain('/Duplex /DuplexFlipLongEdge')
  expect(await extractText(pdf)).toContain(code)
  const scale = Number(/([\d,]+)\s%/.exec(await extractText(pdf))![1]!.replace(',', '.')) / 100
  // The band of colour is the upper 0.3 of each piece: a dark one in front, and as dark behind, at the places that mirror.
  const [width, height] = [105 * scale, 148 * scale]
  const [left, top] = [105 - width, 148.5 - height]
  for (const column of [0, 1]) {
    for (const row of [0, 1]) {
      const [x, y] = [left + column * width, top + row * height]
      for (const side of [front!, back!]) {
        expect(at(side, x + width / 2, y + height * 0.06)).toBeGreaterThan(100)
        expect(at(side, x + width / 2, y + height * 0.94)).toBeLessThan(40)
      }
    }
  }
  // Crop marks beside each cut, on both sides, in the margin and not on a piece.
  for (const side of [front!, back!]) {
    const darkestNear = (x: number, y: number) => Math.max(...[-0.4, -0.2, 0, 0.2, 0.4].flatMap((away) => [at(side, x + away, y), at(side, x, y + away)]))
    for (const x of [left, 105, 210 - left]) expect(darkestNear(x, top - 3.5)).toBeGreaterThan(60)
    for (const y of [top, 148.5, 297 - top]) expect(darkestNear(left - 3.5, y)).toBeGreaterThan(60)
    expect(at(side, 2, 2)).toBe(0)
  }

  // To the stock in one press.
  await printer.getByRole('button', { name: 'Ajouter 200 au stock (Local)' }).focus()
  await printer.keyboard.press('Enter')
  await expect(printer.getByRole('button', { name: '200 ajoutés au stock : Local' })).toBeVisible()
  await expectAccessible(printer, 'a tract that was printed')
  await printer.getByRole('button', { name: 'Choisir autre chose' }).click()
  await expect(printer.getByText(new RegExp(code))).toBeVisible()

  // On the organizers' computer: in the history, and on the document's sheet.
  await place(local, /^Historique/)
  await expect(local.getByRole('listitem').filter({ hasText: code })).toContainText('Impression de 200 exemplaires', soon)
  await place(local, /^Bibliothèque/)
  await local.getByRole('link', { name: /^Pouvoir vivre A6/ }).click()
  const sheet = local.getByRole('complementary', { name: 'Fiche du document' })
  await expect(sheet.getByRole('listitem').filter({ hasText: code })).toContainText(/200 exemplaires, 50 feuilles.*Copieur du local/, soon)
  await expect(sheet.getByRole('listitem').filter({ hasText: 'Local' }).first()).toContainText('200', soon)
  await expectAccessible(local, 'the sheet of a document that was printed')
})

/** Each test begins with the page loaded anew, and the section closed. */
async function reopen(window: Page): Promise<void> {
  await window.getByLabel('Phrase de passe', { exact: true }).fill(passphrase)
  await window.getByRole('button', { name: 'Ouvrir', exact: true }).click()
}

alone.describe('the print shop of a section', () => {
  const running = oneApp()

  alone('makes an A3 poster out of four sheets of A4, and marks a version as ready', async () => {
    const { window, app } = running()
    await createSection(window)
    await place(window, /^Imprimerie/)
    await expect(window.getByText('Rien à imprimer dans la bibliothèque pour l’instant.')).toBeVisible()
    await expectAccessible(window, 'an empty print shop')
    await addToLibrary(window, written('AFFICHE_meeting.pdf', await tractPdf({ width: 297, height: 420, pages: 1, title: 'RÉUNION PUBLIQUE', imprint: 'Imprimé par nos soins, 1 place du Marché, 93200 Saint-Denis' })), written('Programme.pdf', await tractPdf({ width: 148, height: 210, pages: 12 })))
    await place(window, /^Imprimerie/)
    await window.getByRole('link', { name: /^AFFICHE meeting/ }).click()
    await expect(window.getByRole('radio', { name: /^Grande affiche/ })).toBeChecked()
    await window.getByLabel('Exemplaires voulus').fill('1')
    await expect(facts(window).first()).toContainText('1 affiche : 5 feuilles A4, échelle 100 %')
    await window.getByLabel('Plan d’assemblage').uncheck()
    await expect(facts(window).first()).toContainText('1 affiche : 4 feuilles A4')
    await expect(window.getByText('« Imprimé par nos soins, 1 place du Marché, 93200 Saint-Denis »')).toBeVisible()
    await expectAccessible(window, 'a poster on the desk')
    await window.getByRole('button', { name: 'J’ai vérifié : prêt à imprimer' }).click()
    await expect(window.getByText('Relu et marqué prêt à imprimer.')).toBeVisible()
    const saved = join(folder, 'affiche.pdf')
    await saveTo(app, saved)
    await window.getByRole('button', { name: 'Enregistrer le PDF…' }).click()
    await expect(window.getByText(/C’est noté dans l’historique sous le code/)).toBeVisible()
    const tiles = await renderPdf(readFileSync(saved), 20)
    expect(tiles.map(({ width, height }) => [width, height])).toEqual(Array.from({ length: 4 }, () => [166, 234]))
    await window.getByRole('button', { name: 'Choisir autre chose' }).click()
    await expect(window.getByRole('link', { name: /^AFFICHE meeting/ })).toContainText('Prêt à imprimer')
  })

  alone('folds a programme, shows it in grey, and remembers what was chosen', async () => {
    const { window } = running()
    await reopen(window)
    await place(window, /^Imprimerie/)
    await window.getByRole('link', { name: /^Programme/ }).click()
    await expect(window.getByRole('radio', { name: /^Livret/ })).toBeChecked()
    await expect(facts(window).first()).toContainText('20 exemplaires : 60 feuilles A4 recto verso')
    await window.getByLabel('Épaisseur d’une feuille').selectOption('0.2')
    await expect(window.getByText('Le pli repousse les pages du milieu de 0,4 mm', { exact: false })).toBeVisible()
    await window.getByLabel('Voir en gris').check()
    await expect(window.getByText(/^Encre sur cette face, en gris/)).toBeVisible()
    await window.getByLabel('Pages', { exact: true }).fill('1-13')
    await expect(window.getByText('Comme 2 ou 1-4, sur 12')).toBeVisible()
    await window.getByLabel('Pages', { exact: true }).fill('1-4')
    await expect(facts(window).first()).toContainText('20 exemplaires : 20 feuilles A4 recto verso')
    await window.getByRole('radio', { name: /^2 par feuille/ }).check()
    await expect(window.getByRole('radio', { name: /^2 par feuille/ })).toBeChecked()
    await window.getByRole('button', { name: 'Choisir autre chose' }).click()
    await window.getByRole('link', { name: /^Programme/ }).click()
    await expect(window.getByRole('radio', { name: /^2 par feuille/ })).toBeChecked()
  })

  alone('prints a file that is in no library, and never writes its name down', async () => {
    const { window, app } = running()
    await reopen(window)
    await place(window, /^Imprimerie/)
    const chooser = window.waitForEvent('filechooser')
    await window.getByRole('button', { name: 'choisissez-le' }).click()
    await (await chooser).setFiles(written('secret de polichinelle.pdf', await tractPdf({ title: 'AUTRE' })))
    await expect(window.getByRole('heading', { name: 'secret de polichinelle.pdf' })).toBeVisible()
    // Pieces of one's own: 54 × 85 mm, ten of them lie on a wide A4, 4 mm apart.
    await window.getByText('Autres façons').click()
    await window.getByRole('radio', { name: /^Autre découpe/ }).check()
    await window.getByLabel('Largeur d’une pièce').fill('54')
    await window.getByLabel('Hauteur d’une pièce').fill('85')
    await window.getByLabel('Entre les pièces').selectOption('4')
    await expect(facts(window).first()).toContainText('20 exemplaires : 2 feuilles A4 recto verso')
    await window.getByLabel('Autant que la feuille en contient').uncheck()
    await expect(facts(window).first()).toContainText('20 exemplaires : 3 feuilles A4 recto verso')
    await expectAccessible(window, 'pieces of one’s own')
    await window.getByRole('button', { name: 'Imprimer quand même' }).click()
    await saveTo(app, join(folder, 'autre.pdf'))
    await window.getByRole('button', { name: 'Enregistrer le PDF…' }).click()
    await expect(window.getByText(/C’est noté dans l’historique sous le code/)).toBeVisible()
    expect(await extractText(readFileSync(join(folder, 'autre.pdf')))).not.toContain('polichinelle')
    await place(window, /^Historique/)
    await expect(window.getByText(/Impression de 20 exemplaires/)).toBeVisible()
    await expect(window.getByText('polichinelle')).toHaveCount(0)
  })
})
