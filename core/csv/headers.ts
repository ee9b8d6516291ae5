/**
 * What a column's title says. Titles are compared folded (`Prénom :` and `PRENOM` are one), first whole, then by the words in them, then with one slip
 * of the keyboard forgiven. A title is recognised by its own words alone; what its neighbours change (Outlook's two `Titre`) is `mapping.ts`.
 */
import { fold } from '../domain/fold'
import type { ImportTarget } from './plan'

/** Titles that say all by themselves, folded. `null`: known, and of no use here (or not ours to keep, such as opinions and religion). */
const titles: Record<string, readonly string[]> = {
  lastName: [
    'nom', 'nom de famille', 'nom usuel', 'nom d usage', 'nom marital', 'noms', 'last name', 'lastname', 'surname', 'family name', 'familyname', 'nom adh', 'nom adherent',
    'nom de l adherent', 'nom de l adherente', 'nom participant', 'nom du participant', 'nom de l elu', 'name last', 'last', 'nom contact', 'nom du contact', 'nom membre', 'lname',
    'nom famille', 'nom usage', 'nomusage', 'nom e', 'nom benevole', 'nom du benevole', 'nom inscrit', 'nom adherent e', 'votre nom', 'patronyme',
  ],
  firstName: [
    'prenom', 'prenoms', 'prenom s', 'first name', 'firstname', 'given name', 'givenname', 'forename', 'prenom adh', 'prenom adherent', 'prenom de l adherent',
    'prenom de l adherente', 'prenom participant', 'prenom du participant', 'prenom de l elu', 'name first', 'first', 'prenom usuel', 'prenom contact', 'prenom du contact',
    'prenom membre', 'fname', 'prenom benevole', 'prenom du benevole', 'prenom adherent e', 'votre prenom', 'prenom d usage', 'pnom',
  ],
  fullName: [
    'nom prenom', 'nom et prenom', 'prenom nom', 'prenom et nom', 'nom prenoms', 'nom complet', 'nom et prenoms', 'noms prenoms', 'noms et prenoms', 'full name', 'fullname', 'name',
    'display name', 'identite', 'contact', 'personne', 'adherent', 'adherente', 'adherent e', 'participant', 'participante', 'sort name', 'nom prenom adherent', 'denomination',
    'nom prenom s', 'prenom s nom', 'prenoms nom', 'nom et prenom s', 'benevole nom', 'camarade', 'membre',
  ],
  birthName: ['nom de naissance', 'nom de jeune fille', 'maiden name', 'birth name', 'nom naissance', 'nee', 'nom patronymique', 'nom jeune fille', 'birthname'],
  civility: ['civilite', 'civ', 'prefix', 'name prefix', 'individual prefix', 'salutation', 'genre', 'sexe', 'sex', 'gender', 'code sexe', 'genre a l etat civil', 'mme m', 'm mme', 'honorific', 'civilites', 'titre civilite', 'mr mme'],
  emails: [
    'email', 'e mail', 'mail', 'mel', 'courriel', 'adresse mail', 'adresse e mail', 'adresse email', 'adresse courriel', 'adresse electronique', 'adresse de messagerie',
    'email address', 'e mail address', 'emails', 'mails', 'courriels', 'email adh', 'adresse mel', 'messagerie', 'email 1', 'email1', 'mail 1', 'email2', 'email3', 'email4', 'email 2',
    'mail 2', 'email 3', 'e mail 2', 'e mail 3', 'e mail 1', 'e mail 2 address', 'e mail 3 address', 'e mail 1 value', 'e mail 2 value', 'e mail 3 value', 'e mail 4 value', 'contact mail', 'contact email',
    'adresse de messagerie 2', 'adresse de messagerie 3', 'autre email', 'autre mail', 'autre e mail', 'courriel 1', 'courriel 2', 'email secondaire', 'votre email', 'votre mail', 'votre adresse email',
    'email adherent', 'email de l adherent', 'mail adherent', 'email participant', 'email du participant', 'e mail adherent', 'email membre', 'emailaddress', 'e mail participant', 'primary email', 'secondary email',
    'email principal', 'mail principal', 'adresse internet', 'e courriel', 'courrier electronique', 'adresse mail 1', 'adresse mail 2',
  ],
  'emails.home': ['email perso', 'mail perso', 'email personnel', 'mail personnel', 'e mail perso', 'courriel perso', 'courriel personnel', 'home email', 'personal email', 'e mail personnel'],
  'emails.work': ['email pro', 'mail pro', 'email professionnel', 'mail professionnel', 'e mail pro', 'courriel pro', 'courriel professionnel', 'work email', 'e mail professionnel'],
  'emails.label': ['e mail 1 label', 'e mail 2 label', 'e mail 3 label', 'e mail 1 type', 'e mail 2 type', 'e mail 3 type'],
  phones: [
    'telephone', 'tel', 'phone', 'telephones', 'phone number', 'numero de telephone', 'n de telephone', 'n telephone', 'n tel', 'num tel', 'numero tel', 'tel 1', 'tel 2', 'telephone 1', 'telephone 2',
    'tel1', 'tel2', 'phone 1', 'phone 2', 'phone 1 value', 'phone 2 value', 'phone 3 value', 'phone 4 value', 'alt phone', 'autre telephone', 'autre tel', 'telephone autre', 'other phone', 'primary phone',
    'telephone principal', 'no de telephone', 'contact tel', 'contact telephone', 'telephone 3', 'numero de tel', 'votre telephone', 'telephone adherent', 'telephone s', 'tels', 'phonenumber', 'num telephone',
    'telephone de contact', 'coordonnees telephoniques', 'tph', 'tel adherent', 'phones', 'phone 3', 'telephone 4', 'phone 4',
  ],
  'phones.mobile': [
    'mobile', 'portable', 'gsm', 'tel mobile', 'tel portable', 'telephone mobile', 'telephone portable', 'mobile phone', 'mobile number', 'cell', 'cell phone', 'cellphone', 'cellulaire', 'gsm adh', 'sms', 'can2 phone',
    'n portable', 'n mobile', 'numero de portable', 'numero de mobile', 'numero portable', 'numero mobile', 'tel port', 'tel mob', 'port', 'mobile 1', 'mobile 2', 'portable 1', 'portable 2', 'whatsapp',
    'n de portable', 'n de mobile', 'phone mobile', 'tel gsm', 'telephone gsm', 'mob', 'whatsapp telegram', 'telephone cellulaire',
  ],
  'phones.home': [
    'fixe', 'tel fixe', 'telephone fixe', 'domicile tel', 'tel domicile', 'telephone domicile', 'home phone', 'home phone 2', 'telephone 2 domicile', 'tel adh', 'tel maison', 'landline', 'tel perso', 'telephone perso',
    'telephone personnel', 'n fixe', 'ligne fixe', 'phone home', 'tel dom',
  ],
  'phones.work': [
    'tel pro', 'telephone pro', 'telephone professionnel', 'work phone', 'work phone number', 'business phone', 'business phone 2', 'telephone bureau', 'telephone 2 bureau', 'tel bureau', 'tel travail', 'telephone travail',
    'phone work', 'tel professionnel', 'company main phone', 'telephone societe',
  ],
  'phones.label': ['phone 1 label', 'phone 2 label', 'phone 3 label', 'phone 1 type', 'phone 2 type'],
  street: [
    'rue', 'voie', 'numero et rue', 'n et rue', 'adresse 1', 'adresse1', 'adresse ligne 1', 'street', 'street address', 'street 1', 'home street', 'rue domicile', 'address1', 'address 1', 'address line 1', 'address 1 street',
    'n et voie', 'numero et voie', 'numero et nom de voie', 'adresse rue', 'n rue', 'nom de la voie', 'nom de voie', 'libelle voie', 'adresse numero et rue', 'can2 user address', 'n voie', 'num et voie',
  ],
  'street.more': [
    'adresse 2', 'adresse2', 'adresse 3', 'adresse3', 'adresse ligne 2', 'adresse ligne 3', 'address2', 'address3', 'address 2', 'address line 2', 'street 2', 'street 3', 'complement', 'complement d adresse', 'complement adresse',
    'adresse complement', 'adresse suite', 'suite adresse', 'adresse suite 1', 'co address', 'home street 2', 'home street 3', 'rue domicile 2', 'rue domicile 3', 'supplemental address 1', 'supplemental address 2', 'address 1 extended address', 'cplt adresse',
    'compl adresse', 'adresse compl', 'complements', 'complement adresse 1', 'complement adresse 2',
  ],
  addressUnit: ['appartement', 'appt', 'apt', 'etage', 'porte', 'etage appartement', 'appartement etage', 'escalier etage', 'n appartement', 'unit', 'chez', 'escalier etage appartement'],
  addressBuilding: ['batiment', 'bat', 'residence', 'immeuble', 'batiment residence', 'residence batiment', 'building', 'entree', 'escalier', 'bat residence', 'cage', 'immeuble batiment residence', 'entree batiment'],
  locality: ['lieu dit', 'lieudit', 'bp', 'boite postale', 'hameau', 'address 1 po box', 'home address po box', 'lieu dit bp', 'lieu dit ou bp', 'po box'],
  postalCode: [
    'cp', 'code postal', 'codepostal', 'code postale', 'c p', 'postal code', 'postcode', 'post code', 'zip', 'zip code', 'zipcode', 'zip postal code', 'cp adh', 'home postal code', 'code postal domicile', 'address 1 postal code', 'code p', 'cod postal',
    'code post', 'postalcode', 'cp domicile',
  ],
  city: [
    'ville', 'commune', 'city', 'town', 'localite', 'ville adh', 'home city', 'ville domicile', 'address 1 city', 'can2 user city', 'ville commune', 'commune de residence', 'ville de residence', 'commune residence', 'localites', 'villes', 'ville domicile',
    'nom commune', 'nom de la commune', 'libelle de la commune', 'bureau distributeur', 'votre ville',
  ],
  postalCity: ['cp ville', 'code postal ville', 'code postal et ville', 'cp et ville', 'ville cp', 'cp commune', 'ville et code postal', 'ville code postal', 'code postal commune', 'codepostal ville'],
  country: ['pays', 'country', 'pays adh', 'home country region', 'pays region domicile', 'address 1 country', 'country region', 'pays de residence', 'nation'],
  address: ['adresse', 'address', 'adresse postale', 'adresse complete', 'postal address', 'mailing address', 'adresse adh', 'adresse domicile', 'adresse du domicile', 'adresse personnelle', 'domicile', 'home address', 'votre adresse', 'coordonnees postales', 'adresse adherent', 'adresses', 'adresse de residence'],
  cityCode: ['code insee', 'insee', 'code commune', 'city code', 'code insee commune', 'insee commune', 'code commune insee', 'codgeo'],
  birth: [
    'date de naissance', 'naissance', 'ne le', 'nee le', 'ne e le', 'ne', 'ne e', 'birth date', 'birthdate', 'birthday', 'date of birth', 'dob', 'born at', 'ddn', 'ddn adh', 'date naissance', 'anniversaire', 'd naissance', 'date naiss',
    'nee ou ne le', 'ne ou nee le', 'ne nee le', 'date de naiss', 'naiss', 'born', 'date nais', 'datenaissance', 'dn',
  ],
  'birth.year': ['annee de naissance', 'annee naissance', 'birth year', 'year of birth', 'ne en', 'nee en', 'ne e en', 'an naissance', 'annee naiss'],
  relation: ['relation', 'lien', 'type de contact', 'type contact', 'qualite', 'statut du contact', 'type de personne', 'lien avec la section'],
  level: ['niveau', 'niveau d engagement', 'engagement', 'level', 'engagement level'],
  'level.act': ['is volunteer', 'volontaire', 'benevole', 'militant', 'militante', 'militant e'],
  membership: ['statut', 'categorie', 'type d adherent', 'type adherent', 'membership names', 'type d adhesion', 'membership', 'id statut', 'membership type', 'categorie de membre', 'statut adherent', 'statut adhesion', 'categorie adherent'],
  actionModes: ['mode d action', 'modes d action', 'actions', 'action modes', 'activites', 'je souhaite', 'veut participer a', 'pret a', 'action'],
  skills: ['competences', 'competence', 'skills', 'savoir faire', 'talents'],
  availability: ['disponibilites', 'disponibilite', 'dispo', 'dispos', 'availability', 'dates de disponibilite'],
  tags: ['tags', 'tag', 'tag s', 'tag list', 'etiquettes', 'etiquette', 'mots cles', 'mot cle', 'labels', 'label', 'can2 user tags', 'group membership', 'categories', 'keywords', 'groupes', 'group s', 'groups', 'groupe', 'listes', 'liste', 'groupe s', 'themes'],
  'tags.flag': ['do not trade', 'donateur', 'donatrice', 'elu', 'elue', 'elu e', 'npai', 'is deceased', 'decede', 'decedee', 'decede e'],
  contactPerson: ['referent', 'referente', 'referent e', 'contact person', 'point person', 'point person name or email', 'responsable', 'suivi par', 'parrain', 'marraine', 'correspondant', 'referent section', 'charge de suivi', 'binome'],
  source: ['source', 'origine', 'provenance', 'origine du contact', 'contact source', 'source du contact', 'lieu de rencontre', 'rencontre a', 'comment nous avez vous connu', 'origine contact'],
  note: [
    'note', 'notes', 'remarque', 'remarques', 'commentaire', 'commentaires', 'observation', 'observations', 'comment', 'comments', 'info adh', 'memo', 'divers', 'obs', 'rq', 'rmq', 'infos', 'informations', 'precisions', 'comm', 'notes personnelles', 'autres informations',
    'informations complementaires', 'a savoir', 'rem',
  ],
  'externalIds.nationbuilder': ['nationbuilder id'],
  'externalIds.civicrm': ['civicrm id'],
  externalIds: [
    'id', 'uuid', 'identifiant', 'numero de membre', 'numero membre', 'n membre', 'numero adherent', 'n adherent', 'numero d adherent', 'n d adherent', 'num adherent', 'member id', 'contact id', 'external id', 'external identifier', 'ext id', 'no adherent', 'n adh',
    'numero adh', 'matricule', 'n de membre', 'n d adhesion', 'numero de carte', 'n de carte', 'n carte', 'carte', 'leid', 'euid', 'id contact', 'id adherent', 'id personne', 'nadherent', 'no d adherent', 'id adh',
  ],
  'order.reference': ['reference commande', 'reference de la commande', 'ref commande', 'numero de commande', 'n commande'],
  'order.status': ['statut de la commande', 'statut commande'],
  'order.item': ['tarif', 'billet', 'formule'],
  'payer.lastName': ['nom payeur', 'nom du payeur'],
  'payer.firstName': ['prenom payeur', 'prenom du payeur'],
  'payer.email': ['email payeur', 'email du payeur', 'e mail payeur', 'mail payeur'],
  'consents.all.all.refusal': ['do not contact', 'ne pas contacter', 'ne plus contacter', 'opposition', 'oppose', 'stop contact', 'refus de contact', 'no contact', 'liste rouge', 'blacklist', 'blackliste'],
  'consents.all.email.refusal': [
    'do not email', 'no bulk emails user opt out', 'email blacklisted', 'unsubscribed at', 'unsub time', 'unsubscribed', 'desabonne', 'desabonne le', 'desinscrit', 'desinscrit le', 'ne pas envoyer de mail', 'stop mail', 'email opt out', 'opt out', 'optout',
    'refus mail', 'refus email', 'desinscription', 'pas de mail', 'stop email', 'date de desinscription', 'date de desabonnement', 'unsubscribe date',
  ],
  'consents.all.call.refusal': ['do not call', 'do not phone', 'federal donotcall', 'ne pas appeler', 'ne plus appeler', 'refus telephone', 'refus appel', 'refus appels', 'stop appel', 'pas d appel', 'opposition telephone', 'bloctel'],
  'consents.all.sms.refusal': ['do not sms', 'sms blacklisted', 'stop sms', 'refus sms', 'pas de sms', 'sms opt out', 'ne pas envoyer de sms'],
  'consents.all.post.refusal': ['do not mail', 'refus courrier', 'pas de courrier', 'stop courrier'],
  'consents.all.door.refusal': ['refus visite', 'ne pas visiter', 'do not visit'],
  'consents.news.email': [
    'newsletter', 'lettre d information', 'lettre d info', 'infolettre', 'lettre info', 'inscription a la lettre d information', 'inscription newsletter', 'abonne newsletter', 'abonnement newsletter', 'inscrit newsletter', 'abonne a la newsletter', 'abonnee newsletter',
    'recevoir la newsletter', 'souhaite recevoir la newsletter', 'newsletter oui non', 'subscribed to newsletter', 'bulletin', 'mailing list', 'abonne a la lettre d information', 'infolettres', 'nl', 'lettre electronique',
  ],
  'consents.news.email.optin': ['email opt in', 'opt in', 'optin', 'opt in email', 'optin email', 'email optin'],
  'consents.news.sms.optin': ['mobile opt in', 'opt in sms', 'optin sms', 'sms opt in', 'sms optin'],
  'consents.news.email.status': ['can2 subscription status', 'subscription status', 'email status', 'email subscription status'],
  'consents.news.sms.status': ['can2 sms status', 'sms status'],
  'consents.news.email.date': ['optin time', 'can2 subscription date', 'confirm time', 'date d inscription newsletter', 'date optin', 'date opt in', 'date du consentement', 'date consentement'],
  'consents.news.email.proof': ['optin ip'],
  'consents.all.all': ['rgpd', 'consentement', 'accord rgpd', 'consentement rgpd', 'contactable', 'accord', 'autorisation', 'gdpr', 'accepte d etre contacte', 'accepte d etre contactee', 'accepte d etre contacte e', 'accord de contact', 'accord contact', 'peut etre contacte', 'consent', 'ok rgpd', 'accord cnil', 'cnil', 'recontact', 'recontacter', 'accepte recontact'],
  'consents.membership.all': ['convocation', 'convocations'],
}

