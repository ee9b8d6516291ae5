/** Every word of the sheets that are carried from door to door: the walk list and the letterbox sheet. */

interface FieldWords {
  /** What the sheet is. */
  walk: string
  letterboxes: string
  fileTitle(code: string): string
  sheet(code: string): string
  page(number: number, total: number): string
  sector: string
  station(number: string): string
  /** To write on, above the table. */
  pair: string
  and: string
  begins: string
  ends: string
  responsible: string
  returnTo: string
  returnOn: string
  leaflet: string
  taken: string
  left: string
  /** Of the columns that say where one is. */
  number: string
  building: string
  stair: string
  floor: string
  door: string
  knocked: string
  opened: string
  talked: string
  leaflets: string
  again: string
  contact: string
  access: string
  boxes: string
  served: string
  stopPub: string
  leafletOf: string
  quantity: string
  /** « 3e étage »; 0 is the ground floor. */
  floorName(floor: number): string
  doorName(door: number): string
  /** « n° 12 bis », in a heading. */
  numbered(number: string): string
  streets(count: number): string
  buildings(count: number): string
  doors(count: number): string
  letterboxCount(count: number): string
  accessBy(access: string): string
  /** The street, or the building, of the page before. */
  goesOn(what: string): string
  noStreet: string
  total: string
  totalOf(what: string): string
  foot: string
}

const inFrench = new Intl.NumberFormat('fr-FR')
const inEnglish = new Intl.NumberFormat('en-GB')
/** None is singular in French, and plural in English. */
const french = (count: number, one: string, more: string) => `${inFrench.format(count)}\u00a0${count < 2 ? one : more}`
const english = (count: number, one: string, more: string) => `${inEnglish.format(count)}\u00a0${count === 1 ? one : more}`
const ordinals = new Intl.PluralRules('en-GB', { type: 'ordinal' })
const ordinal = (count: number) => `${count}${{ one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }[ordinals.select(count)]}`

export const fieldWords: Readonly<Record<'fr' | 'en', FieldWords>> = {
  fr: {
    walk: 'Feuille de porte-à-porte', letterboxes: 'Feuille de boîtage',
    fileTitle: (code) => `Feuille de route ${code}`,
    sheet: (code) => `Feuille ${code}`,
    page: (number, total) => `Page ${number}/${total}`,
    sector: 'Secteur', station: (number) => `Bureau de vote ${number}`,
    pair: 'Binôme', and: 'et', begins: 'Début', ends: 'Fin', responsible: 'Responsable', returnTo: 'Retour à', returnOn: 'le',
    leaflet: 'Tract', taken: 'Quantité emportée', left: 'rapportée',
    number: 'N°', building: 'Bât.', stair: 'Esc.', floor: 'Étage', door: 'Porte',
    knocked: 'Toqué', opened: 'Ouvert', talked: 'Discussion', leaflets: 'Tract laissé', again: 'À revoir', contact: 'Contact accepté (n° de bulletin)',
    access: 'Accès', boxes: 'Boîtes', served: 'Servies', stopPub: 'Stop-pub', leafletOf: 'Tract (réf.)', quantity: 'Quantité',
    floorName: (floor) => (floor === 0 ? 'RDC' : `${floor}${floor === 1 ? 'er' : 'e'}\u00a0étage`),
    doorName: (door) => `porte\u00a0${door}`,
    numbered: (number) => `n°\u00a0${number}`,
    streets: (count) => french(count, 'rue', 'rues'), buildings: (count) => french(count, 'bâtiment', 'bâtiments'),
    doors: (count) => french(count, 'porte', 'portes'), letterboxCount: (count) => french(count, 'boîte aux lettres', 'boîtes aux lettres'),
    accessBy: (access) => `accès\u00a0: ${access}`,
    goesOn: (what) => `${what} (suite)`,
    noStreet: 'Rue à écrire\u00a0:',
    total: 'Total de la feuille', totalOf: (what) => `Total ${what}`,
    foot: 'Ni nom ni opinion sur cette feuille\u00a0: des croix et des chiffres. Pour être recontacté·e\u00a0: un bulletin.',
  },
  en: {
    walk: 'Walk list', letterboxes: 'Letterbox sheet',
    fileTitle: (code) => `Walk sheet ${code}`,
    sheet: (code) => `Sheet ${code}`,
    page: (number, total) => `Page ${number}/${total}`,
    sector: 'Sector', station: (number) => `Polling station ${number}`,
    pair: 'Pair', and: 'and', begins: 'Start', ends: 'End', responsible: 'Responsible', returnTo: 'Return to', returnOn: 'on',
    leaflet: 'Leaflet', taken: 'Quantity taken', left: 'brought back',
    number: 'No.', building: 'Bldg', stair: 'Stair', floor: 'Floor', door: 'Door',
    knocked: 'Knocked', opened: 'Opened', talked: 'Talked', leaflets: 'Leaflet left', again: 'Call again', contact: 'Contact agreed (slip no.)',
    access: 'Access', boxes: 'Boxes', served: 'Served', stopPub: 'No junk mail', leafletOf: 'Leaflet (ref.)', quantity: 'Quantity',
    floorName: (floor) => (floor === 0 ? 'Ground' : `${ordinal(floor)}\u00a0floor`),
    doorName: (door) => `door\u00a0${door}`,
    numbered: (number) => `no.\u00a0${number}`,
    streets: (count) => english(count, 'street', 'streets'), buildings: (count) => english(count, 'building', 'buildings'),
    doors: (count) => english(count, 'door', 'doors'), letterboxCount: (count) => english(count, 'letterbox', 'letterboxes'),
    accessBy: (access) => `access: ${access}`,
    goesOn: (what) => `${what} (continued)`,
    noStreet: 'Street, to be written:',
    total: 'Total of the sheet', totalOf: (what) => `Total ${what}`,
    foot: 'No name and no opinion on this sheet: crosses and figures only. To hear from us: a slip.',
  },
}
