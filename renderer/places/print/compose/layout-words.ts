/** Words of the brand and of the layout, beside those of what is filled in. */
export const brandWords = {
  fr: {
    brand: {
      button: 'Charte…', title: 'La charte de la section', name: 'Nom, tel qu’il signe', primary: 'Première couleur', secondary: 'Deuxième couleur', notAColour: 'Une couleur comme #14536d', pick: '{{label}} : choisir', sample: 'Réunion publique',
      contrast: 'Lettres en {{colour}}, contraste {{ratio}} sur 21', white: 'blanc', dark: 'noir', logo: 'Logo', website: 'Site', address: 'Adresse', by: 'Qui imprime', ourselves: 'Par nos soins', printer: 'Un imprimeur',
      ourselvesName: 'Nom dans la mention', ourselvesAddress: 'Adresse dans la mention', printerName: 'Nom de l’imprimeur', printerAddress: 'Adresse de l’imprimeur', register: 'RCS ou SIREN', streets: '« Ne pas jeter sur la voie publique »', line: 'Sur chaque papier : {{line}}', save: 'Enregistrer la charte', saved: 'Charte enregistrée',
    },
  },
  en: {
    brand: {
      button: 'Brand…', title: 'The brand of the section', name: 'Name, as it signs', primary: 'First colour', secondary: 'Second colour', notAColour: 'A colour such as #14536d', pick: '{{label}}: choose', sample: 'Public meeting',
      contrast: 'Letters in {{colour}}, contrast {{ratio}} of 21', white: 'white', dark: 'black', logo: 'Logo', website: 'Website', address: 'Address', by: 'Who prints', ourselves: 'Ourselves', printer: 'A print shop',
      ourselvesName: 'Name in the line', ourselvesAddress: 'Address in the line', printerName: 'Name of the print shop', printerAddress: 'Address of the print shop', register: 'Register number', streets: '“Ne pas jeter sur la voie publique”', line: 'On each paper: {{line}}', save: 'Save the brand', saved: 'Brand saved',
    },
  },
}

