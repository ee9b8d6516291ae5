/** Words of the shell. */
export const appWords = {
  fr: {
    opening: {
      title: 'Ouverture de la section…',
      rebuilding: 'Reconstruction de l’affichage…',
      rebuildingMore: 'La copie rapide manque ou est abîmée : elle est refaite à partir du journal. Rien n’est perdu.',
      progress: 'Avancement de l’ouverture',
    },
    nav: {
      label: 'Lieux',
      people: 'Personnes',
      history: 'Historique',
      section: 'Section',
      skip: 'Aller au contenu',
    },
  },
  en: {
    opening: {
      title: 'Opening the section…',
      rebuilding: 'Rebuilding what is displayed…',
      rebuildingMore: 'The fast copy is missing or damaged: it is being made again from the journal. Nothing is lost.',
      progress: 'Progress of opening',
    },
    nav: {
      label: 'Places',
      people: 'People',
      history: 'History',
      section: 'Section',
      skip: 'Skip to content',
    },
  },
}
