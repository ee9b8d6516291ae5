import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findProfile, givenMapping, mapColumns } from './mapping'
import { isTarget } from './targets'

/** Header rows as the tools write them. */
const rows = JSON.parse(readFileSync(new URL('../../tests/fixtures/csv/header-rows.json', import.meta.url), 'utf8')) as Record<string, string>

function titlesOf(name: string): string[] {
  const row = rows[name]!
  return row.split(row.includes(';') ? ';' : ',').map((title) => title.replace(/^"|"$/g, ''))
}

/** What each mapped title became: `title → target`, in order. */
function mapped(name: string): string[] {
  const titles = titlesOf(name)
  return mapColumns(titles, []).targets.flatMap((target, at) => (target === null ? [] : [`${titles[at]} → ${target}`]))
}

/** The target of a title among usual neighbours. */
const targetOf = (title: string, cells: string[] = []) => mapColumns(['Colonne', title], cells.map((cell) => ['', cell])).targets[1]

describe('the header rows of the tools that sections use', () => {
  it.each([
    ['nationbuilder_people_export', 'nationbuilder'], ['google_contacts_2024', 'google'], ['google_contacts_old', 'google'], ['outlook_en', 'outlook'], ['outlook_fr_start', 'outlook'],
    ['mailchimp', 'mailchimp'], ['brevo', 'brevo'], ['action_network_report', 'action-network'], ['helloasso_adhesion', 'helloasso'], ['helloasso_billetterie', 'helloasso'],
    ['paheko_default', 'paheko'], ['galette_import_default', 'galette'], ['galette_export_fr', 'galette'], ['zetkin_native_fields', 'zetkin'], ['civicrm_titles', 'civicrm'],
    ['lfi_actionpopulaire_assesseurs', 'action-populaire'], ['rne_elus', 'rne'],
  ])('%s is known as %s', (name, tool) => {
    const { tool: found, targets } = mapColumns(titlesOf(name), [])
    expect(found).toBe(tool)
    expect(targets.every((target) => target === null || isTarget(target))).toBe(true)
    expect(targets).toContain(name === 'paheko_default' ? 'fullName' : 'lastName')
  })

  it('NationBuilder: 217 columns, of which the person, one address, the refusals and nothing of opinions', () => {
    expect(mapped('nationbuilder_people_export')).toEqual([
      'nationbuilder_id → externalIds.nationbuilder', 'civicrm_id → externalIds.civicrm', 'external_id → externalIds', 'prefix → civility', 'first_name → firstName',
      'last_name → lastName', 'sex → civility', 'is_deceased → tags.flag', 'born_at → birth', 'email1 → emails', 'email2 → emails', 'email3 → emails', 'email4 → emails',
      'email_opt_in → consents.news.email.optin', 'phone_number → phones', 'work_phone_number → phones.work', 'do_not_call → consents.all.call.refusal',
      'do_not_contact → consents.all.all.refusal', 'federal_donotcall → consents.all.call.refusal', 'mobile_number → phones.mobile', 'mobile_opt_in → consents.news.sms.optin',
      'availability → availability', 'note → note', 'point_person_name_or_email → contactPerson', 'tag_list → tags', 'unsubscribed_at → consents.all.email.refusal',
      'is_volunteer → level.act', 'membership_names → membership', 'email → emails.1', 'primary_country → country', 'primary_city → city', 'primary_zip → postalCode',
      'primary_address1 → street', 'primary_address2 → street.more', 'primary_address3 → street.more',
    ])
  })

  it('takes the address block that is filled', () => {
    const titles = titlesOf('nationbuilder_people_export')
    const row = titles.map((title) => ({ mailing_zip: '93200', mailing_city: 'Saint-Denis', mailing_address1: '12 rue X' })[title] ?? '')
    const { targets } = mapColumns(titles, [row, row])
    expect([targets[titles.indexOf('mailing_zip')], targets[titles.indexOf('primary_zip')]]).toEqual(['postalCode', null])
  })

  it('Outlook: of two « Titre », the first is a civility and the second a job; the home address comes first', () => {
    const titles = titlesOf('outlook_fr_start')
    const { targets } = mapColumns(titles, [])
    expect([targets[0], targets[7]]).toEqual(['civility', null])
    expect(mapped('outlook_fr_start')).toEqual(expect.arrayContaining(['Rue (domicile) → street', 'Code postal (domicile) → postalCode', 'Tél. mobile → phones.mobile', 'Téléphone (bureau) → phones.work']))
    expect(mapped('outlook_en')).toEqual(expect.arrayContaining(['Title → civility', 'Home Street → street', 'Mobile Phone → phones.mobile', 'E-mail 2 Address → emails', 'Birthday → birth']))
    expect(mapped('outlook_en').join()).not.toMatch(/Business Street|Assistant|Spouse|Job Title/)
  })

  it('HelloAsso: the member, the order, the payer apart, and the form’s own questions', () => {
    expect(mapped('helloasso_adhesion')).toEqual([
      'Référence commande → order.reference', 'Statut de la commande → order.status', 'Nom adhérent → lastName', 'Prénom adhérent → firstName', 'Nom payeur → payer.lastName',
      'Prénom payeur → payer.firstName', 'Email payeur → payer.email', 'Tarif → order.item', 'Téléphone → phones', 'Date de naissance → birth', 'Adresse → address',
      'Code Postal → postalCode', 'Ville → city', 'Email → emails', 'Droit à l\'image   → note.titled',
    ])
  })

  it('CiviCRM: each of its six refusals', () => {
    expect(mapped('civicrm_titles')).toEqual(expect.arrayContaining([
      'Do Not Email → consents.all.email.refusal', 'Do Not Phone → consents.all.call.refusal', 'Do Not Mail → consents.all.post.refusal', 'Do Not Sms → consents.all.sms.refusal',
      'Do Not Trade → tags.flag', 'No Bulk Emails (User Opt Out) → consents.all.email.refusal',
    ]))
  })

  it.each([
    ['mailchimp', ['OPTIN_TIME → consents.news.email.date', 'OPTIN_IP → consents.news.email.proof', 'EUID → externalIds.mailchimp', 'TAGS → tags']],
    ['brevo', ['SMS → phones.mobile', 'EMAIL_BLACKLISTED → consents.all.email.refusal', 'SMS_BLACKLISTED → consents.all.sms.refusal']],
    ['action_network_report', ['uuid → externalIds.action-network', 'can2_phone → phones.mobile', 'can2_subscription_status → consents.news.email.status']],
    ['paheko_default', ['Numéro de membre → externalIds.paheko', 'Nom & prénom → fullName', 'Adresse postale → address', "Inscription à la lettre d'information → consents.news.email.optin"]],
    ['galette_import_default', ['gsm_adh → phones.mobile', 'tel_adh → phones.home', 'ddn_adh → birth', 'cp_adh → postalCode']],
    ['galette_export_fr', ['Nom : → lastName', 'GSM : → phones.mobile', 'Courriel : → emails', 'Titre : → civility']],
    ['zetkin_native_fields', ['id → externalIds.zetkin', 'alt_phone → phones', 'co_address → addressUnit']],
    ['lfi_actionpopulaire_assesseurs', ['Nom de famille → lastName', 'Nom de naissance → birthName', 'Id → externalIds.action-populaire']],
    ['rne_elus', ["Nom de l'élu → lastName", 'Code sexe → civility', 'Date de naissance → birth']],
    ['google_contacts_2024', ['E-mail 1 - Label → emails.label', 'E-mail 1 - Value → emails', 'Address 1 - Street → street', 'Labels → tags']],
    ['google_contacts_old', ['Given Name → firstName', 'Family Name → lastName', 'Maiden Name → birthName', 'Group Membership → tags']],
  ])('%s', (name, expected) => expect(mapped(name)).toEqual(expect.arrayContaining(expected)))

  it('a password, a fax, a place of birth or a party is imported from none of them', () => {
    for (const name of Object.keys(rows)) expect(mapped(name).join('\n')).not.toMatch(/^(?:Mot de passe|.*[Ff]ax|.*de naissance → city|party|religion|ethnicity|support_level|church).* →/m)
  })
})

