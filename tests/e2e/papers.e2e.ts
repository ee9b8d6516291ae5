/** The papers of an action beside its sign-in sheet: opened from it, saved, read back by poppler, noted in the history with its code. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { ActionDraft } from '#core/domain/agenda/action'
import { newId, type ActionId, type PersonId } from '#core/domain/ids'
import { reachEngine } from '../faults/engine'
import { expect, oneApp, test } from './app'
import { expectAccessible, openDemo, saveTo } from './screens'

const stall: ActionDraft = {
  kind: 'stall', title: 'Stand de la gare', start: { local: '2027-03-13T09:00:00', zone: 'Europe/Paris' }, end: { local: '2027-03-13T13:00:00', zone: 'Europe/Paris' }, place: 'devant la gare', city: 'Saint-Denis',
  shifts: [{ id: 'a', from: 0, to: 120, least: 3, most: 0, role: '' }, { id: 'b', from: 120, to: 240, least: 1, most: 0, role: '' }],
  tasks: [{ id: '1', text: 'Table et nappe', done: false }],
}
const notice = { controller: 'Union des Quartiers', contact: 'donnees@exemple.invalid', months: 36, shared: null }

/** As read on paper: no-break spaces are spaces. */
const words = (path: string) => execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replace(/[\u00a0\u202f]/g, ' ')

async function savePdf(dialog: Locator): Promise<string> {
  await dialog.getByRole('button', { name: 'Enregistrer le PDF…' }).click()
  const said = dialog.getByText(/C’est noté dans l’historique sous le code/)
  await expect(said).toBeVisible()
  return /code (\S{4}-\S{4})/.exec((await said.textContent())!)![1]!
}

const others = (window: Page) => window.getByRole('button', { name: 'Autres feuilles' })

async function openPaper(window: Page, name: string): Promise<Locator> {
  await others(window).click()
  await window.getByRole('menuitem', { name: `${name}…` }).click()
  const dialog = window.getByRole('dialog', { name })
  await expect(dialog).toBeVisible()
  return dialog
}

