/** The words that files use for levels, relations, action modes, skills and half-days; ours in exports are the first of each list. */
import { fold } from '../domain/fold'
import type { Level, Relation } from '../domain/person'

interface Word {
  fr: string
  en: string
  /** Other spellings, folded. */
  also?: readonly string[]
}

const relationWords: Record<Relation, Word> = {
  member: { fr: 'Adhérent·e', en: 'Member', also: ['adherent', 'adherente', 'membre', 'cotisant', 'cotisante', 'membre actif', 'membre active', 'adherents', 'a jour', 'encarte', 'membre adherent', 'membre d honneur', 'membre fondateur', 'active member', 'carte', 'active'] },
  regular: { fr: 'Sympathisant·e', en: 'Regular contact', also: ['sympathisant', 'sympathisante', 'sympathisants', 'sympatisant', 'regular', 'contact regulier', 'supporter', 'sympa', 'abonne', 'abonnee', 'donateur', 'donatrice'] },
  occasional: { fr: 'Contact', en: 'Contact', also: ['contact occasionnel', 'occasionnel', 'occasional', 'prospect', 'occasional contact', 'contacts', 'rencontre', 'non adherent', 'non membre'] },
}

const levelWords: Record<Level, Word> = {
  follow: { fr: 'S’informer', en: 'Follow', also: ['informer', 'etre informe', 'etre informee', 'etre informe e', 'informe', 'informee', 'information', '1', 'niveau 1', 'suivre', 's informer'] },
  act: { fr: 'Agir', en: 'Act', also: ['action', 'agir', 'militer', 'militant', 'militante', 'benevole', 'volontaire', '2', 'niveau 2', 'aider', 'volunteer'] },
  join: { fr: 'Adhérer', en: 'Join', also: ['adhesion', 'adherer', 'adherent', 'adherente', '3', 'niveau 3', 'membre', 'member'] },
}

const actionWords: Record<string, Word> = {
  web: { fr: 'Militer en ligne', en: 'Online action', also: ['internet', 'web', 'reseaux sociaux', 'numerique', 'en ligne'] },
  share: { fr: 'Partager', en: 'Share', also: ['partage', 'relayer', 'relais'] },
  call: { fr: 'Téléphoner', en: 'Call', also: ['phoning', 'telephone', 'appels', 'appeler', 'calls', 'phone bank'] },
  text: { fr: 'Envoyer des SMS', en: 'Text', also: ['sms', 'texto', 'texting'] },
  write: { fr: 'Écrire', en: 'Write', also: ['ecriture', 'redaction', 'courrier'] },
  leaflet: { fr: 'Distribuer des tracts', en: 'Leaflet', also: ['tractage', 'tract', 'tracts', 'distribution', 'boitage', 'leafleting', 'distribution de tracts', 'tracter'] },
  door: { fr: 'Porte-à-porte', en: 'Door to door', also: ['porte a porte', 'pap', 'canvassing', 'door knocking', 'canvass'] },
  poster: { fr: 'Coller des affiches', en: 'Put up posters', also: ['collage', 'affichage', 'collage d affiches', 'postering', 'coller'] },
  stall: { fr: 'Tenir un stand', en: 'Run a stall', also: ['stand', 'marche', 'table', 'tenue de stand', 'marches'] },
  host: { fr: 'Accueillir une réunion', en: 'Host a meeting', also: ['reunion d appartement', 'accueil', 'heberger', 'reunion chez moi', 'house meeting'] },
  drive: { fr: 'Conduire', en: 'Drive', also: ['vehicule', 'transport', 'covoiturage', 'conducteur', 'chauffeur'] },
  organise: { fr: 'Organiser', en: 'Organise', also: ['organisation', 'organize', 'coordination', 'coordonner'] },
}

