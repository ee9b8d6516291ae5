/** The sheet comes back from the meeting: sixty lines by keyboard alone, left half-way, counted in the action, taken back as a whole; an assembly's; one held before the camera. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { PNG } from 'pngjs'
import { fold } from '#core/domain/fold'
import { newId, type ActionId } from '#core/domain/ids'
import type { Person } from '#core/domain/person'
import { everyone } from '#core/domain/query'
import { reachEngine } from '../faults/engine'
import { photograph, writeCamera } from '../qr/shot'
import { removeFolder } from '../remove-folder'
import { expect, oneApp, test } from './app'
import { expectAccessible, openDemo, saveTo } from './screens'

const notice = { controller: 'Section de Saint-Denis, 12 place du Marché', contact: 'donnees@exemple.invalid', months: 36, shared: null }
const meeting = { kind: 'public-meeting' as const, title: 'Soirée logement', start: { local: '2026-03-10T18:30:00', zone: 'Europe/Paris' }, end: { local: '2026-03-10T20:00:00', zone: 'Europe/Paris' } }
const rows = 60
const half = 30
const skipped = 10
/** With something on it, and with nothing. */
const unreadable = { some: 15, nothing: 44 }
const isKnown = (row: number) => row % 3 === 0 && row !== unreadable.some

async function openEntry(window: Page, code = ''): Promise<void> {
  await window.keyboard.press('Control+k')
  await expect(window.getByRole('dialog', { name: 'Palette de commandes' })).toBeVisible()
  await window.keyboard.type('saisir une feuille')
  await window.keyboard.press('Enter')
  await expect(window.getByLabel('Code de la feuille')).toBeFocused()
  if (!code) return
  await window.keyboard.type(code)
  await window.keyboard.press('Enter')
}

/** From the action itself; the code of what was printed. */
async function printSheet(app: ElectronApplication, window: Page, action: ActionId, path: string): Promise<string> {
  await window.evaluate((hash) => void (location.hash = hash), `#/agenda/${action}`)
  await window.getByRole('button', { name: 'Feuille d’émargement…' }).click()
  await saveTo(app, path)
  await window.getByRole('button', { name: 'Enregistrer le PDF…' }).click()
  const said = window.getByText(/C’est noté dans l’historique sous le code/)
  await expect(said).toBeVisible()
  const code = /code (\S{4}-\S{4})/.exec((await said.textContent())!)![1]!
  await window.keyboard.press('Escape')
  await expect(window.getByRole('dialog')).toHaveCount(0)
  return code
}

const lastName = (window: Page, row: number) => window.getByRole('combobox', { name: `Nom, ligne ${row}`, exact: true })

async function keyLines(window: Page, known: readonly Person[], from: number, to: number): Promise<void> {
  const { keyboard } = window
  for (let row = from; row <= to; row++) {
    await expect(lastName(window, row)).toBeFocused()
    if (row === unreadable.some) await keyboard.type('Dup')
    else if (row !== skipped && row !== unreadable.nothing) {
      const her = isKnown(row) ? known[row / 3 - 1]! : null
      await keyboard.type(her ? her.lastName : `Xyquard${String.fromCharCode(96 + Math.ceil(row / 26), 97 + (row % 26))}`)
      await keyboard.press('Tab')
      await keyboard.insertText(her ? her.firstName : 'Zéphirine')
      if (her) {
        await expect(window.getByRole('dialog').getByRole('option').first()).toContainText(`${her.lastName} ${her.firstName}`)
        for (const key of row % 2 ? ['Alt+1'] : ['ArrowDown', 'Enter']) await keyboard.press(key)
        await expect(window.getByRole('dialog').getByText(/^Reconnu·e/)).toBeVisible()
      } else {
        await keyboard.press('Tab')
        await keyboard.insertText('93500')
        await keyboard.press('Tab')
        await keyboard.insertText(`ligne.${row}@exemple.invalid`)
        await keyboard.press('Tab')
        await keyboard.insertText(`06399880${String(row).padStart(2, '0')}`)
        await keyboard.press('Tab')
        await keyboard.press('Space')
        // Any of its boxes takes the letter of another.
        await keyboard.press('a')
      }
    }
    await keyboard.press(row === unreadable.some || row === unreadable.nothing ? 'F2' : 'Enter')
  }
}

