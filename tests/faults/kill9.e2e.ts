/** The app dies at any moment, as in a power cut: what it acknowledged is there, and nothing is half done. */
import { setTimeout as wait } from 'node:timers/promises'
import type { PersonId } from '#core/domain/ids'
import { expect, test, type RunningApp } from '../e2e/app'
import { importFile, importNames, lastDone, modelOf, planDeeds } from './deeds'
import { readFromJournal, sectionFolder } from './disk'
import { createSection, deletePages, openSection, passphrase } from './profile'
import { large, seededStream } from './random'

const acknowledgedInAll = large ? 5000 : 200

test('no acknowledged edit is lost when the app is killed, and no command is there by half', async ({ launch }) => {
  if (large) test.setTimeout(3_600_000)
  const chance = seededStream('kill -9')
  let running: RunningApp = await launch({ expectErrors: true })
  let engine = await createSection(running)
  const ids = new Map<string, PersonId>()
  let model = modelOf([])
  let acknowledged = 0
  let kills = 0
  const cutShort = new Map<string, number>()

  while (acknowledged < acknowledgedInAll) {
    const round = ++kills
    const label = `R${round}`
    const bytes = importFile(importNames(label))
    const opened = await engine.call('importOpen', { content: bytes, fileName: 'anciens.csv' })
    const deeds = planDeeds(chance, round, 120, model, ids, [{ session: opened.id, label }])
    const importAt = deeds.findIndex(({ kind }) => kind === 'import')
    // Every other time in the middle of the import: answers come in order, so it runs once all before it are answered.
    const goal = round % 2 === 0 && importAt > 0 ? importAt : 15 + chance.whole(40)
    const answered: number[] = []
    const refused: string[] = []
    const reached = new Promise<void>((resolve) => {
      void engine
        .send(deeds.map(({ request }) => request), 1 + chance.whole(12), (at, answer) => {
          if (answer.ok) answered.push(at)
          else refused.push(`${deeds[at]!.kind}: ${answer.code}`)
          if (answered.length >= goal || !answer.ok) resolve()
        })
        // The page dies in the middle of it.
        .catch(() => {})
    })
    await reached
    // Not on the beat of an acknowledgement.
    await wait(chance.whole(40))
    await running.kill9()
    expect(refused, 'nothing stood in the way').toEqual([])

    const disk = await readFromJournal(sectionFolder(running.profileDir), passphrase)
    const next = deeds[lastDone(deeds, answered, disk.people) + 1]
    if (next) cutShort.set(next.kind, (cutShort.get(next.kind) ?? 0) + 1)
    acknowledged += answered.length
    model = modelOf(disk.people)
    for (const name of ids.keys()) if (!model.has(name)) ids.delete(name)

    const { profileDir } = running
    const fromJournal = round % 3 === 0
    if (fromJournal) deletePages(profileDir)
    running = await launch({ profileDir, expectErrors: true })
    engine = await openSection(running)
    expect(await engine.call('contentHash'), `the app opened from ${fromJournal ? 'the journal alone' : 'its pages'} holds what the disk holds`).toBe(disk.contentHash)
    expect((await engine.call('history', { start: 0, end: 0 })).total, 'every command is one entry of the history').toBe(disk.history.length)
  }
  process.stdout.write(`${acknowledged} acknowledged edits, ${kills} kills, 0 lost; cut short: ${JSON.stringify(Object.fromEntries(cutShort))}\n`)
})
