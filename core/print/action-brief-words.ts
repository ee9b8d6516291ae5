/** Every word of an action's brief. */
import type { Audience, Counter } from '../domain/agenda/action'

interface BriefWords {
  /** The audience, with who they are. */
  who(audience: string): string
  audience: Record<Audience, string>
  zone(name: string): string
  contact: string
  /** The day of a vote, in words. */
  silence(day: string, closes: string): string
  coming(count: number): string
  whole: string
  lacking(count: number): string
  enough: string
  waiting: string
  nobody: string
  invited(count: number): string
  others(count: number): string
  otherShifts(count: number): string
  /** Why a name stands without a number. */
  leftOut(count: number): string
  toDo: string
  nothingToDo: string
  material: string
  moreWords(count: number): string
  toBring: string
  sheets: string
  counter: Record<Counter, string>
  happened: string
  destroy: string
  sheet(code: string): string
  nameless: string
  fileTitle(code: string): string
}

const french: BriefWords = {
  who: (audience) => `Public\u00a0: ${audience}`,
  audience: { everyone: 'tout le monde', supporters: 'sympathisant·e·s', members: 'adhérent·e·s' },
  zone: (name) => `heure de ${name}`,
  contact: 'Responsable sur place',
  silence: (day, closes) => `Silence électoral\u00a0: cette action tombe avant le scrutin du ${day}. De la veille à 0\u00a0h jusqu’à ${closes} le jour du vote, l’article L49 du code électoral interdit ce type d’action. À vous de juger de ce que celle-ci est vraiment.`,
  coming: (count) => (count === 0 ? 'Personne n’est encore inscrit' : `Qui vient\u00a0: ${count}\u00a0${count < 2 ? 'personne' : 'personnes'}`),
  whole: 'Toute l’action',
  lacking: (count) => `il manque ${count}\u00a0${count < 2 ? 'personne' : 'personnes'}`, enough: 'au complet', waiting: 'en attente', nobody: 'personne pour l’instant',
  invited: (count) => (count < 2 ? `${count}\u00a0personne invitée n’a pas répondu.` : `${count}\u00a0personnes invitées n’ont pas répondu.`),
  others: (count) => (count < 2 ? `et ${count}\u00a0autre` : `et ${count}\u00a0autres`),
  otherShifts: (count) => (count < 2 ? `et ${count}\u00a0autre créneau, à voir dans l’agenda` : `et ${count}\u00a0autres créneaux, à voir dans l’agenda`),
  leftOut: (count) => (count < 2 ? `${count}\u00a0téléphone n’y est pas\u00a0: cette personne n’a pas accepté d’être appelée pour les actions.` : `${count}\u00a0téléphones n’y sont pas\u00a0: ces personnes n’ont pas accepté d’être appelées pour les actions.`),
  toDo: 'À prévoir', nothingToDo: 'Rien n’est noté.', material: 'Matériel',
  moreWords: (count) => (count < 2 ? `et ${count}\u00a0autre mot dans l’agenda` : `et ${count}\u00a0autres mots dans l’agenda`),
  toBring: 'À rapporter', sheets: 'Feuilles et bulletins remplis\u00a0: nombre',
  counter: { leaflets: 'Tracts donnés', letterboxes: 'Boîtes aux lettres', doors: 'Portes frappées', opened: 'Portes ouvertes', contacts: 'Contacts pris', posters: 'Affiches collées', calls: 'Appels passés', people: 'Personnes présentes' },
  happened: 'Ce qui s’est passé, ce qu’il faut reprendre',
  destroy: 'Cette page nomme des personnes\u00a0: à détruire après l’action.',
  sheet: (code) => `Fiche ${code}`, nameless: 'sans nom', fileTitle: (code) => `Fiche de mission ${code}`,
}

const english: BriefWords = {
  who: (audience) => `Open to: ${audience}`,
  audience: { everyone: 'everyone', supporters: 'supporters', members: 'members' },
  zone: (name) => `time of ${name}`,
  contact: 'In charge on the spot',
  silence: (day, closes) => `Electoral silence: this action falls before the vote of ${day}. From midnight on its eve until ${closes} on the day, article L49 of the French electoral code forbids actions of this kind. What this one really is, you judge.`,
  coming: (count) => (count === 0 ? 'Nobody has signed up yet' : `Who comes: ${count}\u00a0${count === 1 ? 'person' : 'people'}`),
  whole: 'The whole action',
  lacking: (count) => `${count}\u00a0short`, enough: 'enough people', waiting: 'waiting', nobody: 'nobody yet',
  invited: (count) => (count === 1 ? `${count}\u00a0person who was invited has not answered.` : `${count}\u00a0people who were invited have not answered.`),
  others: (count) => (count === 1 ? `and ${count}\u00a0other` : `and ${count}\u00a0others`),
  otherShifts: (count) => (count === 1 ? `and ${count}\u00a0other shift, see the agenda` : `and ${count}\u00a0other shifts, see the agenda`),
  leftOut: (count) => (count === 1 ? `${count}\u00a0phone is left out: that person did not agree to be called about actions.` : `${count}\u00a0phones are left out: those people did not agree to be called about actions.`),
  toDo: 'To prepare', nothingToDo: 'Nothing is noted.', material: 'Material',
  moreWords: (count) => (count === 1 ? `and ${count}\u00a0other word in the agenda` : `and ${count}\u00a0other words in the agenda`),
  toBring: 'To bring back', sheets: 'Filled sheets and slips: how many',
  counter: { leaflets: 'Leaflets given', letterboxes: 'Letterboxes', doors: 'Doors knocked', opened: 'Doors opened', contacts: 'Contacts made', posters: 'Posters put up', calls: 'Calls made', people: 'People present' },
  happened: 'What happened, what to follow up',
  destroy: 'This page names people: destroy it after the action.',
  sheet: (code) => `Brief ${code}`, nameless: 'no name', fileTitle: (code) => `Brief ${code}`,
}

export const briefWords: Readonly<Record<'fr' | 'en', BriefWords>> = { fr: french, en: english }