const attended = (window: Page) => window.getByRole('complementary', { name: 'Fiche de l’action' }).locator('select').evaluateAll((all) => all.filter((each) => (each as HTMLSelectElement).value === 'attended').length)

test.describe('a sheet that comes back', () => {
  const running = oneApp()

  test('is keyed by keyboard alone, half now and half later, and is undone as a whole', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const engine = await reachEngine(window)
    const action = newId<ActionId>()
    await engine.call('execute', { type: 'action.create', made: [{ id: action, draft: meeting }] })
    await engine.call('execute', { type: 'section.notice', notice })
    const people = (await engine.call('rows', { query: everyone, start: 0, end: 400 })).rows
    const namesakes = new Map<string, number>()
    for (const { lastName: last, firstName } of people) namesakes.set(fold(`${last} ${firstName}`), (namesakes.get(fold(`${last} ${firstName}`)) ?? 0) + 1)
    const known = people.filter(({ lastName: last, firstName, city }) => last && firstName && city && namesakes.get(fold(`${last} ${firstName}`)) === 1).filter((_, at) => at % 9 === 0)
    const code = await printSheet(app, window, action, join(profileDir, 'soiree.pdf'))
    await window.evaluate((hash) => void (location.hash = hash), `#/agenda/${action}`)
    await expect(window.getByRole('complementary', { name: 'Fiche de l’action' })).toBeVisible()

    // Two letters exchanged are noticed; the right ones open it, in lower case and without the dash.
    const wrong = `${code[1]}${code[0]}${code.slice(2)}`
    await openEntry(window, wrong === code ? `${code.slice(0, 8)}2` : wrong)
    await expect(window.getByRole('alert')).toContainText('Ce code n’existe pas')
    await expectAccessible(window, 'a code that was misread')
    await window.keyboard.type(code.toLowerCase().replace('-', ''))
    await window.keyboard.press('Enter')
    const screen = window.getByRole('dialog', { name: 'Saisir une feuille' })
    await expect(screen.getByRole('heading', { name: 'Soirée logement' })).toBeVisible()
    await expect(screen).toContainText(code)

    // Nobody is found by a town alone.
    await expect(lastName(window, 1)).toBeFocused()
    for (const key of ['Tab', 'Tab', 'p', 'Enter']) await window.keyboard.press(key)
    await expect(screen.getByRole('status')).toContainText('il manque un nom')
    await window.keyboard.press('Escape')
    await expect(screen.getByRole('status')).toContainText('n’est pas enregistrée')
    await window.keyboard.press('Control+Delete')
    await window.keyboard.type(known[0]!.lastName.slice(0, 2))
    await expect(screen.getByRole('option').first()).toBeVisible()
    await expectAccessible(screen, 'a line being keyed')
    await window.keyboard.press('Control+Delete')

    await keyLines(window, known, 1, half)
    await expect(screen.getByTestId('entry-counts')).toHaveText(/29\slignes · 9 reconnues · 19 nouvelles · 1 illisible/)
    await expect(screen.getByText(/^enregistrée/)).toHaveCount(29)
    await window.keyboard.press('Escape')
    await expect(screen).toHaveCount(0)

    await openEntry(window, code)
    await expect(lastName(window, half + 1)).toBeFocused()
    await keyLines(window, known, half + 1, rows)
    await expect(screen.getByText(/^enregistrée/)).toHaveCount(59)
    await expect(screen.getByTestId('entry-counts')).toHaveText(/59\slignes · 19 reconnues · 38 nouvelles · 2 illisibles/)
    await expectAccessible(screen, 'a sheet that is keyed')
    await window.keyboard.press('Escape')
    await expect(screen).toHaveCount(0)
    await expect.poll(() => attended(window)).toBe(58)
    const { rows: made } = await engine.call('rows', { query: { ...everyone, search: 'xyquardah' }, start: 0, end: 2 })
    expect(made).toMatchObject([{ relation: 'occasional', source: 'Émargement\u00a0: Soirée logement, 10/03/2026', city: 'Pantin', phones: [{ value: '06 39 98 80 07' }] }])
    expect(made[0]!.consents.map(({ purpose, channel, source, date }) => [purpose, channel, source, date])).toEqual([['action', 'call', code, '2026-03-10'], ['action', 'email', code, '2026-03-10'], ['news', 'call', code, '2026-03-10'], ['news', 'email', code, '2026-03-10']])

    await openEntry(window, code)
    await expect(lastName(window, rows + 1)).toBeFocused()
    await window.keyboard.press('Alt+z')
    await expect(window.getByRole('button', { name: 'Garder la feuille' })).toBeFocused()
    await expectAccessible(window, 'a sheet that is about to be undone')
    await window.keyboard.press('Tab')
    await window.keyboard.press('Enter')
    await expect(screen.getByRole('status')).toContainText('59 lignes annulées.')
    await expect(lastName(window, 1)).toBeFocused()
    await window.keyboard.press('Escape')
    await expect.poll(() => attended(window)).toBe(0)
    expect((await engine.call('rows', { query: everyone, start: 0, end: 1 })).total).toBe(400)
  })

  test('of an assembly has its members’ names on it: one key each, proxies, the quorum; home knows which are still to be keyed', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const engine = await reachEngine(window)
    const action = newId<ActionId>()
    const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10)
    const zone = 'Europe/Paris'
    await engine.call('execute', { type: 'action.create', made: [{ id: action, draft: { kind: 'assembly', title: 'Assemblée annuelle', start: { local: `${day}T08:30:00`, zone }, end: { local: `${day}T10:00:00`, zone } } }] })
    const members = (await engine.call('rows', { query: { ...everyone, filters: [{ kind: 'relation', any: ['member'] }] }, start: 0, end: 400 })).rows
    const code = await printSheet(app, window, action, join(profileDir, 'assemblee.pdf'))
    const [first, second, third] = members as [Person, Person, Person]
    await engine.call('execute', { type: 'people.edit', selection: { kind: 'ids', ids: [first.id] }, edits: [{ field: 'lastName', value: 'Xyquard-Neuve' }] })
    await engine.call('execute', { type: 'person.create', id: newId<Person['id']>(), draft: { lastName: 'Xyquard', firstName: 'Zéphirine', relation: 'member' } })

    await window.getByRole('navigation').getByRole('link', { name: 'Accueil' }).click()
    const card = window.getByRole('region', { name: /feuille à saisir$/ })
    await expect(card.getByRole('button', { name: code })).toHaveCount(2)
    await expectAccessible(window, 'home with a sheet to key')
    await card.getByRole('button', { name: /Assemblée annuelle/ }).click()
    const screen = window.getByRole('dialog', { name: 'Saisir une feuille' })
    const since = screen.getByTestId('entry-since')
    await expect(since).toContainText(/1\sadhérent·e n’y figure pas\s: Xyquard Zéphirine/)
    await expect(since).toContainText('(ligne 1), aujourd’hui Xyquard-Neuve')
    const present = (row: number) => screen.getByRole('checkbox', { name: new RegExp(`^Présent·e\\s: .*, ligne ${row}$`) })
    const counts = screen.getByTestId('entry-counts')
    await expect(present(1)).toBeFocused()
    await window.keyboard.press('Enter')
    await expect(present(2)).toBeFocused()
    await expect(counts).toContainText(/1\sprésent·e · 0\sreprésenté·e · 1\svote/)
    await window.keyboard.press('ArrowDown')
    await expect(present(3)).toBeFocused()
    await window.keyboard.press('p')
    const proxy = screen.getByRole('combobox', { name: 'Pouvoir reçu de, ligne 3' })
    await expect(proxy).toBeFocused()
    await window.keyboard.type(`${second.lastName} ${second.firstName}`.toLowerCase())
    await expect(screen.getByRole('option', { name: 'ligne 2' })).toHaveAttribute('aria-selected', 'true')
    await expectAccessible(screen, 'an assembly’s sheet with a proxy being typed')
    await window.keyboard.press('Enter')
    await expect(counts).toContainText(new RegExp(`2\\sprésent·e·s · 1\\sreprésenté·e · 3\\svotes · quorum\\s: 3 sur ${members.length}\\s`))
    await expect(screen.locator('tr[data-row="2"]')).toContainText(`représenté·e par ${third.lastName} ${third.firstName}`)
    // The empty line of the proxy goes on to the next member; a slip is taken back by the same key.
    await window.keyboard.press('Enter')
    await expect(present(4)).toBeFocused()
    await window.keyboard.press('Space')
    await expect(counts).toContainText(/3\sprésent·e·s/)
    await expect(screen.locator('tr[data-row="4"]')).toContainText('enregistré·e')
    await window.keyboard.press('Space')
    await expect(counts).toContainText(/2\sprésent·e·s/)
    // Behind the members, whoever the base does not have yet.
    for (let row = 4; row < members.length; row++) await window.keyboard.press('ArrowDown')
    await expect(present(members.length)).toBeFocused()
    await window.keyboard.press('ArrowDown')
    await expect(lastName(window, members.length + 1)).toBeFocused()
    await window.keyboard.type('Xyquardinvité')
    await window.keyboard.press('Enter')
    await expect(counts).toContainText(/1\sautre personne/)
    await expectAccessible(screen, 'an assembly’s sheet that is keyed')
    await window.keyboard.press('Escape')
    await expect(screen).toHaveCount(0)
    const { signUps } = (await engine.call('rows', { query: { ...everyone, filters: [{ kind: 'relation', any: ['member'] }] }, start: 0, end: 400 })).rows.find(({ id }) => id === third.id)!
    expect(signUps!.filter((signUp) => signUp.action === action)).toMatchObject([{ state: 'attended', proxies: [second.id] }])

    // Keyed, it is not asked for any more; another that was printed is, until somebody gives it up.
    await expect(card).toHaveCount(0)
    const other = await printSheet(app, window, action, join(profileDir, 'autre.pdf'))
    await window.getByRole('navigation').getByRole('link', { name: 'Accueil' }).click()
    await card.getByRole('button', { name: new RegExp(`ne reviendra pas.*${other}`) }).click()
    await expect(card).toHaveCount(0)
    await window.getByRole('button', { name: 'Annuler', exact: true }).click()
    await expect(card.getByRole('button', { name: other })).toHaveCount(2)
  })
})

