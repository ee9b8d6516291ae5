/** Words of the coverage of the territory on paper. */
type By = 'town' | 'sector'

interface CoverageWords {
  title: Record<By, string>
  fileTitle(code: string): string
  place: Record<By, string>
  since: string
  next: string
  weeks(count: number): string
  never: string
  legend: string
  alone(by: By, alone: number, all: number, weeks: number): string
  none: Record<By, string>
  internal: string
  sheet(code: string): string
  page(number: number, total: number): string
}

const inFrench = new Intl.NumberFormat('fr-FR')
const inEnglish = new Intl.NumberFormat('en-GB')
/** None is singular in French, and plural in English. */
const french = (count: number, one: string, more: string) => `${inFrench.format(count)}\u00a0${count < 2 ? one : more}`
const english = (count: number, one: string, more: string) => `${inEnglish.format(count)} ${count === 1 ? one : more}`

export const coverageWords: Record<'fr' | 'en', CoverageWords> = {
  fr: {
    title: { town: 'Couverture du territoire, par commune', sector: 'Couverture du territoire, par secteur' },
    fileTitle: (code) => `Couverture du territoire, feuille ${code}`,
    place: { town: 'Commune', sector: 'Secteur' },
    since: 'Sans rien depuis',
    next: 'Prochaine',
    weeks: (count) => (count < 1 ? 'quelques jours' : french(count, 'semaine', 'semaines')),
    never: 'rien encore',
    legend: 'Par type d’action\u00a0: la dernière fois, et en gras la prochaine, prévue.',
    alone: (by, alone, all, weeks) =>
      `${by === 'town' ? french(alone, 'commune', 'communes') : french(alone, 'secteur', 'secteurs')} sur ${inFrench.format(all)} sans action depuis ${french(weeks, 'semaine', 'semaines')} ou plus (en gris)`,
    none: { town: 'Aucune action n’a encore de commune.', sector: 'La section n’a encore défini aucun secteur.' },
    internal: 'Document interne à la section',
    sheet: (code) => `Feuille ${code}`,
    page: (number, total) => `Page ${number}/${total}`,
  },
  en: {
    title: { town: 'Coverage of the territory, by town', sector: 'Coverage of the territory, by sector' },
    fileTitle: (code) => `Coverage of the territory, sheet ${code}`,
    place: { town: 'Town', sector: 'Sector' },
    since: 'Nothing for',
    next: 'Next',
    weeks: (count) => (count < 1 ? 'a few days' : english(count, 'week', 'weeks')),
    never: 'nothing yet',
    legend: 'For each kind of action: the last time, and in bold the next one, planned.',
    alone: (by, alone, all, weeks) =>
      `${by === 'town' ? english(alone, 'town', 'towns') : english(alone, 'sector', 'sectors')} of ${inEnglish.format(all)} without an action for ${english(weeks, 'week', 'weeks')} or more (in grey)`,
    none: { town: 'No action has a town yet.', sector: 'The section has no sector of its own yet.' },
    internal: 'Internal to the section',
    sheet: (code) => `Sheet ${code}`,
    page: (number, total) => `Page ${number}/${total}`,
  },
}
