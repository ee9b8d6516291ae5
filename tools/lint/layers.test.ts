import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { projectFolder } from '../build'
import { whyNot } from './layers'

describe('the picture of imports', () => {
  it.each([
    ['core/csv/plan.ts', '../domain/person'],
    ['core/section/record.ts', '../log/entry'],
    ['core/membership/keys.ts', '../sealing/vault'],
    ['core/section/record-log.ts', '../membership/authors'],
    ['core/csv/plan.test.ts', 'node:fs'],
    ['electron/main/journal.ts', '#core/ports/journal'],
    ['renderer/places/people/Table.tsx', '../../ui/words'],
    ['renderer/places/people/sheet/Sheet.tsx', '../selection'],
    ['renderer/places/people/Table.tsx', '#engine/api'],
    ['renderer/engine/store.ts', 'dexie'],
    ['renderer/main.tsx', './app/start'],
    ['sync-server/rooms/room.ts', '../store/store.js'],
  ])('lets %s import %s', (file, specifier) => expect(whyNot(file, specifier)).toBeNull())

  it.each([
    ['core/domain/person.ts', '../csv/plan'],
    ['core/csv/plan.ts', '../print/sheet'],
    ['core/log/entry.ts', '../section/record'],
    ['core/log/entry.ts', 'node:fs'],
    ['core/log/entry.ts', '../membership/authors'],
    ['core/membership/authors.ts', '../log/entry'],
    ['core/membership/members.ts', '../section/record'],
    ['core/section/record.ts', 'dexie'],
    ['core/ports/rpc.ts', '#engine/client'],
    ['electron/main/window.ts', '../../renderer/app/words'],
    ['renderer/ui/route.ts', '../places/people/words'],
    ['renderer/ui/route.ts', '../app/words'],
    ['renderer/places/people/Table.tsx', '../agenda/words'],
    ['renderer/places/people/Table.tsx', '#engine/worker'],
    ['renderer/places/people/Table.tsx', 'yjs'],
    ['renderer/places/people/Table.tsx', 'electron'],
    ['core/csv/plan.test.ts', '#engine/client'],
    ['core/csv/plan.ts', '../../tools/build'],
    ['sync-server/rooms/room.ts', '../../core/log/entry'],
    ['sync-server/rooms/room.ts', '#core/log/entry'],
    ['electron/main/window.ts', '../../sync-server/relay'],
    ['core/section/record.ts', '../../sync-server/wire/update'],
  ])('stops %s from importing %s', (file, specifier) => expect(whyNot(file, specifier)).toContain(file))
})

describe('npm run lint', () => {
  let copy: string
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'layers-'))
    for (const file of ['.oxlintrc.json', 'tools/lint/layers.js']) cpSync(join(projectFolder, file), join(copy, file))
    writeFileSync(join(copy, 'package.json'), '{ "type": "module" }')
  })
  afterEach(() => rmSync(copy, { recursive: true, force: true }))

  const lint = (file: string, text: string) => {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    writeFileSync(join(copy, file), text)
    return spawnSync(process.execPath, [join(projectFolder, 'node_modules/oxlint/bin/oxlint')], { cwd: copy, encoding: 'utf8' })
  }

  it('fails on an import that points up', () => {
    const { status, stdout } = lint('core/domain/person.ts', "export { importPlan } from '../csv/plan'\n")
    expect(stdout).toContain('core/domain/person.ts must not import core/csv/plan')
    expect(status).toBe(1)
  })

  it('fails on an upward import that waits for its moment', () => {
    const { status, stdout } = lint('core/domain/late.ts', "export const later = () => import('electron')\n")
    expect(stdout).toContain('must not know the package electron')
    expect(status).toBe(1)
  })

  it('passes on one that points down', () => {
    expect(lint('core/csv/plan.ts', "export { personFields } from '../domain/person'\n").status).toBe(0)
  })
})