/** Known titles that stay unmapped: of no use here, or data that a section has no ground to keep (opinions, religion, origin: GDPR art. 9). */
const ignoredTitles = [
  'party', 'party member', 'previous party', 'inferred party', 'religion', 'church', 'ethnicity', 'demo', 'support level', 'inferred support level', 'priority level', 'support probability score', 'turnout probability score', 'mot de passe', 'password',
  'middle name', 'additional name', 'deuxieme prenom', 'suffix', 'suffixe', 'nickname', 'pseudo', 'pseudo adh', 'login adh', 'initials', 'initiales', 'language', 'langue', 'photo', 'file as', 'raison sociale', 'societe', 'societe adh', 'company', 'organization name',
  'personne morale', 'date de la commande', 'moyen de paiement', 'montant tarif', 'montant', 'code promo', 'montant code promo', 'numero de billet', 'member rating', 'optin time zone', 'latitude', 'longitude', 'cc', 'region', 'notes prive', 'date de creation',
  'date crea adh', 'date d inscription', 'date inscription', 'created at', 'added time', 'modified time', 'last changed', 'confirm ip', 'gmtoff', 'dstoff', 'timezone', 'unsub campaign title', 'unsub campaign id', 'unsub reason', 'unsub reason other', 'date d echeance',
  'age', 'profession', 'prof adh', 'occupation', 'job title', 'employer', 'website', 'web page', 'fax', 'telecopie', 'fax number', 'is mobile bad', 'email1 is bad', 'email2 is bad', 'email3 is bad', 'email4 is bad', 'legal name', 'date de debut du mandat',
  'rattache a', 'membres rattaches', 'contact type', 'info public adh', 'ville de naissance', 'pays de naissance', 'lieu de naissance', 'commune de naissance', 'departement', 'dep', 'circonscription', 'bureau de vote', 'numero national d electeur', 'role', 'creation', 'date de mise a jour', 'maj',
  'phonetic first name', 'phonetic last name', 'e mail type', 'e mail 2 type', 'e mail 3 type', 'e mail display name', 'e mail 2 display name', 'e mail 3 display name', 'type d e mail', 'nom complet de l adresse de messagerie', 'cotisation', 'date adhesion', 'date d adhesion', 'a jour', 'signature', 'emargement',
]

