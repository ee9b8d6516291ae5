/**
 * What there is to know before a paper is printed: each with its text of law, where we read it, when, and whether that is
 * certain. Invariant: no notice without its source and its month, and what was not read in the text in force says so: an app
 * that gives old law as today's is worse than none.
 */
export const noticeIds = ['imprint-missing', 'imprint-register', 'streets-clean', 'black-on-white', 'tricolour', 'tricolour-flag', 'panel-format', 'panel-meeting-format', 'electoral-silence', 'not-a-card'] as const
export type NoticeId = (typeof noticeIds)[number]

export interface Notice {
  id: NoticeId
  severity: 'warning' | 'info'
  /** Somebody must say that she has read it before the paper is « prêt à imprimer ». */
  acknowledge: boolean
  sentence: { fr: string; en: string }
  /** The text of law. */
  reference: { fr: string; en: string }
  /** Day since which it reads like this, `YYYY-MM-DD`, where we know it. */
  since?: string
  /** Month in which our sources were read, `YYYY-MM`. */
  read: string
  /** The texts and decisions behind it first, then where they were found; what follows « lu en novembre 2026 : ». */
  source: { fr: string; en: string }
  /** False: « à vérifier ». */
  certain: boolean
}

const press1881 = { fr: 'Loi du 29 juillet 1881 sur la liberté de la presse', en: 'French press act of 29 July 1881' }
const electoralCode = (article: string) => ({ fr: `Code électoral, article ${article}`, en: `French electoral code, article ${article}` })
const article = (number: string) => ({ fr: `${press1881.fr}, article ${number}`, en: `${press1881.en}, article ${number}` })

