import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'permanence-preview-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, lines: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, lines.join('\r\n'))
  return path
}

/** Runs the tool as a script does, its standard input closed. */
function preview(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    const child = execFile(process.execPath, ['--import', 'tsx', 'tools/ics-preview.ts', ...words], (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err }))
    child.stdin?.destroy()
  })
}

const market = ['BEGIN:VEVENT', 'UID:marche@exemple.invalid', 'DTSTART;TZID=Europe/Paris:20260314T090000', 'DTEND;TZID=Europe/Paris:20260314T123000', 'RRULE:FREQ=WEEKLY', 'SUMMARY:Marché de l’Hôtel de Ville', 'END:VEVENT']

describe('ics:preview', () => {
  it('gives events and problems as JSON, in the published shape, and tells a person the same in French', async () => {
    const path = file('agenda.ics', ['BEGIN:VCALENDAR', ...market, 'BEGIN:VEVENT', 'UID:b', 'DTSTART:2026', 'END:VEVENT', 'BEGIN:VEVENT', 'UID:c', 'DTSTART;VALUE=DATE:20260501', 'STATUS:CANCELLED', 'END:VEVENT', 'END:VCALENDAR'])
    const [script, person] = await Promise.all([preview(path, '--json'), preview(path)])
    expect(script.code).toBe(0)
    expect(JSON.parse(script.out)).toEqual({
      events: [
        { uid: 'marche@exemple.invalid', start: '2026-03-14T09:00:00+01:00', end: '2026-03-14T12:30:00+01:00', summary: 'Marché de l’Hôtel de Ville', status: 'CONFIRMED', recurs: true },
        { uid: 'c', start: '2026-05-01', end: '2026-05-02', summary: '', status: 'CANCELLED', recurs: false },
      ],
      problems: [{ line: 11, reason: 'bad-start' }],
    })
    expect(person.code).toBe(0)
    expect(person.out).toContain('2026-03-14 09:00 Europe/Paris       Marché de l’Hôtel de Ville (se répète)')
    expect(person.out).toContain('ligne 11 : date de début illisible, événement laissé de côté')
  })

  it('ends with code 2 where nothing could be read, and says why in both languages', async () => {
    const [json, person, missing] = await Promise.all([preview(file('table.ics', ['Nom;Prénom']), '--json'), preview(file('table2.ics', ['Nom;Prénom'])), preview(join(folder, 'none.ics'))])
    expect(json.code).toBe(2)
    expect(JSON.parse(json.out)).toEqual({ events: [], problems: [{ line: 1, reason: 'not-a-calendar' }] })
    expect(person).toMatchObject({ code: 2, out: '', err: 'ligne 1 : ce n’est pas un agenda (iCalendar, .ics) / this is no calendar (iCalendar, .ics)\n' })
    expect(missing.code).toBe(2)
    expect(missing.err).toMatch(/introuvable.*missing/)
  })
})