test('a printed sheet held before the camera opens; where the camera is refused one types its code', async ({ launch }) => {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-sheet-'))
  try {
    const film = join(folder, 'camera.y4m')
    writeCamera(film, [photograph([{ text: 'https://exemple.invalid/affiche' }], { width: 640, height: 480, side: 240 })])
    const { app, window, profileDir } = await launch({ switches: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`] })
    await openDemo(window)
    const engine = await reachEngine(window)
    const action = newId<ActionId>()
    await engine.call('execute', { type: 'action.create', made: [{ id: action, draft: meeting }] })
    await engine.call('execute', { type: 'section.notice', notice })
    const path = join(profileDir, 'soiree.pdf')
    const code = await printSheet(app, window, action, path)

    await openEntry(window)
    const scanner = window.getByRole('dialog', { name: 'Scanner le QR code' })
    await window.getByRole('button', { name: 'Scanner…' }).click()
    await expect(scanner.getByText('Ce QR code n’est pas celui d’une feuille.')).toBeVisible()
    await expectAccessible(window, 'the scanner of a sheet')
    await window.keyboard.press('Escape')
    await expect(scanner).toHaveCount(0)
    await window.evaluate(() => {
      const { mediaDevices } = navigator
      const ask = mediaDevices.getUserMedia.bind(mediaDevices)
      mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))
      Object.assign(globalThis, { allow: () => void (mediaDevices.getUserMedia = ask) })
    })
    await window.getByRole('button', { name: 'Scanner…' }).click()
    await expect(scanner.getByRole('alert')).toContainText('refuse la caméra à Permanence')
    await expect(scanner.getByRole('alert')).toContainText('Tapez le code')

    // The corner of the first page, at a tenth of a millimetre a pixel or so.
    execFileSync('pdftoppm', ['-png', '-r', '300', '-f', '1', '-l', '1', '-singlefile', '-x', '2868', '-y', '0', '-W', '640', '-H', '480', path, join(folder, 'coin')])
    const { width, height, data } = PNG.sync.read(readFileSync(join(folder, 'coin.png')))
    writeCamera(film, [{ width, height, data: new Uint8ClampedArray(data) }])
    await window.evaluate(() => (globalThis as unknown as { allow(): void }).allow())
    await scanner.getByRole('button', { name: 'Réessayer' }).click()
    const screen = window.getByRole('dialog', { name: 'Saisir une feuille' })
    await expect(screen.getByRole('heading', { name: 'Soirée logement' })).toBeVisible()
    await expect(screen).toContainText(code)
    await expect(lastName(window, 1)).toBeFocused()
  } finally {
    await removeFolder(folder)
  }
})
