/**
 * Where the demo's people live: real communes and postal codes (official list; a test checks each), chosen for their traps
 * (homonyms, apostrophes, diaeresis, codes that start with 0, Corsica, overseas), with street names met everywhere.
 */
import { cumulative, type Stream } from './random'

interface DemoCommune {
  code: string
  name: string
  postalCodes: string[]
  weight: number
}

/** The first eight are the section's own ground. */
export const demoCommunes: readonly DemoCommune[] = [
  { code: '93066', name: 'Saint-Denis', postalCodes: ['93200', '93210'], weight: 300 },
  { code: '93001', name: 'Aubervilliers', postalCodes: ['93300'], weight: 120 },
  { code: '93027', name: 'La Courneuve', postalCodes: ['93120'], weight: 90 },
  { code: '93072', name: 'Stains', postalCodes: ['93240'], weight: 70 },
  { code: '93070', name: 'Saint-Ouen-sur-Seine', postalCodes: ['93400'], weight: 80 },
  { code: '93031', name: 'Épinay-sur-Seine', postalCodes: ['93800'], weight: 60 },
  { code: '93039', name: "L'Île-Saint-Denis", postalCodes: ['93450'], weight: 40 },
  { code: '93079', name: 'Villetaneuse', postalCodes: ['93430'], weight: 40 },
  { code: '94038', name: "L'Haÿ-les-Roses", postalCodes: ['94240'], weight: 20 },
  { code: '75056', name: 'Paris', postalCodes: ['75011', '75018', '75019', '75020'], weight: 60 },
  { code: '13055', name: 'Marseille', postalCodes: ['13003', '13015'], weight: 20 },
  { code: '69266', name: 'Villeurbanne', postalCodes: ['69100'], weight: 12 },
  { code: '51030', name: 'Aÿ-Champagne', postalCodes: ['51160'], weight: 6 },
  { code: '01004', name: 'Ambérieu-en-Bugey', postalCodes: ['01500'], weight: 12 },
  { code: '01053', name: 'Bourg-en-Bresse', postalCodes: ['01000'], weight: 12 },
  { code: '06088', name: 'Nice', postalCodes: ['06000', '06300'], weight: 10 },
  { code: '2A004', name: 'Ajaccio', postalCodes: ['20000'], weight: 8 },
  { code: '2B033', name: 'Bastia', postalCodes: ['20200'], weight: 6 },
  { code: '97411', name: 'Saint-Denis', postalCodes: ['97400'], weight: 8 },
  { code: '30247', name: 'Saint-Denis', postalCodes: ['30500'], weight: 3 },
  { code: '11339', name: 'Saint-Denis', postalCodes: ['11310'], weight: 3 },
]
const weights = cumulative(demoCommunes.map((commune) => commune.weight))

const streets = [
  'rue Jean-Jaurès', 'avenue de la République', 'rue Gabriel-Péri', 'place du Marché', 'allée des Lilas', 'boulevard Victor-Hugo', 'rue Pasteur', 'rue de la Gare', 'rue du 8-Mai-1945',
  'avenue Jean-Moulin', 'rue Louise-Michel', 'rue des Écoles', 'chemin Vert', 'impasse des Acacias', 'rue de l’Église', 'rue Émile-Zola', 'avenue Anatole-France', 'rue Danielle-Casanova',
  'rue Henri-Barbusse', 'rue Marcel-Cachin', 'boulevard de la Liberté', 'rue de Strasbourg', 'quai de Seine', 'rue Olympe-de-Gouges', 'rue Rosa-Parks', 'rue du Moulin', 'rue des Tilleuls',
  'rue Paul-Vaillant-Couturier', 'rue Ambroise-Croizat', 'avenue Lénine', 'rue Pierre-Semard', 'place de la Mairie', 'rue de Verdun', 'rue Voltaire', 'rue Diderot', 'rue Arthur-Rimbaud',
  'rue George-Sand', 'rue Frida-Kahlo', 'allée Joliot-Curie', 'rue Salvador-Allende', 'rue du Docteur-Schweitzer', 'rue Pablo-Picasso', 'rue des Francs-Tireurs', 'rue du Progrès',
  'sentier des Vignes', 'rue de Paris', 'route de la Reine', 'rue Nelson-Mandela', 'rue Simone-Veil', 'rue Guy-Môquet', 'rue des Fusillés', 'rue Eugène-Pottier', 'cours des Platanes',
  'square Molière', 'rue de la Commune-de-Paris', 'rue Maria-Montessori', 'rue Franklin', 'rue de l’Abbaye', 'passage du Levant', 'rue des Frères-Lumière',
]
const estates = ['Cité Paul-Éluard', 'Résidence Les Peupliers', 'Cité des Cosmonautes', 'Résidence du Parc', 'Cité Floréal', 'Résidence Allende', 'Tour Picasso']

export interface DemoAddress {
  addressUnit: string
  addressBuilding: string
  street: string
  postalCode: string
  city: string
  cityCode: string
}

/** Numbers with bis or ter 4 %; one in three in an estate with building, staircase and floor. */
export function demoAddress(chance: Stream): DemoAddress {
  const commune = chance.weighted(demoCommunes, weights)
  const number = 1 + Math.floor(chance.next() * chance.next() * 160)
  const repeat = chance.chance(0.04) ? chance.pick([' bis', ' ter', ' quater']) : ''
  const street = `${number}${repeat} ${chance.pick(streets)}`
  const inEstate = chance.chance(0.33)
  const building = chance.pick('ABCDEF'.split(''))
  const floor = chance.whole(15)
  const stairs = 1 + chance.whole(4)
  const flat = 1 + chance.whole(6)
  const estate = chance.pick(estates)
  return {
    addressUnit: inEstate ? `Esc. ${stairs}, ${floor === 0 ? 'rez-de-chaussée' : floor === 1 ? '1er étage' : `${floor}e étage`}, porte ${floor}0${flat}` : '',
    addressBuilding: inEstate ? `${estate}, bât. ${building}` : '',
    street,
    postalCode: chance.pick(commune.postalCodes),
    city: commune.name,
    cityCode: commune.code,
  }
}