export interface HeaderReading {
  /** `null`: recognised as something that is not imported. */
  target: ImportTarget | null
  /** How sure: an exact title, words in it, or a title one slip away. */
  by: 'title' | 'words' | 'slip'
}

const byTitle = new Map<string, ImportTarget | null>()
for (const title of ignoredTitles) byTitle.set(title, null)
for (const [target, list] of Object.entries(titles)) for (const title of list) byTitle.set(title, target)

/** Titles long enough for a slip to be one, by length. */
const titlesByLength = new Map<number, string[]>()
for (const title of byTitle.keys()) if (title.length >= 5) titlesByLength.set(title.length, [...(titlesByLength.get(title.length) ?? []), title])


/** The title without what decorates it: « Nom : », « Nom * », « (obligatoire) », « 3. Nom ». */
export function foldHeader(header: string): string {
  const folded = fold(header.replace(/\((?:obligatoire|facultatif|optionnel|required|optional|jj\/mm\/aaaa|oui\/non|o\/n)\)/gi, ''))
  return folded.replace(/^(?:q|question)?\s?\d{1,2} (?=[a-z]{2})/, '')
}

/** What one title says, or `null` when it says nothing that is known. Without `forgiving`, slips of the keyboard say nothing: for cells that may be data. */
export function readHeader(header: string, forgiving = true): HeaderReading | null {
  const title = foldHeader(header)
  if (title === '') return null
  const exact = byTitle.get(title)
  if (exact !== undefined) return { target: exact, by: 'title' }
  const words = readWords(title)
  if (words !== undefined) return { target: words, by: 'words' }
  const slip = forgiving ? oneSlipAway(title) : undefined
  return slip === undefined ? null : { target: slip, by: 'slip' }
}