const skillWords: Record<string, Word> = {
  stall: { fr: 'Tenue de stand', en: 'Stall', also: ['stand'] },
  poster: { fr: 'Affichage', en: 'Posters', also: ['affiche', 'affiches', 'collage'] },
  photo: { fr: 'Photo', en: 'Photo', also: ['photographie', 'photographe', 'photos'] },
  video: { fr: 'Vidéo', en: 'Video', also: ['film', 'montage', 'montage video'] },
  graphics: { fr: 'Graphisme', en: 'Graphics', also: ['graphiste', 'mise en page', 'maquette', 'design', 'pao'] },
  writing: { fr: 'Rédaction', en: 'Writing', also: ['ecriture', 'redacteur', 'redactrice'] },
  legal: { fr: 'Juridique', en: 'Legal', also: ['droit', 'juriste', 'avocat', 'avocate', 'law'] },
  sound: { fr: 'Sono', en: 'Sound', also: ['son', 'sonorisation'] },
  vehicle: { fr: 'Véhicule', en: 'Vehicle', also: ['voiture', 'camion', 'utilitaire', 'permis', 'car'] },
  translation: { fr: 'Traduction', en: 'Translation', also: ['langues', 'traducteur', 'traductrice'] },
  web: { fr: 'Web', en: 'Web', also: ['internet', 'informatique', 'site internet', 'numerique'] },
  accounting: { fr: 'Comptabilité', en: 'Accounting', also: ['tresorerie', 'compta', 'comptable'] },
  cooking: { fr: 'Cuisine', en: 'Cooking', also: ['buvette', 'restauration'] },
  training: { fr: 'Formation', en: 'Training', also: ['formateur', 'formatrice', 'enseignement'] },
}

const days: [string, string, string][] = [
  ['mon', 'lundi', 'Monday'], ['tue', 'mardi', 'Tuesday'], ['wed', 'mercredi', 'Wednesday'], ['thu', 'jeudi', 'Thursday'], ['fri', 'vendredi', 'Friday'], ['sat', 'samedi', 'Saturday'], ['sun', 'dimanche', 'Sunday'],
]
const halves: [string, string, string][] = [['am', 'matin', 'morning'], ['pm', 'après-midi', 'afternoon'], ['eve', 'soir', 'evening']]

const slotWords: Record<string, Word> = Object.fromEntries(
  days.flatMap(([day, jour, english]) => halves.map(([half, moment, part]) => [`${day}-${half}`, { fr: `${jour} ${moment}`, en: `${english} ${part}` }])),
)

function reader(words: Record<string, Word>): Map<string, string> {
  const codes = new Map<string, string>()
  for (const [code, { fr, en, also = [] }] of Object.entries(words)) for (const word of [code, fold(fr), fold(en), ...also]) if (!codes.has(fold(word))) codes.set(fold(word), code)
  return codes
}

const relations = reader(relationWords)
const levels = reader(levelWords)
const actions = reader(actionWords)
const skills = reader(skillWords)
const slots = reader(slotWords)

/** `adherent e` (« adhérent·e », « adhérent(e) ») is `adherent`. */
const inclusive = (word: string) => fold(word).replace(/(?<=\p{L}) (?:e|es|ne|s|trice|rice|euse)(?= |$)/gu, '')

export function readRelation(cell: string): Relation | '' {
  const one = inclusive(cell)
  return (relations.get(fold(cell)) ?? relations.get(one) ?? relations.get(one.replace(/s(?= |$)/g, '')) ?? '') as Relation | ''
}

export function readLevel(cell: string): Level | '' {
  return (levels.get(fold(cell)) ?? levels.get(inclusive(cell)) ?? '') as Level | ''
}

/** The code of a known action mode or skill, else the word as typed: free words are allowed. */
export function readAction(word: string): string {
  return actions.get(fold(word)) ?? word
}

export function readSkill(word: string): string {
  return skills.get(fold(word)) ?? word
}

/** Half-days that a word offers: « samedi matin » one, « samedi » and « week-end » several; none when it says something else. */
export function readSlots(word: string): string[] {
  const folded = fold(word)
  const one = slots.get(folded)
  if (one) return [one]
  const day = days.find(([code, jour, english]) => [code, jour, fold(english), `${jour}s`].includes(folded))
  if (day) return halves.map(([half]) => `${day[0]}-${half}`)
  if (/^(?:week end|weekend|we)s?$/.test(folded)) return ['sat', 'sun'].flatMap((code) => halves.map(([half]) => `${code}-${half}`))
  const half = halves.find(([, moment, part]) => [fold(moment), `${fold(moment)}s`, `le ${fold(moment)}`, part].includes(folded))
  return half ? days.map(([code]) => `${code}-${half[0]}`) : []
}

/** A code in words for an export; free words as they are. A free word that reads as a code is written so that it comes back as typed: see the caller. */
export function wordOf(field: 'relation' | 'level' | 'actionModes' | 'skills' | 'availability', code: string, locale: 'fr' | 'en'): string {
  const words: Record<string, Word> = { relation: relationWords, level: levelWords, actionModes: actionWords, skills: skillWords, availability: slotWords }[field]
  return (Object.hasOwn(words, code) ? words[code]?.[locale] : undefined) ?? code
}