test.describe('the other papers of an action', () => {
  const running = oneApp()
  let action: ActionId

  test.beforeEach(async () => {
    const { window } = running()
    await openDemo(window)
    action = newId<ActionId>()
    const engine = await reachEngine(window)
    await engine.call('execute', { type: 'action.create', made: [{ id: action, draft: stall }] })
    const consent = (state: 'yes' | 'no') => [{ purpose: 'action' as const, channel: 'call' as const, state, date: '', source: '', wording: '' }]
    const comers = [['Kerbrat', 'a', 'signed-up', 'yes', '+33639980010'], ['Diallo', 'a', 'signed-up', 'no', '+33639980011'], ['Weil', 'b', 'invited', 'yes', '+33639980012'], ['Morel', 'b', 'confirmed', 'yes', '+33639980013']] as const
    for (const [lastName, shift, state, agrees, phone] of comers) {
      await engine.call('execute', { type: 'person.create', id: newId<PersonId>(), draft: { lastName, firstName: 'Zoé', phones: [{ value: phone, label: '' }], consents: consent(agrees), signUps: [{ action, on: '', shift, state, at: 1 }] } })
    }
    await engine.call('execute', { type: 'section.notice', notice })
    await window.evaluate((hash) => void (location.hash = hash), `#/agenda/${action}`)
  })

  test('the brief of whoever leads it, the list of those to be reminded, and slips, each found again in the history by its code', async () => {
    const { app, window, profileDir } = running()

    const brief = await openPaper(window, 'Fiche de mission')
    await expect(brief.getByText(/3\spersonnes, 1\spage · Feuille/)).toBeVisible()
    await expect(brief.getByText(/1\stéléphone n’y est pas, faute d’accord/)).toBeVisible()
    await expect(brief.locator('canvas[data-page="1"]')).toBeVisible()
    await expectAccessible(brief, 'a brief before it is printed')
    const briefPath = join(profileDir, 'fiche.pdf')
    await saveTo(app, briefPath)
    const briefCode = await savePdf(brief)
    const onBrief = words(briefPath)
    for (const said of ['Stand de la gare', 'samedi 13 mars 2027, 9 h – 13 h', 'devant la gare, Saint-Denis', 'Zoé Kerbrat', '06 39 98 00 10', 'Zoé Diallo', 'Zoé Morel', 'il manque 1 personne', 'Table et nappe', 'à détruire après l’action', briefCode]) expect(onBrief).toContain(said)
    expect(onBrief).not.toMatch(/06 39 98 00 11|Weil/)
    await window.keyboard.press('Escape')
    await expect(others(window)).toBeFocused()

    const calls = await openPaper(window, 'Liste de rappels')
    await expect(calls.getByText(/2\spersonnes, 1\spage · Feuille/)).toBeVisible()
    await expect(calls.getByText(/1\spersonne n’est pas sur la liste/)).toContainText(/1\srefuse les appels/)
    await calls.getByLabel('Ce qu’on dit').fill('Bonjour, vous venez samedi ?')
    await expect(calls.locator('[data-page-text]')).toContainText('Bonjour, vous venez samedi')
    await expectAccessible(calls, 'a reminder list before it is printed')
    const callsPath = join(profileDir, 'rappels.pdf')
    await saveTo(app, callsPath)
    const callsCode = await savePdf(calls)
    const onCalls = words(callsPath)
    for (const said of ['Rappels : Stand de la gare', 'Bonjour, vous venez samedi ?', 'Zoé Kerbrat', '06 39 98 00 10', 'Zoé Weil', 'À rendre à la fin des appels', callsCode]) expect(onCalls).toContain(said)
    expect(onCalls).not.toMatch(/Diallo|Morel/)
    await window.keyboard.press('Escape')
    await expect(others(window)).toBeFocused()

    const slips = await openPaper(window, 'Bulletins de stand')
    await slips.getByLabel('Pages', { exact: true }).fill('2')
    await expect(slips.getByText(/8\sbulletins, 2\spages · Feuille/)).toBeVisible()
    await expectAccessible(slips, 'slips before they are printed')
    const slipsPath = join(profileDir, 'bulletins.pdf')
    await saveTo(app, slipsPath)
    const slipsCode = await savePdf(slips)
    const onSlips = words(slipsPath)
    for (const said of ['n° 8/8', 'Je veux', 'Talon à garder', slipsCode]) expect(onSlips).toContain(said)
    expect(onSlips.split('donnees@exemple.invalid').length - 1).toBeGreaterThanOrEqual(16)
    expect(onSlips).not.toMatch(/Kerbrat|06 39/)
    await window.keyboard.press('Escape')
    await expect(others(window)).toBeFocused()

    await window.getByRole('link', { name: 'Historique' }).click()
    const history = window.getByRole('main')
    for (const [deed, code] of [['Impression de la fiche de mission', briefCode], ['Impression d’une liste d’appels', callsCode], ['Impression de bulletins à remplir', slipsCode]] as const) {
      const entry = history.getByRole('listitem').filter({ hasText: code })
      await expect(entry).toContainText(deed)
      await expect(entry).toContainText('Stand de la gare')
    }

    // A slip that came back: who filled it in, and what she wants.
    await window.evaluate((hash) => void (location.hash = hash), `#/agenda/${action}`)
    await window.getByRole('button', { name: 'Saisir la feuille…' }).click()
    await expect(window.getByLabel('Code de la feuille')).toHaveValue(slipsCode)
    await window.keyboard.press('Enter')
    await expect(window.getByRole('combobox', { name: 'Nom, ligne 1', exact: true })).toBeFocused()
    await window.keyboard.type('Lefort')
    await window.keyboard.press('Tab')
    await window.keyboard.type('Inès')
    for (let tab = 0; tab < 4; tab++) await window.keyboard.press('Tab')
    const wants = window.getByRole('combobox', { name: /^Je veux, ligne 1/ })
    await expect(wants).toBeFocused()
    await window.keyboard.press('2')
    await expect(wants).toHaveValue('act')
    await expectAccessible(window.getByRole('dialog'), 'a slip while it is keyed')
    await window.keyboard.press('Enter')
    await expect(window.getByRole('row', { name: /Lefort Inès.*agir/ })).toBeVisible()
  })

  test('a sign-in sheet on which nobody reads what the others wrote: in strips, or on slips', async () => {
    const { app, window, profileDir } = running()
    await window.getByRole('button', { name: 'Feuille d’émargement…' }).click()
    const dialog = window.getByRole('dialog', { name: 'Feuille d’émargement' })
    await expect(dialog.getByText(/30\slignes, 2\spages · Feuille/)).toBeVisible()
    for (const [layout, lines, pages] of [['Bandes', 36, 4], ['Bulletins', 32, 8]] as const) {
      await dialog.getByText(layout, { exact: true }).click()
      await expect(dialog.getByText(new RegExp(`${lines}\\slignes, ${pages}\\spages · Feuille`))).toBeVisible()
      const path = join(profileDir, `${layout}.pdf`)
      await saveTo(app, path)
      const code = await savePdf(dialog)
      expect(words(path).split(code).length - 1).toBeGreaterThanOrEqual(lines)
    }
    await expectAccessible(dialog, 'a sign-in sheet on slips')
    // Members have a table: there is nothing to choose.
    await dialog.getByText('Adhérent·e·s', { exact: true }).click()
    await expect(dialog.getByRole('radio', { name: 'Bandes' })).toBeHidden()
  })
})