export const layoutWords = {
  fr: {
    layout: {
      button: 'Modifier la mise en page', title: 'Mise en page', properties: 'Propriétés', own: '{{name}} de la section', name: 'Nom du modèle', save: 'Enregistrer le modèle', saved: 'Modèle enregistré : « {{name}} »', undo: 'Annuler', redo: 'Rétablir', smaller: 'Réduire', larger: 'Agrandir',
      builtInStays: 'Le modèle d’origine reste : le vôtre s’ajoute aux modèles de la section.', becomesOwn: 'Cette mise en page s’ajoute aux modèles de la section.',
      hint: 'Choisissez un cadre sur la page, d’un clic ou avec Tab. Les flèches le déplacent de 1 mm, de 5 avec Maj, de 0,1 avec Alt ; avec Ctrl, elles changent sa taille. Suppr l’enlève.',
      keys: 'Flèches : déplacer de 1 mm, de 5 avec Maj, de 0,1 avec Alt. Ctrl et flèches : changer la taille. Suppr : enlever le cadre.',
      canvas: 'Cadres de la page', frame: 'Cadre', noFrame: 'Aucun', notShown: '{{frame}} (pas montré ici)', add: 'Ajouter un cadre', new: { text: 'Texte', image: 'Image', qr: 'Code QR', colour: 'Couleur' },
      over_one: '{{count, number}} cadre déborde', over_other: '{{count, number}} cadres débordent',
    },
    frame: {
      text: 'Texte', image: 'Image', qr: 'Code QR', colour: 'Couleur', unknown: 'Cadre', at: '{{what}}, à {{x}} mm de la gauche et {{y}} mm du haut, {{width}} × {{height}} mm', place: 'Place du cadre', x: 'Depuis la gauche', y: 'Depuis le haut', width: 'Largeur', height: 'Hauteur',
      align: 'Aligner sur la page', aligned: { left: 'Aligner à gauche', centre: 'Centrer', right: 'Aligner à droite', top: 'Aligner en haut', middle: 'Centrer en hauteur', bottom: 'Aligner en bas' },
      order: 'Ordre', to: { front: 'Tout devant', forward: 'Vers l’avant', backward: 'Vers l’arrière', back: 'Tout derrière' }, remove: 'Enlever le cadre', shows: 'Contenu', fixed: 'Texte fixe', newText: 'Votre texte', textPart: 'Texte du cadre', part: 'Ligne', addPart: 'Ajouter',
      fit: 'Remplissage', fits: { cover: 'Remplir le cadre', contain: 'Montrer en entier' }, least: 'Taille la plus petite', most: 'La plus grande', colourOf: 'Couleur', bold: 'Gras', capitals: 'Capitales', alignText: 'Alignement', aligns: { left: 'Gauche', centre: 'Centre', right: 'Droite', justify: 'Justifié' }, alignDown: 'En hauteur', verticals: { top: 'Haut', middle: 'Milieu', bottom: 'Bas' },
    },
    colour: { primary: 'Première couleur', secondary: 'Deuxième couleur', tint: 'Teinte pâle', ink: 'Noir', soft: 'Gris', paper: 'Blanc', own: 'Autre couleur' },
  },
  en: {
    layout: {
      button: 'Change the layout', title: 'Layout', properties: 'Properties', own: '{{name}} of the section', name: 'Name of the template', save: 'Save the template', saved: 'Template saved: “{{name}}”', undo: 'Undo', redo: 'Redo', smaller: 'Smaller', larger: 'Larger',
      builtInStays: 'The original template stays: yours is added to the templates of the section.', becomesOwn: 'This layout is added to the templates of the section.',
      hint: 'Choose a frame on the page, by click or with Tab. Arrows move it by 1 mm, by 5 with Shift, by 0.1 with Alt; with Ctrl they change its size. Delete removes it.',
      keys: 'Arrows: move by 1 mm, by 5 with Shift, by 0.1 with Alt. Ctrl and arrows: change the size. Delete: remove the frame.',
      canvas: 'Frames of the page', frame: 'Frame', noFrame: 'None', notShown: '{{frame}} (not shown here)', add: 'Add a frame', new: { text: 'Text', image: 'Picture', qr: 'QR code', colour: 'Colour' },
      over_one: '{{count, number}} frame overflows', over_other: '{{count, number}} frames overflow',
    },
    frame: {
      text: 'Text', image: 'Picture', qr: 'QR code', colour: 'Colour', unknown: 'Frame', at: '{{what}}, {{x}} mm from the left and {{y}} mm from the top, {{width}} × {{height}} mm', place: 'Place of the frame', x: 'From the left', y: 'From the top', width: 'Width', height: 'Height',
      align: 'Align on the page', aligned: { left: 'Align left', centre: 'Centre', right: 'Align right', top: 'Align top', middle: 'Centre in height', bottom: 'Align bottom' },
      order: 'Order', to: { front: 'To the front', forward: 'Forward', backward: 'Backward', back: 'To the back' }, remove: 'Remove the frame', shows: 'Content', fixed: 'Fixed text', newText: 'Your text', textPart: 'Text of the frame', part: 'Line', addPart: 'Add',
      fit: 'Fit', fits: { cover: 'Fill the frame', contain: 'Show all of it' }, least: 'Smallest size', most: 'Largest', colourOf: 'Colour', bold: 'Bold', capitals: 'Capitals', alignText: 'Alignment', aligns: { left: 'Left', centre: 'Centre', right: 'Right', justify: 'Justified' }, alignDown: 'In height', verticals: { top: 'Top', middle: 'Middle', bottom: 'Bottom' },
    },
    colour: { primary: 'First colour', secondary: 'Second colour', tint: 'Pale tint', ink: 'Black', soft: 'Grey', paper: 'White', own: 'Other colour' },
  },
}