describe('titles that people type', () => {
  it.each([
    ['Nom', 'lastName'], ['NOM :', 'lastName'], ['nom de famille *', 'lastName'], ['Prénom', 'firstName'], ['PRENOM', 'firstName'], ['Prenon', 'firstName'], ['Prénom(s)', 'firstName'], ['Nom et prénom', 'fullName'],
    ['NOM Prénom', 'fullName'], ['Nom / Prénom', 'fullName'], ['Nom de jeune fille', 'birthName'], ['Civilité', 'civility'], ['Tél. mobile', 'phones.mobile'], ['Tel portable', 'phones.mobile'], ['N° de portable', 'phones.mobile'],
    ['Téléphone', 'phones'], ['Téléphonne', 'phones'], ['Tél', 'phones'], ['No mobile', 'phones.mobile'], ['No tel', 'phones'], ['Tél. fixe', 'phones.home'], ['Tel pro', 'phones.work'], ['Courriel', 'emails'], ['E-mail', 'emails'], ['Adresse mail', 'emails'], ['Mél', 'emails'],
    ['Adresse de courriel', 'emails'], ['Votre adresse e-mail', 'emails'], ['mail perso', 'emails.home'], ['CP', 'postalCode'], ['Code postal', 'postalCode'], ['Cde postal', 'postalCode'], ['Ville', 'city'], ['Commune de résidence', 'city'],
    ['CP Ville', 'postalCity'], ['Adresse', 'address'], ['Adresse postale complète', 'address'], ['N° et rue', 'street'], ['Complément d’adresse', 'street.more'], ["Complément d'adresse", 'street.more'], ['Bâtiment', 'addressBuilding'],
    ['Né(e) le', 'birth'], ['Date de naissance (jj/mm/aaaa)', 'birth'], ['DDN', 'birth'], ['Année de naissance', 'birth.year'], ['Newsletter', 'consents.news.email'], ['Lettre d’information', 'consents.news.email'],
    ['Accord mail', 'consents.all.email'], ['Accord SMS', 'consents.all.sms'], ['Accepte d’être contacté par téléphone', 'consents.all.call'], ['Souhaite recevoir des SMS', 'consents.all.sms'], ['Ne pas appeler', 'consents.all.call.refusal'],
    ['Désabonné(e)', 'consents.all.email.refusal'], ['Ne plus contacter', 'consents.all.all.refusal'], ['STOP SMS', 'consents.all.sms.refusal'], ['RGPD', 'consents.all.all'], ['Contactable', 'consents.all.all'],
    ['J’accepte de recevoir des informations par courrier', 'consents.all.post'], ['Remarques', 'note'], ['Étiquettes', 'tags'], ['Référent·e', 'contactPerson'], ['Compétences', 'skills'], ['Disponibilités', 'availability'],
    ['First name', 'firstName'], ['Surname', 'lastName'], ['Email address', 'emails'], ['Phone number', 'phones'], ['Postcode', 'postalCode'], ['Date of birth', 'birth'], ['Do not call', 'consents.all.call.refusal'],
  ])('« %s » is %s', (title, target) => expect(targetOf(title)).toBe(target))

  it.each([
    ['Nom du conjoint'], ['Prénom de l’enfant 2'], ['Mail du conjoint'], ['Téléphone urgence'], ['Ville de naissance'], ['Fax'], ['Date d’adhésion'], ['Montant'], ['Profession'], ['IBAN'], ['Mot de passe'], ['Religion'], ['Adresse IP'],
  ])('« %s » is nobody’s field', (title) => expect(targetOf(title)).toBeNull())
})

