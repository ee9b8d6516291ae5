/** A volunteer's computer: the agenda is theirs, the people are not. */
import { join } from 'node:path'
import { everyone } from '#core/domain/query'
import { reachEngine } from '../faults/engine'
import { openingCode } from '../sync/real-relay'
import { expect } from './app'
import { addPerson, createSection, expectAccessible, saveTo } from './screens'
import { askToJoin, byPalette, place, sameCode, soon, tab, test } from './shared'

test('a volunteer comes in while the administrator is elsewhere in the app, and opens no people', async ({ launch, relay }) => {
  const [{ window: local }, copier] = [await launch(), await launch()]
  const { window: printer } = copier
  await createSection(local)
  await addPerson(local, 'Kaya', 'Ayşe')
  await (await reachEngine(local)).call('shareSection', { address: relay.now.address, opening: openingCode, deviceName: 'Poste du local' })
  await byPalette(local, 'inviter')
  await local.getByRole('radio', { name: 'Bénévole' }).check()
  await local.getByRole('button', { name: 'Préparer l’invitation' }).click()
  const link = await local.getByLabel('Lien de l’invitation').inputValue()
  await local.keyboard.press('Escape')
  await expect(local.getByRole('button', { name: 'Inviter quelqu’un…' })).toBeVisible()
  await place(local, /^Personnes/)

  await askToJoin(printer, link, 'Imprimerie')
  await expect(local.getByText('« Imprimerie » demande à rejoindre la section.')).toBeVisible(soon)
  await expect(local.getByRole('link', { name: /^Section.*1 demande à rejoindre la section$/ })).toBeVisible()
  await expectAccessible(local, 'somebody asks to join')
  await local.getByRole('button', { name: 'Comparer les codes' }).click()
  await sameCode(local, printer)
  await local.getByRole('button', { name: 'C’est le même : faire entrer' }).click()

  await expect(printer.getByRole('heading', { name: 'Vous êtes bénévole dans cette section' })).toBeVisible(soon)
  await expect(printer.getByRole('button', { name: /Importer|Nouvelle personne/ })).toHaveCount(0)
  await expectAccessible(printer, 'the people, for a volunteer')
  await printer.keyboard.press('Control+k')
  await expect(printer.getByRole('option', { name: 'Verrouiller la section' })).toBeVisible()
  await expect(printer.getByRole('option', { name: 'Nouvelle personne' })).toHaveCount(0)
  await printer.keyboard.press('Escape')
  await expect(printer.getByRole('dialog')).toHaveCount(0)
  await place(printer, /^Historique/)
  await expect(printer.getByRole('heading', { name: 'Vous êtes bénévole dans cette section' })).toBeVisible()
  await place(printer, /^Section/)
  await expect(printer.getByLabel('Nom de la section')).toHaveValue('Section de Saint-Denis', soon)
  await expectAccessible(printer, 'settings of the section, for a volunteer')
  await tab(printer, 'Organisateurs')
  await expect(printer.getByRole('listitem').filter({ hasText: 'Poste du local' })).toBeVisible()
  await expectAccessible(printer, 'the section, for a volunteer')

  // The agenda is theirs as well: what a volunteer proposes is before the organizers.
  await place(printer, /^Agenda/)
  await printer.getByRole('button', { name: 'Proposer une action' }).click()
  const form = printer.getByRole('dialog', { name: 'Proposer une action' })
  await form.getByLabel('Titre').fill('Collage de printemps')
  await form.getByLabel('Jour').fill('2031-03-04')
  await form.getByRole('button', { name: 'Proposer', exact: true }).click()
  await printer.getByRole('button', { name: /^Je peux, mardi 4 mars/ }).click()
  await expect(printer.getByText('Les inscriptions nomment des personnes', { exact: false })).toBeVisible()
  await expect(printer.getByRole('button', { name: 'Feuille d’émargement…' })).toHaveCount(0)
  await expectAccessible(printer, 'the agenda, for a volunteer')
  await place(local, /^Agenda/)
  await local.getByRole('radiogroup', { name: 'Affichage' }).getByText('Liste', { exact: true }).click()
  await local.getByRole('link', { name: /Collage de printemps/ }).first().click(soon)
  await expect(local.getByText('1 peut', { exact: true })).toBeVisible(soon)

  // Once it is planned, whoever stands at the copier prints what names nobody; organizers know of it, and key it.
  await local.getByRole('button', { name: 'Retenir cette date' }).click()
  await local.getByRole('button', { name: 'Feuille d’émargement…' }).click()
  const filled = local.getByRole('dialog', { name: 'Feuille d’émargement' })
  await filled.getByLabel('Responsable des données').fill('Section de Saint-Denis, 1 place du Marché')
  await filled.getByLabel('Où écrire pour ses droits').fill('donnees@exemple.invalid')
  await filled.getByRole('button', { name: 'Enregistrer la mention' }).click()
  await expect(filled.locator('canvas[data-page="1"]')).toBeVisible()
  await local.keyboard.press('Escape')
  const signIn = printer.getByRole('dialog', { name: 'Feuille d’émargement' })
  await expect(async () => {
    await printer.getByRole('button', { name: 'Feuille d’émargement…' }).click()
    await expect(signIn.locator('canvas[data-page="1"]').or(signIn.getByText('Elle n’est pas encore remplie', { exact: false }))).toBeVisible()
    if (await signIn.locator('canvas[data-page="1"]').isVisible()) return
    await printer.keyboard.press('Escape')
    throw new Error('the notice has not come yet')
  }).toPass(soon)
  await expect(signIn.getByText('Adhérent·e·s', { exact: true })).toHaveCount(0)
  await expect(signIn.getByRole('button', { name: 'Modifier la mention…' })).toHaveCount(0)
  await expectAccessible(signIn, 'a sign-in sheet, for a volunteer')
  await saveTo(copier.app, join(copier.profileDir, 'feuille.pdf'))
  await signIn.getByRole('button', { name: 'Enregistrer le PDF…' }).click()
  const said = signIn.getByText(/C’est noté dans l’historique sous le code/)
  await expect(said).toBeVisible()
  const code = /code (\S{4}-\S{4})/.exec((await said.textContent())!)![1]!
  await printer.keyboard.press('Escape')
  await expect(printer.getByRole('button', { name: 'Saisir la feuille…' })).toHaveCount(0)
  // No list of people either, whatever is asked of the engine behind the screens.
  await expect(printer.getByRole('button', { name: 'Liste à imprimer…' })).toHaveCount(0)
  const options = { title: '', columns: ['name' as const], orientation: 'portrait' as const, consent: null, selectionInWords: '', destroyAfterUse: true }
  expect((await (await reachEngine(printer)).call('contactSheet', { selection: { kind: 'query', query: everyone, except: [] }, options, locale: 'fr' })).printed).toBe(0)
  const territory = printer.getByRole('region', { name: 'Agenda' })
  await territory.getByText('Territoire', { exact: true }).click()
  await expect(territory.getByRole('button', { name: 'Gérer les secteurs…' }).first()).toBeVisible()
  await expect(territory.getByRole('button', { name: 'Liste de personnes…' })).toHaveCount(0)
  await expect((await reachEngine(printer)).call('peopleStreets', { by: 'town', city: 'Saint-Denis' })).rejects.toThrow('role-forbids')
  await place(local, /^Historique/)
  await expect(local.getByRole('listitem').filter({ hasText: code })).toContainText('Impression d’une feuille d’émargement vierge', soon)
})
