/**
 * The texts that people read before they tick a box. A consent keeps the version it was given under: to prove it later
 * (GDPR art. 7(1)) one must be able to show what was on the paper that day. A version once used is never changed, only superseded.
 */
export interface Wording {
  version: string
  /** Day from which it is proposed, `YYYY-MM-DD`. */
  from: string
  fr: string
  en: string
  /** Where its content comes from. */
  source: string
}

/** `<…>` is completed by the section before printing. */
export const wordings: readonly Wording[] = [
  {
    version: 'notice-2026-1',
    from: '2026-01-01',
    fr:
      'Les informations recueillies par <section, organisation, adresse> servent à vous tenir informé·e de son activité et, si vous cochez les cases, ' +
      'à vous proposer d’y participer. Elles révèlent une opinion politique\u00a0: elles ne sont enregistrées qu’avec votre accord écrit, ' +
      'lues par les seul·es responsables de la section <et de la fédération>, gardées <36>\u00a0mois après votre dernier contact, jamais vendues ' +
      'ni transmises à un tiers. Accès, rectification, effacement, retrait de l’accord\u00a0: <adresse électronique ou postale>. Réclamation\u00a0: CNIL.',
    en:
      'The information collected by <section, organisation, address> is used to keep you informed of its activity and, if you tick the boxes, to invite you ' +
      'to take part in it. It reveals a political opinion: it is recorded only with your written agreement, read only by the organisers of the section ' +
      '<and of the federation>, kept for <36> months after your last contact, never sold or passed on to anyone else. Access, correction, erasure, withdrawal ' +
      'of your agreement: <e-mail or postal address>. Complaints: CNIL.',
    source:
      'GDPR art. 7, 9(2)(a) and (d), 13; code pénal art. 226-19 and 226-20; CNIL, délibération n° 2012-020 du 26 janvier 2012 (no longer binding since 2018). ' +
      'The 36 months follow CNIL’s usual rule for prospecting; no text fixes a number for parties. Proposed text: have it read by your data-protection adviser.',
  },
]

/** The version printed and keyed today. */
export const currentWording = wordings[wordings.length - 1]!