describe('a title that says no is never read as a yes', () => {
  it.each([
    'Ne souhaite pas recevoir de mails', 'Ne veut plus être contacté par SMS', 'N’accepte pas d’être contacté', 'Refuse les appels', 'Pas de courrier', 'Do not email', 'No SMS', 'Unsubscribed', 'Opposition au démarchage téléphonique', 'Ne plus solliciter',
    'Don’t call', 'Désinscrit newsletter', 'Stop newsletter', 'Sans mail', 'Ne pas envoyer la newsletter',
  ])('« %s »', (title) => expect(targetOf(title, ['Oui', 'Non', ''])).toMatch(/\.refusal$/))

  it.each(['Mail envoyé', 'Tél vérifié', 'Inscription par courrier', 'Courrier envoyé le', 'Inscrit sur les listes électorales', 'Droit à l’image', 'Autorisation parentale', 'Mail de bienvenue'])('« %s » is no consent', (title) => {
    expect(targetOf(title, ['Oui', 'Non', '']) ?? '').not.toMatch(/^consents/)
  })
})

describe('cells that correct or replace a title', () => {
  const phones = ['06 39 98 00 01', '06 39 98 00 02', '01 99 00 12 34']
  const emails = ['marie@exemple.invalid', 'paul@exemple.invalid', '', 'a@exemple.invalid']

  it('an unknown title over addresses or numbers', () => {
    expect(targetOf('Colonne1', emails)).toBe('emails')
    expect(targetOf('Contact 2', phones)).toBe('phones')
    expect(targetOf('X', ['93200', '01340', '75011'])).toBe('postalCode')
    expect(targetOf('Y', ['bleu', 'vert', 'rouge'])).toBeNull()
  })

  it('« SMS » over Oui/Non is a consent, over numbers a phone; « Adhérent » over Oui/Non a relation', () => {
    expect(targetOf('SMS', ['Oui', 'Non', 'Oui'])).toBe('consents.all.sms')
    expect(targetOf('SMS', phones)).toBe('phones.mobile')
    expect(targetOf('Adhérent', ['Oui', 'Non', ''])).toBe('relation')
    expect(targetOf('Adhérent', ['DUPONT Marie', 'MARTIN Paul'])).toBe('fullName')
    expect(targetOf('Élu', ['Oui', '', ''])).toBe('tags.flag')
    expect(targetOf('Tractage', ['x', '', 'x'])).toBe('tags.flag')
    expect(targetOf('Newsletter', ['12/03/2024', '', '25/11/2023'])).toBe('consents.news.email.optin')
  })

  it('« Nom » over whole names is a whole name; « Titre » over civilities a civility, over jobs nothing', () => {
    expect(targetOf('Nom', ['DUPONT Marie', 'MARTIN Paul', 'BENALI Karim'])).toBe('fullName')
    expect(targetOf('Titre', ['Mme', 'M.', 'Mme'])).toBe('civility')
    expect(targetOf('Titre', ['Directrice', 'Infirmier', 'Maire'])).toBeNull()
  })

  it('no titles at all: surnames in capitals, first names, addresses and codes by what they are', () => {
    const people = [['DUPONT', 'Marie', 'marie@exemple.invalid', '0639980001', '93200', 'Saint-Denis'], ['MARTIN', 'Paul', 'paul@exemple.invalid', '0639980002', '93200', 'Saint-Denis'], ['BENALI', 'Karim', 'karim@exemple.invalid', '0639980003', '75011', 'Paris']]
    expect(mapColumns([], people).targets).toEqual(['lastName', 'firstName', 'emails', 'phones', 'postalCode', 'city'])
  })

  it('a whole name is dropped beside its two parts, and of two « Nom » the filled one stays', () => {
    expect(mapColumns(['Nom', 'Prénom', 'Nom complet'], []).targets).toEqual(['lastName', 'firstName', null])
    expect(mapColumns(['Nom', 'Prénom', 'Nom'], [['', 'Marie', 'Dupont'], ['', 'Paul', 'Martin']]).targets).toEqual([null, 'firstName', 'lastName'])
  })
})

describe('a saved mapping', () => {
  it('is found again by its header row, however accents and capitals are written', () => {
    const profile = { name: 'Ancien outil', headers: ['Nom :', 'Prénom'], options: {} }
    expect(findProfile([profile], ['NOM', 'prenom'])).toBe(profile)
    expect(findProfile([profile], ['NOM', 'prenom', 'Ville'])).toBeUndefined()
  })

  it('drops targets that this version does not know', () => {
    expect(givenMapping(['lastName', 'holograms', null], 4)).toEqual(['lastName', null, null, null])
  })
})
