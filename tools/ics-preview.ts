/** `npm run --silent ics:preview -- FILE [--json]`: what importing a calendar file would bring, without a window. */
import { isDay, isoOf } from '#core/domain/agenda/moment'
import type { CalendarEntry } from '#core/ics/calendar-entry'
import type { Problem, Reason } from '#core/ics/problems'
import { readCalendar } from '#core/ics/read-calendar'
import { readPreviewRequest } from './preview-request'

/** The demonstration's; a section has its own. */
const home = 'Europe/Paris'

const sentences: Record<Reason | 'missing' | 'usage', [fr: string, en: string]> = {
  empty: ['le fichier est vide', 'the file is empty'],
  'not-a-calendar': ['ce n’est pas un agenda (iCalendar, .ics)', 'this is no calendar (iCalendar, .ics)'],
  'too-large': ['le fichier est trop grand pour un agenda', 'the file is too large for a calendar'],
  'too-many': ['il y a trop d’événements pour un agenda de section (plus de 10 000)', 'there are too many events for a section’s calendar (over 10,000)'],
  'broken-line': ['ligne illisible, laissée de côté', 'a line that can’t be read, left out'],
  'too-long': ['ligne démesurée, laissée de côté', 'a line of excessive length, left out'],
  'stray-end': ['fin d’un élément qui n’a pas commencé', 'the end of something that never began'],
  'cut-off': ['la fin manque : lu jusqu’où c’est possible', 'its end is missing: read as far as it goes'],
  'not-an-event': ['tâche, journal ou autre : seuls les événements sont lus', 'a task, a journal or other: only events are read'],
  'no-start': ['événement sans date de début, laissé de côté', 'an event without a beginning, left out'],
  'bad-start': ['date de début illisible, événement laissé de côté', 'a beginning that can’t be read, event left out'],
  'bad-value': ['valeur illisible, ignorée', 'a value that can’t be read, ignored'],
  'bad-end': ['date de fin illisible, ignorée', 'an end that can’t be read, ignored'],
  'end-before-start': ['la fin précède le début : ignorée', 'the end is before the beginning: ignored'],
  'bad-rule': ['répétition illisible : lu comme un événement unique', 'a recurrence that can’t be read: taken for a single event'],
  'rule-too-fine': ['répétition plusieurs fois par jour : lu comme un événement unique', 'a recurrence several times a day: taken for a single event'],
  'too-many-dates': ['plus de 2 000 dates en plus ou en moins : les suivantes sont ignorées', 'over 2,000 dates added or left out: those after are ignored'],
  'this-and-future': ['change une date et toutes les suivantes : seule la première est changée', 'changes one date and all that follow: only the first is changed'],
  'no-uid': ['événement sans identifiant : il lui en est donné un', 'an event without an identifier: it is given one'],
  duplicate: ['même événement, plus ancien : laissé de côté', 'the same event, older: left out'],
  floating: ['heure sans fuseau : comprise comme l’heure d’ici', 'a time without a zone: taken for the time here'],
  'zone-of-file': ['fuseau décrit par le fichier seul : traduit à l’heure d’ici', 'a zone that only the file describes: told by the time here'],
  'unknown-zone': ['fuseau inconnu : heure comprise comme celle d’ici', 'an unknown zone: taken for the time here'],
  missing: ['Fichier introuvable ou illisible.', 'The file is missing or cannot be read.'],
  usage: ['Usage : npm run --silent ics:preview -- FICHIER [--json]', 'Usage: npm run --silent ics:preview -- FILE [--json]'],
}

/** One sentence, and code 2 once everything is written: `process.exit` would cut what a pipe has not taken. */
function refuse(reason: keyof typeof sentences): void {
  process.stderr.write(`${sentences[reason].join(' / ')}\n`)
  process.exitCode = 2
}

const statusWords: Record<CalendarEntry['status'], string> = { tentative: 'à confirmer', confirmed: '', cancelled: 'annulé' }
const recurs = ({ rule, also }: CalendarEntry) => rule !== '' || also.length > 0

/** The published shape of the JSON: names and order are a contract with scripts. */
const report = (entry: CalendarEntry) => ({
  uid: entry.uid,
  start: isoOf(entry.start),
  end: isoOf(entry.end),
  summary: entry.summary,
  status: entry.status.toUpperCase(),
  recurs: recurs(entry),
})

function describe(entries: readonly CalendarEntry[], problems: readonly Problem[]): string {
  const lines = [
    `${entries.length} ${entries.length === 1 ? 'événement lu' : 'événements lus'}`,
    ...entries.map((entry) => {
      const start = entry.start.local.replace('T', ' ').slice(0, 16)
      const notes = [statusWords[entry.status], recurs(entry) ? 'se répète' : '', entry.instead ? 'remplace une date de la série' : ''].filter(Boolean)
      return `  ${start.padEnd(16)} ${(isDay(entry.start) ? 'journée' : (entry.start.zone ?? 'heure locale')).padEnd(18)} ${entry.summary.replaceAll('\n', ' ').slice(0, 70)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`
    }),
  ]
  if (problems.length > 0) lines.push('', 'À savoir', ...problems.slice(0, 50).map(({ line, reason }) => `  ligne ${line} : ${sentences[reason][0]}`))
  if (problems.length > 50) lines.push(`  … et ${problems.length - 50} autres`)
  return lines.join('\n') + '\n'
}

async function main(words: readonly string[]): Promise<void> {
  const request = await readPreviewRequest(words)
  if (typeof request === 'string') return refuse(request)
  const { bytes, json } = request
  const { entries, problems } = readCalendar(bytes, home)
  if (json) process.stdout.write(JSON.stringify({ events: entries.map(report), problems }) + '\n')
  else if (entries.length > 0) process.stdout.write(describe(entries, problems))
  if (entries.length > 0) return
  const [first] = problems
  if (first && !json) process.stderr.write(`ligne ${first.line} : ${sentences[first.reason].join(' / ')}\n`)
  process.exitCode = 2
}

await main(process.argv.slice(2))
