/** Words around what the law has to say of a paper; the notices themselves are in core/domain/legal. */
export const legalWords = {
  fr: {
    label: 'Ce que dit la loi',
    looking: 'Relecture du document…',
    unread: 'Le fichier n’a pas pu être relu : vérifiez vous-même qui l’a imprimé, les dates et les lieux.',
    imprint: 'Une ligne d’imprimeur a été trouvée page {{page, number}} :',
    quoted: '« {{line}} »',
    imprintMore: 'Vérifiez que le nom et l’adresse y sont (loi du 29 juillet 1881, article 3).',
    imprintUnreadable: 'Ce document n’a pas de texte qui se lise (image, lettres en tracés) : regardez si le nom et l’adresse de l’imprimeur y sont, ou « Imprimé par nos soins » suivi du nom et de l’adresse de la section.',
    read: 'lu en {{month}} : {{source}}',
    uncertain: 'à vérifier',
    mend: 'Compléter la charte',
  },
  en: {
    label: 'What the law says',
    looking: 'Reading the document…',
    unread: 'The file could not be read: check yourself who printed it, dates and places.',
    imprint: 'A printer’s line was found on page {{page, number}}:',
    quoted: '“{{line}}”',
    imprintMore: 'Check that name and address are there (French press act of 29 July 1881, article 3).',
    imprintUnreadable: 'This document has no words that can be read (a picture, outlined letters): look whether the printer’s name and address are there, or “Imprimé par nos soins” with the name and address of the section.',
    read: 'read in {{month}}: {{source}}',
    uncertain: 'to be verified',
    mend: 'Complete the brand',
  },
}
