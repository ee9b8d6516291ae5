/**
 * Languages of the interface. Words live with the places that show them; here they get their types, and the ones of
 * the first screen are registered at once (the others by their own modules, when loaded: see ui/words.ts).
 */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { actionWords } from '../ui/action-words'
import { deedWords } from '../ui/deed-words'
import { errorWords } from '../ui/error-words'
import { personWords } from '../ui/person-words'
import { addWords } from '../ui/words'
import type { addedWords } from '../places/people/added-words'
import { peopleWords } from '../places/people/words'
import { appWords } from './words'
import type { invitationWords } from '../ui/invitation-words'
import type { memberWords } from '../ui/member-words'
import type { arrivalWords } from '../ui/arrival-words'
import type { passphraseWords } from '../ui/passphrase-words'
import type { callWords } from '../ui/calls/words'
import type { printDialogWords } from '../ui/pdf/print/words'
import type { pdfWords } from '../ui/pdf/words'
import type { qrWords } from '../ui/qr/words'
import type { assemblyWords } from '../places/agenda/entry/assembly-words'
import type { entryWords } from '../places/agenda/entry/words'
import type { standWords } from '../places/agenda/stand/words'
import type { calendarFileWords } from '../places/agenda/calendar-file/words'
import type { walkWords } from '../places/agenda/walk/words'
import type { unkeyedWords } from '../places/home/sheet-words'
import type { homeWords } from '../places/home/words'
import type { historyWords } from '../places/history/words'
import type { backupWords } from '../places/section/backup-words'
import type { pointsWords } from '../places/section/points-words'
import type { organizerWords } from '../places/section/organizers/words'
import type { relayWords } from '../places/section/sync/relay-words'
import type { versionWords } from '../places/section/sync/version-words'
import type { syncWords } from '../places/section/sync/words'
import type { sectionWords } from '../places/section/words'
import type { joinWords } from '../places/welcome/join-words'
import type { recoverWords } from '../places/welcome/recover/words'
import type { recoverySheetWords } from '../places/section/recovery/words'
import type { restoreWords } from '../places/welcome/restore-words'
import type { welcomeWords } from '../places/welcome/words'
import type { exportWords } from '../places/people/export/words'
import type { importWords } from '../places/people/import/words'
import type { outputWords } from '../ui/output/words'
import type { printWords } from '../ui/list/words'
import type { streetWords } from '../ui/list/street-words'
import type { labelsWords } from '../places/people/labels/words'
import type { materialWords } from '../places/agenda/material/words'
import type { keptCalendarWords } from '../places/agenda/calendar-file/kept-words'
import type { weekAgainWords } from '../places/agenda/duplicate/words'
import type { movesWords } from '../places/agenda/moves/words'
import type { signInDialogWords } from '../places/agenda/paper/words'
import type { territoryWords } from '../places/agenda/territory/words'
import type { papersWords } from '../places/agenda/paper/papers-words'
import type { eraseWords } from '../places/people/erase-words'
import type { sheetWords } from '../places/people/sheet/words'
import type { heldWords } from './held-words'
import type { volunteerWords } from './volunteer-words'
import type { libraryWords } from '../places/library/words'
import type { composeWords } from '../places/print/compose/words'
import type { assetWords } from '../ui/library/words'
import type { legalWords } from '../ui/legal/words'
import type { pressWords } from '../places/print/words'
import type { agendaWords } from '../places/agenda/words'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: {
      action: typeof actionWords.fr
      added: typeof addedWords.fr
      agenda: typeof agendaWords.fr
      asset: typeof assetWords.fr
      legal: typeof legalWords.fr
      library: typeof libraryWords.fr
      compose: typeof composeWords.fr
      press: typeof pressWords.fr
      app: typeof appWords.fr
      calls: typeof callWords.fr
      deed: typeof deedWords.fr
      error: typeof errorWords.fr
      invitation: typeof invitationWords.fr
      member: typeof memberWords.fr
      held: typeof heldWords.fr
      volunteer: typeof volunteerWords.fr
      arrival: typeof arrivalWords.fr
      passphrase: typeof passphraseWords.fr
      keptCalendar: typeof keptCalendarWords.fr
      material: typeof materialWords.fr
      moves: typeof movesWords.fr
      person: typeof personWords.fr
      people: typeof peopleWords.fr
      assembly: typeof assemblyWords.fr
      entry: typeof entryWords.fr
      stand: typeof standWords.fr
      erase: typeof eraseWords.fr
      calendarFile: typeof calendarFileWords.fr
      walk: typeof walkWords.fr
      export: typeof exportWords.fr
      import: typeof importWords.fr
      output: typeof outputWords.fr
      pdf: typeof pdfWords.fr
      qr: typeof qrWords.fr
      labels: typeof labelsWords.fr
      print: typeof printWords.fr
      printDialog: typeof printDialogWords.fr
      sheet: typeof sheetWords.fr
      signIn: typeof signInDialogWords.fr
      streets: typeof streetWords.fr
      territory: typeof territoryWords.fr
      papers: typeof papersWords.fr
      history: typeof historyWords.fr
      home: typeof homeWords.fr
      unkeyed: typeof unkeyedWords.fr
      section: typeof sectionWords.fr
      backup: typeof backupWords.fr
      points: typeof pointsWords.fr
      organizers: typeof organizerWords.fr
      sync: typeof syncWords.fr
      relay: typeof relayWords.fr
      versions: typeof versionWords.fr
      join: typeof joinWords.fr
      recover: typeof recoverWords.fr
      paper: typeof recoverySheetWords.fr
      restore: typeof restoreWords.fr
      weekAgain: typeof weekAgainWords.fr
      welcome: typeof welcomeWords.fr
    }
  }
}

/** Synchronous: everything needed is in this bundle. */
export function startWords(locale: 'fr' | 'en'): void {
  void i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'fr',
    defaultNS: 'app',
    ns: ['app'],
    resources: {},
    initAsync: false,
    // React escapes what it shows; escaping twice would turn an apostrophe into &#39;.
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18nStore: 'added' },
  })
  addWords('app', appWords)
  addWords('action', actionWords)
  addWords('deed', deedWords)
  addWords('error', errorWords)
  addWords('person', personWords)
  addWords('people', peopleWords)
}
