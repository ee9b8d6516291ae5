/** Words of who belongs to a section, wherever somebody comes in or is let in. */
export const memberWords = {
  fr: {
    role: { admin: 'Administrateur·rice', organizer: 'Organisateur·rice', volunteer: 'Bénévole' },
    can: {
      admin: 'Voit et modifie toutes les personnes. Invite, change les rôles, retire des ordinateurs.',
      organizer: 'Voit et modifie toutes les personnes, importe, exporte, imprime. Ne décide pas de qui fait partie de la section.',
      volunteer: 'Ne voit aucune personne : son ordinateur ne reçoit pas la clé du fichier. Voit ce qui est commun à la section.',
    },
    code: 'Code à comparer : {{digits}}',
    device: {
      label: 'Nom de cet ordinateur',
      more: 'Les autres le verront. Un lieu ou un surnom suffit, par exemple « portable du marché ».',
      suggest: { linux: 'Ordinateur sous Linux', darwin: 'Mac', win32: 'Ordinateur sous Windows' },
    },
  },
  en: {
    role: { admin: 'Administrator', organizer: 'Organizer', volunteer: 'Volunteer' },
    can: {
      admin: 'Sees and edits everyone. Invites, changes roles, removes computers.',
      organizer: 'Sees and edits everyone, imports, exports, prints. Does not decide who belongs to the section.',
      volunteer: 'Sees no one: their computer is not given the key of the people. Sees what the section has in common.',
    },
    code: 'Code to compare: {{digits}}',
    device: {
      label: 'Name of this computer',
      more: 'The others will see it. A place or a nickname is enough, such as “market laptop”.',
      suggest: { linux: 'Linux computer', darwin: 'Mac', win32: 'Windows computer' },
    },
  },
}
