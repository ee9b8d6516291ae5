/** Calendar files in and out of the agenda, as an organizer does it: preview, add, undo; give away, and read back. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, oneApp, test } from './app'
import { expectAccessible, openDemo, saveTo } from './screens'

const event = (uid: string, ...lines: string[]) => ['BEGIN:VEVENT', `UID:${uid}`, ...lines, 'END:VEVENT']
const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const meeting = (more: readonly string[] = []) => event('reunion@exemple.invalid', 'DTSTART;TZID=Europe/Paris:20260106T183000', 'DTEND;TZID=Europe/Paris:20260106T203000', 'RRULE:FREQ=WEEKLY;BYDAY=TU', 'CATEGORIES:Réunion publique', ...more)

async function choose(window: Page, item: string, title: string): Promise<Locator> {
  await window.getByRole('button', { name: 'Plus', exact: true }).click()
  await window.getByRole('menuitem', { name: item }).click()
  const dialog = window.getByRole('dialog', { name: title })
  await expect(dialog).toBeVisible()
  return dialog
}
const openImport = (window: Page) => choose(window, 'Importer un calendrier…', 'Importer un calendrier')
const give = (dialog: Locator, path: string) => dialog.locator('input[type=file]').first().setInputFiles(path)
const tab = (dialog: Locator, name: string) => dialog.getByRole('tab', { name: new RegExp(`^${name}`) })

test.describe('a calendar file', () => {
  const running = oneApp()

  test('is previewed, added, known again, given away and read back without a change', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    await window.evaluate(() => {
      location.hash = '#/agenda'
    })
    const put = (name: string, text: string) => {
      const path = join(profileDir, name)
      writeFileSync(path, text)
      return path
    }

    const refused = await openImport(window)
    await expect(refused.getByRole('button', { name: 'Choisir un fichier…' })).toBeFocused()
    await expectAccessible(refused, 'choosing a calendar')
    await give(refused, put('liste.csv', 'Nom;Prénom'))
    await expect(refused).toContainText('« liste.csv » n’est pas un calendrier')

    await give(refused, put('un.ics', calendar(...meeting(['SUMMARY:Réunion du mardi']), ...event('fete@exemple.invalid', 'DTSTART;VALUE=DATE:20260620', 'SUMMARY:Fête de quartier', 'STATUS:CANCELLED'))))
    await expect(tab(refused, 'À ajouter')).toContainText('2')
    await expect(refused.getByRole('row', { name: /Fête de quartier/ })).toContainText('annulé')
    await expectAccessible(refused, 'what a calendar would add')
    await refused.getByRole('button', { name: 'Ajouter à l’agenda' }).click()
    await expect(refused).toBeHidden()
    await expect(window.getByText('2 actions ajoutées à l’agenda')).toBeVisible()

    const changed = await openImport(window)
    const lines = [...meeting(['SUMMARY:Réunion de section']), 'ligne perdue', ...event('stage@exemple.invalid', 'DTSTART;TZID=Heure du siège:20260621T140000', 'SUMMARY:Stage'), ...event('seul@exemple.invalid', 'RECURRENCE-ID:20260127T173000Z', 'DTSTART:20260128T180000Z')]
    await give(changed, put('deux.ics', calendar(...lines)))
    await expect(changed.getByText('Fuseau horaire inconnu dans ce fichier')).toContainText('« Heure du siège »')
    await tab(changed, 'À mettre à jour').click()
    await expect(changed.getByRole('row', { name: /Réunion de section/ })).toContainText('Réunion du mardi')
    await tab(changed, 'Laissés de côté').click()
    await expect(changed.getByRole('table')).toContainText('une série qui n’est ni dans le fichier, ni dans l’agenda')
    await tab(changed, 'Remarques').click()
    await expect(changed.getByRole('listitem')).toContainText(['Ligne illisible'])
    await expectAccessible(changed, 'remarks on a calendar')
    await changed.getByRole('combobox', { name: 'Comprendre ces heures comme celles de' }).fill('Reunion')
    await window.getByRole('option', { name: 'Indian/Reunion' }).click()
    await tab(changed, 'À ajouter').click()
    await expect(changed.getByRole('row', { name: /Stage/ })).toContainText('Indian/Reunion')
    await changed.getByRole('button', { name: 'Ajouter à l’agenda' }).click()
    await window.getByRole('alert').filter({ hasText: '1 action mise à jour' }).getByRole('button', { name: 'Annuler' }).click()

    const sharing = await choose(window, 'Exporter…', 'Exporter l’agenda')
    await expect(sharing.getByText(/Le fichier contiendra \d+ actions/)).toBeVisible()
    await expectAccessible(sharing, 'giving the agenda away')
    const path = join(profileDir, 'agenda.ics')
    await saveTo(app, path)
    await sharing.getByRole('button', { name: 'Enregistrer le fichier…' }).click()
    await expect(sharing.getByText('Calendrier enregistré')).toBeVisible()
    await expect(sharing).toContainText(path)
    await expect(sharing).toContainText('noté dans l’historique')
    await sharing.getByRole('button', { name: 'Terminer' }).click()
    const text = readFileSync(path, 'utf8').replaceAll('\r\n ', '')
    expect(text).toContain('UID:reunion@exemple.invalid')
    expect(text).toContain('SUMMARY:Réunion du mardi')
    expect(text).toContain('STATUS:CANCELLED')
    expect(text).not.toMatch(/Stage|ATTENDEE|ORGANIZER|MAILTO/)

    const again = await openImport(window)
    await give(again, path)
    await expect(tab(again, 'Déjà là')).toHaveAttribute('aria-selected', 'true')
    await expect(again.getByRole('button', { name: 'Rien à ajouter' })).toBeDisabled()
    await window.keyboard.press('Escape')
    await expect(again).toBeHidden()
  })
})