export const notices: Readonly<Record<NoticeId, Notice>> = {
  'imprint-missing': {
    id: 'imprint-missing', severity: 'warning', acknowledge: true, certain: true, read: '2026-11',
    sentence: {
      fr: 'Il manque qui a imprimé ce document\u00a0: le nom et l’adresse de l’imprimeur, ou «\u00a0Imprimé par nos soins\u00a0» suivi du nom et de l’adresse de la section. L’amende prévue est de 3\u202f750\u00a0€.',
      en: 'It does not say who printed it: the name and address of the printer, or “Imprimé par nos soins” with the name and address of the section. The fine is 3,750\u00a0€.',
    },
    reference: article('3'), source: {
      fr: 'extraits de l’article 3 cités par blog.frasson.net, easyflyer.fr et berleiser.com',
      en: 'excerpts of article 3 quoted by blog.frasson.net, easyflyer.fr and berleiser.com',
    },
  },
  'imprint-register': {
    id: 'imprint-register', severity: 'info', acknowledge: false, certain: true, read: '2026-11',
    sentence: {
      fr: 'Le numéro SIREN de l’imprimeur a une faute de frappe\u00a0: sa clé de contrôle n’est pas la bonne.',
      en: 'The printer’s SIREN has a typing error: its check figure is not the right one.',
    },
    reference: { fr: 'Usage\u00a0; aucun texte n’impose le numéro', en: 'Custom; no text imposes the number' },
    source: {
      fr: 'norme ISO/IEC 7812-1 pour la clé de contrôle\u00a0; berleiser.com pour l’usage',
      en: 'standard ISO/IEC 7812-1 on the check figure; berleiser.com on the custom',
    },
  },
  'streets-clean': {
    id: 'streets-clean', severity: 'info', acknowledge: false, certain: false, read: '2026-11',
    sentence: {
      fr: '«\u00a0Ne pas jeter sur la voie publique\u00a0» n’y est pas. Aucun texte n’impose ces mots, mais l’usage les veut sur ce qui est distribué dans la rue.',
      en: '“Ne pas jeter sur la voie publique” is not on it. No text imposes these words, but custom wants them on what is handed out in the street.',
    },
    reference: { fr: 'Usage, rattaché au code de l’environnement, article L541-10-1', en: 'Custom, tied to the French environmental code, article L541-10-1' },
    source: {
      fr: 'justecause.fr et berleiser.com, qui se contredisent',
      en: 'justecause.fr and berleiser.com, which contradict each other',
    },
  },
  'black-on-white': {
    id: 'black-on-white', severity: 'warning', acknowledge: false, certain: false, read: '2026-11',
    sentence: {
      fr: 'Cette affiche est en noir sur fond blanc, ce qui est réservé aux affiches officielles. Un fond, un titre ou une image en couleur suffit, ou un papier de couleur.',
      en: 'This poster is black on white, which is kept for official notices. A background, a title or a picture in colour is enough, or coloured paper.',
    },
    reference: { fr: `${press1881.fr}, article 15, et code électoral, article L48`, en: `${press1881.en}, article 15, and French electoral code, article L48` },
    source: {
      fr: 'article L48 dans sa rédaction de 1964 (legifrance.gouv.fr), apvf.asso.fr et berleiser.com\u00a0; nous n’avons pas vérifié si L48 renvoie encore à l’article 15 depuis la loi du 2\u00a0décembre 2019',
      en: 'article L48 as worded in 1964 (legifrance.gouv.fr), apvf.asso.fr and berleiser.com; whether L48 still refers to article 15 since the law of 2\u00a0December 2019 was not checked',
    },
  },
  tricolour: {
    id: 'tricolour', severity: 'warning', acknowledge: false, certain: true, since: '2020-01-01', read: '2026-11',
    sentence: {
      fr: 'Du bleu, du blanc et du rouge se touchent. Sur une affiche ou une circulaire électorale, leur juxtaposition est interdite si elle peut être confondue avec l’emblème national, sauf dans l’emblème d’un parti. Un drapeau dans une photo compte aussi.',
      en: 'Blue, white and red stand side by side. On an electoral poster or circular this is forbidden where it may be taken for the national emblem, except within the emblem of a party. A flag in a photograph counts too.',
    },
    reference: electoralCode('R27'),
    source: {
      fr: 'décret n°\u00a02019-1494 du 27\u00a0décembre 2019\u00a0; Conseil d’État, 14\u00a0avril 2021, n°\u00a0446633, et 19\u00a0mai 2021, n°\u00a0442678\u00a0; commentés par jander-avocat, devarenne-avocat et idcite',
      en: 'decree no. 2019-1494 of 27\u00a0December 2019; Conseil d’État, 14\u00a0April 2021, no. 446633, and 19\u00a0May 2021, no. 442678; commented by jander-avocat, devarenne-avocat and idcite',
    },
  },
  'tricolour-flag': {
    id: 'tricolour-flag', severity: 'warning', acknowledge: false, certain: true, since: '2020-01-01', read: '2026-11',
    sentence: {
      fr: 'L’emblème national (drapeau, Marianne de l’État, cocarde) est interdit sur les affiches et les circulaires électorales.',
      en: 'The national emblem (flag, Marianne of the State, cockade) is forbidden on electoral posters and circulars.',
    },
    reference: electoralCode('R27'),
    source: {
      fr: 'décret n°\u00a02019-1494 du 27\u00a0décembre 2019\u00a0; Conseil d’État, 19\u00a0mai 2021, n°\u00a0442678',
      en: 'decree no. 2019-1494 of 27\u00a0December 2019; Conseil d’État, 19\u00a0May 2021, no. 442678',
    },
  },
  'panel-format': {
    id: 'panel-format', severity: 'info', acknowledge: false, certain: false, read: '2026-11',
    sentence: {
      fr: 'Plus grande que 594\u00a0×\u00a0841\u00a0mm, cette affiche ne peut pas aller sur les panneaux officiels d’une élection. Ailleurs, sa taille est libre.',
      en: 'Larger than 594\u00a0×\u00a0841\u00a0mm, this poster can’t go on the official panels of an election. Elsewhere its size is free.',
    },
    reference: electoralCode('R26'),
    source: {
      fr: 'article R26 dans une rédaction ancienne (admi.net)\u00a0; courrierdesmaires.fr, selon qui la taille reste limitée',
      en: 'article R26 in an old wording (admi.net); courrierdesmaires.fr, which says that the size is still limited',
    },
  },
  'panel-meeting-format': {
    id: 'panel-meeting-format', severity: 'info', acknowledge: false, certain: false, read: '2026-11',
    sentence: {
      fr: 'Sur les panneaux officiels d’une élection, une affiche qui annonce une réunion ne dépasse pas 297\u00a0×\u00a0420\u00a0mm. Ailleurs, sa taille est libre.',
      en: 'On the official panels of an election a poster that announces a meeting is not larger than 297\u00a0×\u00a0420\u00a0mm. Elsewhere its size is free.',
    },
    reference: electoralCode('R26'),
    source: {
      fr: 'article R26 dans une rédaction ancienne (admi.net)\u00a0; blog-signals.fr',
      en: 'article R26 in an old wording (admi.net); blog-signals.fr',
    },
  },
  'electoral-silence': {
    id: 'electoral-silence', severity: 'warning', acknowledge: false, certain: true, read: '2026-03',
    sentence: {
      fr: 'Ce jour-là tombe dans le silence d’avant le vote\u00a0: depuis la veille à 0\u00a0h, il est interdit de distribuer des tracts ou des circulaires, et de diffuser un message de campagne en ligne. L’amende prévue est de 3\u202f750\u00a0€.',
      en: 'That day falls in the silence before the vote: from 0:00 on the eve it is forbidden to hand out leaflets or circulars, and to spread a campaign message online. The fine is 3,750\u00a0€.',
    },
    reference: electoralCode('L49'),
    source: {
      fr: 'publicsenat.fr (13\u00a0mars 2026) et plebiscit.fr',
      en: 'publicsenat.fr (13\u00a0March 2026) and plebiscit.fr',
    },
  },
  'not-a-card': {
    id: 'not-a-card', severity: 'info', acknowledge: false, certain: false, read: '2026-11',
    sentence: {
      fr: 'Une carte d’invitation adressée à des personnes choisies compte sans doute parmi les «\u00a0bilboquets\u00a0», dispensés du nom de l’imprimeur\u00a0; distribuée à toutes et à tous, elle ne l’est plus.',
      en: 'An invitation sent to chosen people is probably one of the “bilboquets” that need no printer’s name; handed out to everyone it is not.',
    },
    reference: article('3'),
    source: {
      fr: 'berleiser.com, qui cite l’exception de l’article 3 pour les «\u00a0ouvrages de ville ou bilboquets\u00a0»\u00a0; aucun jugement trouvé sur les invitations',
      en: 'berleiser.com, which quotes the exception of article 3 for “ouvrages de ville ou bilboquets”; no judgment found on invitations',
    },
  },
}
