/** Words of the places that a volunteer's computer does not open. */
export const volunteerWords = {
  fr: {
    title: 'Vous êtes bénévole dans cette section',
    people: 'Le fichier des personnes ne s’ouvre pas sur cet ordinateur.',
    history: 'L’historique parle des personnes : il ne s’ouvre pas sur cet ordinateur.',
    why: 'C’est voulu : il n’en a pas reçu la clé, et personne ne peut rien y lire par un autre moyen. Si vous en avez besoin, une personne qui administre la section peut changer votre rôle.',
    who: 'Voir qui fait partie de la section',
  },
  en: {
    title: 'You are a volunteer of this section',
    people: 'The people file does not open on this computer.',
    history: 'The history is about people: it does not open on this computer.',
    why: 'This is intended: it was not given the key, and nobody can read them here by another way. If you need them, someone who administers the section can change your role.',
    who: 'See who belongs to the section',
  },
}
