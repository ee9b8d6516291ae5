/**
 * Every word of a sign-in sheet. The notice is what the law wants said where data are collected (GDPR articles 9, 13 and 14;
 * facts of 2026, to be read again by whoever is responsible): who, what for, how long, which rights. At most 90 words.
 */

/** What the section says of itself on each sheet that collects data. */
export interface NoticeFacts {
  /** Who is responsible for the data: section, organization, address. */
  controller: string
  /** Where to ask for access, correction or erasure: an e-mail or a postal address. */
  contact: string
  /** Months that somebody is kept after the last contact. */
  months: number
  /** Those above the section who may read as well: « la fédération »; `null` for nobody. */
  shared: string | null
}

/** How people write at a meeting: in one table, on strips that are folded back, or each on a slip of her own. */
export const signInLayouts = ['table', 'strips', 'slips'] as const
export type SignInLayout = (typeof signInLayouts)[number]

export const signInChannels = ['email', 'sms', 'call', 'post'] as const

interface SignInWords {
  /** Of the columns of a meeting's sheet. */
  lastName: string
  firstName: string
  place: string
  email: string
  phone: string
  /** Over the boxes. */
  agree: string
  channel: Record<(typeof signInChannels)[number], string>
  signature: string
  /** Of a general assembly's. */
  quality: string
  proxy: string
  total: string
  page(number: number, total: number): string
  sheet(code: string): string
  fileTitle(code: string): string
  notice(facts: NoticeFacts): string
  /** On a strip that may be cut from the notice at the foot of its page. */
  strip(facts: NoticeFacts): string
  internal: string
  certified: string
  chair: string
  secretary: string
}

const french: SignInWords = {
  lastName: 'Nom', firstName: 'Prénom', place: 'Commune ou code postal', email: 'E-mail', phone: 'Téléphone',
  agree: 'J’accepte d’être contacté·e par',
  channel: { email: 'e-mail', sms: 'SMS', call: 'appel', post: 'courrier' },
  signature: 'Signature', quality: 'Qualité', proxy: 'Pouvoir reçu de',
  total: 'Total compté\u00a0:',
  page: (number, total) => `Page ${number}/${total}`,
  sheet: (code) => `Feuille ${code}`,
  fileTitle: (code) => `Feuille de présence ${code}`,
  notice: ({ controller, contact, months, shared }) =>
    `Les informations recueillies par ${controller} servent à vous tenir informé·e de son activité et, si vous cochez les cases, à vous proposer d’y participer. Elles révèlent une opinion politique\u00a0: elles ne sont enregistrées qu’avec votre accord écrit, lues par les seuls responsables de la section${shared ? ` et de ${shared}` : ''}, gardées ${months}\u00a0mois après votre dernier contact, jamais vendues ni transmises à un tiers. Accès, rectification, effacement, retrait de l’accord\u00a0: ${contact}. Réclamation\u00a0: CNIL.`,
  strip: ({ controller, contact }) => `Accès, rectification, effacement, retrait de l’accord\u00a0: ${contact}. Mention entière au pied de la page. Recueilli par ${controller}.`,
  internal: 'Document interne, à conserver avec le procès-verbal.',
  certified: 'Certifiée exacte', chair: 'Président·e de séance', secretary: 'Secrétaire de séance',
}

const english: SignInWords = {
  lastName: 'Last name', firstName: 'First name', place: 'Town or postal code', email: 'E-mail', phone: 'Phone',
  agree: 'I agree to be contacted by',
  channel: { email: 'e-mail', sms: 'text', call: 'call', post: 'post' },
  signature: 'Signature', quality: 'Capacity', proxy: 'Proxy given by',
  total: 'Total counted:',
  page: (number, total) => `Page ${number}/${total}`,
  sheet: (code) => `Sheet ${code}`,
  fileTitle: (code) => `Sign-in sheet ${code}`,
  notice: ({ controller, contact, months, shared }) =>
    `What is collected here by ${controller} serves to tell you about its work and, where you tick the boxes, to ask you to take part. It reveals a political opinion: it is recorded only with your written consent, read by those responsible for the section${shared ? ` and ${shared}` : ''} alone, kept for ${months}\u00a0months after your last contact, never sold or given to others. Access, correction, erasure, withdrawal: ${contact}. Complaints: CNIL.`,
  strip: ({ controller, contact }) => `Access, correction, erasure, withdrawal: ${contact}. The whole notice is at the foot of the page. Collected by ${controller}.`,
  internal: 'Internal document, to be kept with the minutes.',
  certified: 'Certified correct', chair: 'Chair', secretary: 'Secretary',
}

export const signInWords: Readonly<Record<'fr' | 'en', SignInWords>> = { fr: french, en: english }
