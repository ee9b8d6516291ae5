/** Words that templates bring themselves, and those that show what one looks like before it is filled. French first. */
import type { Template, TemplateFault } from './template'
import type { Slots } from './slots'

interface TemplateWords {
  hours(from: string, to: string): string
  everyone: string
  source(who: string): string
  /** For the smallest papers, instead of the sample's. */
  brief: string
  /** In place of what nobody has filled yet; of a fictitious section. */
  sample: Slots
  fault: Record<TemplateFault['code'], (wanted: string) => string>
}

const french: TemplateWords = {
  hours: (from, to) => `de ${from} à ${to}`,
  everyone: 'Ouvert à toutes et à tous',
  source: (who) => `Source\u00a0: ${who}`,
  brief: 'Des rues où l’on marche sans danger, une école qui ne ferme pas de classe, un centre de santé ouvert le soir : chaque proposition sera mise aux voix.',
  sample: {
    kicker: 'Réunion publique',
    title: 'Nos rues, nos écoles, notre budget',
    subtitle: 'Ce que la ville peut faire dès cette année',
    date: 'Mardi 10 mars 2026',
    time: 'de 18 h 30 à 20 h',
    place: 'Salle Jean-Jaurès\n12 place du Marché, Saint-Denis',
    text: 'Depuis trois ans, les habitantes et les habitants du quartier demandent la même chose : des rues où l’on marche sans danger, une école qui ne ferme pas de classe, un centre de santé ouvert le soir.\n\nNous proposons :\n- **trente rues apaisées** autour des écoles, dès la rentrée ;\n- **deux classes rouvertes** à Paul-Éluard et aux Lilas ;\n- **un budget discuté** en réunion publique, poste par poste.\n\nVenez en parler : chaque proposition sera mise aux voix le soir même.',
    text2: '- **Marcher** : trottoirs élargis, vitesse à 30 autour des écoles.\n- **Apprendre** : une classe rouverte par groupe scolaire, une cantine cuisinée sur place.\n- **Se soigner** : un centre de santé municipal ouvert jusqu’à 21 h.\n- **Décider** : un budget débattu deux fois par an, rue par rue.',
    text3: 'On se retrouve le premier jeudi du mois. On apprend en faisant : tenir un stand, écrire un tract, organiser une réunion. Une heure par mois suffit.',
    call: 'Ouvert à toutes et à tous',
    contact: 'nous@exemple.invalid · 01 99 00 12 34',
    link: 'https://exemple.invalid/reunion',
  },
  fault: {
    missing: () => 'manque',
    'not-text': () => 'doit être un texte',
    'not-a-number': () => 'doit être un nombre',
    'out-of-range': (wanted) => `doit être entre ${wanted.replace('–', ' et ')}`,
    'not-one-of': (wanted) => `doit être l’un de\u00a0: ${wanted}`,
    'not-a-list': () => 'doit être une liste',
    'not-a-colour': () => 'doit être une couleur de la section ou #rrggbb',
  },
}

const english: TemplateWords = {
  hours: (from, to) => `${from} – ${to}`,
  everyone: 'Everyone welcome',
  source: (who) => `Source: ${who}`,
  brief: 'Streets that are safe to walk in, a school that closes no class, a health centre open in the evening: each proposal will be put to the vote.',
  sample: {
    kicker: 'Public meeting',
    title: 'Our streets, our schools, our budget',
    subtitle: 'What the town can do this very year',
    date: 'Tuesday 10 March 2026',
    time: '18:30 – 20:00',
    place: 'Jean-Jaurès hall\n12 place du Marché, Saint-Denis',
    text: 'For three years people who live here have asked for the same things: streets that are safe to walk in, a school that closes no class, a health centre open in the evening.\n\nWe propose:\n- **thirty quiet streets** around the schools, from September on;\n- **two classes reopened** at Paul-Éluard and Les Lilas;\n- **a budget discussed** in public, line by line.\n\nCome and talk about it: each proposal will be put to the vote that same evening.',
    text2: '- **Walking**: wider pavements, 30 km/h around schools.\n- **Learning**: one class reopened in each school, meals cooked on the spot.\n- **Health**: a municipal health centre open until 9 in the evening.\n- **Deciding**: a budget discussed twice a year, street by street.',
    text3: 'We meet on the first Thursday of the month. One learns by doing: running a stall, writing a leaflet, organising a meeting. An hour a month is enough.',
    call: 'Everyone welcome',
    contact: 'nous@exemple.invalid · 01 99 00 12 34',
    link: 'https://exemple.invalid/meeting',
  },
  fault: {
    missing: () => 'is missing',
    'not-text': () => 'must be a text',
    'not-a-number': () => 'must be a number',
    'out-of-range': (wanted) => `must be from ${wanted.replace('–', ' to ')}`,
    'not-one-of': (wanted) => `must be one of: ${wanted}`,
    'not-a-list': () => 'must be a list',
    'not-a-colour': () => 'must be a colour of the section or #rrggbb',
  },
}

export const templateWords: Readonly<Record<'fr' | 'en', TemplateWords>> = { fr: french, en: english }

/** What a template is shown with before anything is filled in. */
export function sampleSlots({ pages, page }: Template, locale: 'fr' | 'en'): Slots {
  const { sample, brief } = templateWords[locale]
  return pages.length === 1 && page.width * page.height < 20_000 ? { ...sample, text: brief } : sample
}

/** « pages.0.frames.2.width doit être un nombre ». */
export const faultInWords = ({ at, code, wanted = '' }: TemplateFault, locale: 'fr' | 'en'): string => [at, templateWords[locale].fault[code](wanted)].filter(Boolean).join(' ')
