/** Words of what is taken along to an action. */
import type { MaterialName } from '#core/domain/agenda/kinds'

export const materialWords = {
  fr: {
    title: 'Matériel',
    none: 'Rien à emporter n’est noté.',
    quantity: 'Quantité : {{what}}',
    what: 'Matériel {{n}}',
    remove: 'Retirer « {{what}} »',
    newQuantity: 'Quantité à ajouter',
    newWhat: 'Autre matériel à emporter',
    add: 'Ajouter',
    kit: { title: 'Kit : {{name}}', print: 'Imprimer…', printOf: 'Imprimer « {{title}} »', empty: 'Ce kit est vide.' },
    name: {
      leaflets: 'Tracts', posters: 'Affiches', 'contact-forms': 'Fiches contact', 'membership-forms': 'Bulletins d’adhésion', bags: 'Sacs', badges: 'Badges', stickers: 'Autocollants', armbands: 'Brassards', chairs: 'Chaises',
      'voting-cards': 'Cartons de vote', plans: 'Plans du quartier',
    } satisfies Record<MaterialName, string>,
  },
  en: {
    title: 'Material',
    none: 'Nothing to take along is noted.',
    quantity: 'Quantity: {{what}}',
    what: 'Material {{n}}',
    remove: 'Remove “{{what}}”',
    newQuantity: 'Quantity to add',
    newWhat: 'More material to take along',
    add: 'Add',
    kit: { title: 'Kit: {{name}}', print: 'Print…', printOf: 'Print “{{title}}”', empty: 'This kit is empty.' },
    name: {
      leaflets: 'Leaflets', posters: 'Posters', 'contact-forms': 'Contact forms', 'membership-forms': 'Membership forms', bags: 'Bags', badges: 'Badges', stickers: 'Stickers', armbands: 'Armbands', chairs: 'Chairs',
      'voting-cards': 'Voting cards', plans: 'Maps of the area',
    } satisfies Record<MaterialName, string>,
  },
}