const channelWords: [RegExp, 'email' | 'sms' | 'call' | 'post' | 'door'][] = [
  [/\b(?:sms|texto|textos|whatsapp)\b/, 'sms'],
  [/\b(?:e ?mails?|mails?|courriels?|mel|mailing|emailing|electronique)\b/, 'email'],
  [/\b(?:tel|telephone|telephonique|telephoniques|appels?|phone|phoning|call|calls|appele|appelee)\b/, 'call'],
  [/\b(?:courriers?|postal|postaux|poste|post|lettres?)\b/, 'post'],
  [/\b(?:visites?|porte a porte|door|domicile)\b/, 'door'],
]
const refusalWords = /\bne? (?:\w+ ){0,3}(?:pas|plus|jamais)\b|\b(?:do not|does not|don t|not|never|no (?:e ?mails?|sms|texts?|calls?|contact)|refus|refuse|refuse|stop|opt ?out|unsubscribed?|desabonne|desinscrit|desinscription|blacklist\w*|oppose|opposition|pas de|sans|exclu|exclure)\b/
const consentWords = /\b(?:accord|consent\w*|autoris\w*|accepte|acceptes|acceptez|j accepte|opt ?in|ok|souhait\w*|recevoir|abonne\w*|d accord|rgpd|contactable|joignable)\b/

