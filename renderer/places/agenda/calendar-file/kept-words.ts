/** Words of the calendar file that is kept up to date. */
export const keptCalendarWords = {
  fr: {
    title: 'Un fichier tenu à jour',
    what: 'Choisissez une fois un fichier, par exemple dans un dossier partagé : Permanence le réécrit quelques secondes après chaque changement de l’agenda, et en se fermant. Un calendrier qui s’y abonne suit les changements. Les noms n’y figurent pas non plus.',
    keep: 'Tenir à jour un fichier…',
    another: 'Choisir un autre fichier…',
    forget: 'Ne plus tenir à jour',
    at: 'À jour à {{time}}',
    soon: 'Va être mis à jour',
    failing: {
      folder: 'Pas à jour : le dossier n’existe plus, ou n’est pas accessible. Permanence réessaie chaque minute.',
      full: 'Pas à jour : le disque est plein. Permanence réessaie chaque minute.',
      refused: 'Pas à jour : le disque refuse d’écrire ce fichier. Permanence réessaie chaque minute.',
    },
    kept: 'Ce fichier est tenu à jour.',
    forgotten: 'Ce fichier n’est plus tenu à jour ; il reste où il est.',
  },
  en: {
    title: 'A file kept up to date',
    what: 'Choose a file once, in a shared folder for instance: Permanence writes it again some seconds after each change to the agenda, and when it closes. A calendar that subscribes to it follows the changes. No names are in it either.',
    keep: 'Keep a file up to date…',
    another: 'Choose another file…',
    forget: 'Stop keeping it up to date',
    at: 'Up to date at {{time}}',
    soon: 'About to be brought up to date',
    failing: {
      folder: 'Not up to date: the folder is gone, or can’t be reached. Permanence tries again every minute.',
      full: 'Not up to date: the disk is full. Permanence tries again every minute.',
      refused: 'Not up to date: the disk refuses to write this file. Permanence tries again every minute.',
    },
    kept: 'This file is kept up to date.',
    forgotten: 'This file is no longer kept up to date; it stays where it is.',
  },
}