/** A title by the words in it, the more telling first. `undefined`: nothing found. */
function readWords(title: string): ImportTarget | null | undefined {
  if (/\b(?:mot de passe|password|iban|bic|rib|secu|securite sociale|montant|fax|telecopie)\b/.test(title)) return null
  const channel = channelWords.find(([words]) => words.test(title))?.[1]
  if (refusalWords.test(title)) return `consents.all.${channel ?? (/desabonn|desinscri|unsubscrib/.test(title) ? 'email' : 'all')}.refusal`
  if (/\b(?:newsletter|infolettre|lettre d info\w*)\b/.test(title)) return 'consents.news.email'
  if (consentWords.test(title) && !/\bdate\b/.test(title)) {
    if (channel) return `consents.all.${channel}`
    if (/\b(?:contact\w*|informations?|rgpd|donnees|infos?|invitations?)\b/.test(title) && /\b(?:accord|consent\w*|autoris\w*|j? ?accepte|rgpd|contactable|d accord)\b/.test(title)) return 'consents.all.all'
  }
  if (/\b(?:payeur|payeuse)\b/.test(title)) return /\b(?:e ?mail|courriel)\b/.test(title) ? 'payer.email' : null
  if (/\b(?:conjointe?|enfants?|mere|pere|parents?|employeur|urgence|representant legal|tuteur|assistante?|spouse|emergency|manager s?|parrain)\b/.test(title)) return null
  if (/\b(?:date|jour)\b/.test(title)) return /\bnaissance\b|\bbirth\b/.test(title) ? 'birth' : undefined
  if (/\bannee\b.*\bnaissance\b/.test(title)) return 'birth.year'
  if (/\b(?:ville|pays|lieu|commune|departement|dep)\b.*\bnaissance\b/.test(title)) return null
  if (/\bcode postal\b|\bpostal code\b|\bzip\b/.test(title)) return /\b(?:ville|city|commune)\b/.test(title) ? 'postalCity' : 'postalCode'
  if (/\b(?:e ?mail|courriel|adresse mail|mel)\b/.test(title)) {
    if (/\b(?:type|label|display|bad|status|statut|valide|date|id)\b/.test(title)) return null
    return /\b(?:pro|professionnel\w*|work|bureau|travail)\b/.test(title) ? 'emails.work' : 'emails'
  }
  if (/\b(?:portable|mobile|gsm|cell|whatsapp)\b/.test(title) && !/\b(?:bad|status|id)\b/.test(title)) return 'phones.mobile'
  if (/\b(?:tel|telephone|phone|telephones)\b/.test(title) && !/\b(?:bad|status|id|type|label|voiture|car|radio|tdd|tty|isdn)\b/.test(title)) {
    if (/\b(?:pro|professionnel\w*|work|bureau|travail|business)\b/.test(title)) return 'phones.work'
    return /\b(?:fixe|domicile|home|maison)\b/.test(title) ? 'phones.home' : 'phones'
  }
  if (/\bnom\b/.test(title) && /\bprenoms?\b/.test(title)) return 'fullName'
  if (/^prenoms?\b/.test(title) && title.split(' ').length <= 4) return 'firstName'
  if (/^nom (?:de l |du |de la |de )?(?:adherent|adherente|participant|participante|membre|benevole|contact|personne|inscrit|famille|camarade)\b/.test(title)) return 'lastName'
  if (/\bcomplement\b.*\badresse\b/.test(title)) return 'street.more'
  if (/^(?:adresse|address)(?: \w+){0,3}$/.test(title) && !/\b(?:label|type|ip|web|site|facebook|facturation|bureau|work|business|autre|other)\b/.test(title)) return 'address'
  if (/\b(?:etiquettes?|tags?|mots cles)\b/.test(title)) return 'tags'
  if (/\b(?:commentaires?|remarques?|observations?)\b/.test(title)) return 'note'
  if (/\bdroit a l image\b/.test(title)) return 'note.titled'
  return undefined
}

/** A title one letter away from a known one (« Prenon », « Téléphonne »): only for long titles, where one slip can't make another word. */
function oneSlipAway(title: string): ImportTarget | null | undefined {
  if (title.length < 5 || title.length > 24) return undefined
  for (const length of [title.length, title.length - 1, title.length + 1]) {
    const near = titlesByLength.get(length)?.find((known) => isOneSlip(title, known))
    if (near !== undefined) return byTitle.get(near)
  }
  return undefined
}

/** One letter added, left out, changed, or swapped with its neighbour. */
function isOneSlip(typed: string, meant: string): boolean {
  let start = 0
  while (start < typed.length && typed[start] === meant[start]) start++
  let end = 0
  while (end < typed.length - start && end < meant.length - start && typed[typed.length - 1 - end] === meant[meant.length - 1 - end]) end++
  const left = typed.slice(start, typed.length - end)
  const right = meant.slice(start, meant.length - end)
  if (left.length <= 1 && right.length <= 1) return !/\d/.test(left + right)
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
