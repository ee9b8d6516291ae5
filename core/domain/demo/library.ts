/** The library of the demonstration: what it says, to be set in the templates. One tract lacks its imprint, one visual is out of date, of one few copies are left: what a section meets. */
import { daysLater } from '../days'
import { frenchSpaces } from '../french-spaces'
import { idFromBytes, type AssetId, type KitId } from '../ids'
import type { AssetDraft } from '../library/asset'
import type { KitDraft } from '../library/kit'
import { stream } from './random'

export interface DemoAsset {
  id: AssetId
  /** Of the templates that come with the app; `null`: a text. */
  template: string | null
  slots: Readonly<Record<string, string>>
  /** It says who printed it. */
  imprint: boolean
  draft: AssetDraft
}

export interface DemoKit {
  id: KitId
  draft: KitDraft
}

const idOf = <Id extends string>(seed: string, kind: string, index: number): Id => {
  const chance = stream(seed, kind, index)
  return idFromBytes<Id>(Uint8Array.from({ length: 16 }, () => chance.whole(256)))
}

/** `today`: `YYYY-MM-DD`; `at`: now, in ms since 1970. */
export function demoLibrary(seed: string, today: string, at: number): { assets: DemoAsset[]; kits: DemoKit[] } {
  const source = 'Union des Quartiers'
  const rent = 'Logement'
  const slots = { link: 'https://exemple.invalid/logement' }
  const said: Omit<DemoAsset, 'id'>[] = [
    {
      template: 'tract-a6-2', imprint: true,
      slots: { ...slots, kicker: rent, title: 'Pouvoir vivre dans son quartier', date: 'Samedi, de 9 h à 12 h', place: 'Marché de la place Jean-Jaurès', text: 'Les loyers montent, les charges aussi. Trois mesures, tout de suite :\n- le gel des loyers du parc social ;\n- des charges affichées et contrôlées ;\n- une permanence logement chaque semaine.', call: 'Venez en parler avec nous' },
      draft: { title: 'Pouvoir vivre dans son quartier', kind: 'tract', audiences: ['field', 'section'], campaign: rent, language: 'fr', source, instructions: '4 par feuille A4, recto verso bord long, papier blanc 90 g.', validUntil: daysLater(today, 60), least: 200, stock: [{ id: 'demo-1', place: 'Local', kind: 'printed', count: 400, at: at - 9 * 86_400_000 }, { id: 'demo-2', place: 'Local', kind: 'taken', count: 280, at: at - 2 * 86_400_000 }] },
    },
    {
      template: 'tract-a5', imprint: true,
      slots: { ...slots, kicker: 'Transports', title: 'Le bus 255 doit rouler le soir', text: 'Après 21 h, plus rien : ceux qui travaillent tard rentrent à pied. Nous demandons un bus toutes les vingt minutes jusqu’à minuit, sept jours sur sept.\n\nDéjà 1 240 signatures. Ajoutez la vôtre.', call: 'Signez la pétition' },
      draft: { title: 'Le bus 255 doit rouler le soir', kind: 'tract', audiences: ['field'], campaign: 'Transports', language: 'fr', source, instructions: '2 par feuille A4.', least: 100, stock: [{ id: 'demo-3', place: 'Local', kind: 'printed', count: 300, at: at - 20 * 86_400_000 }] },
    },
    {
      template: 'tract-a5', imprint: false,
      slots: { kicker: 'École', title: 'Une classe de plus à Péri', text: 'Vingt-neuf élèves par classe : l’école Gabriel-Péri ne peut plus attendre. Les parents se réunissent avec nous.', date: 'Mardi à 18 h 30', place: 'Préau de l’école' },
      draft: { title: 'Une classe de plus à Péri', kind: 'tract', audiences: ['field', 'section'], campaign: 'École', language: 'fr', source },
    },
    {
      template: 'poster-a3', imprint: true,
      slots: { kicker: 'Réunion publique', title: 'Se loger sans se ruiner', date: 'Jeudi à 19 h', place: 'Salle Marcel-Paul\n12 place du Marché, Saint-Denis', call: 'Entrée libre' },
      draft: { title: 'Affiche « Se loger sans se ruiner »', kind: 'poster', audiences: ['field', 'section'], campaign: rent, language: 'fr', source, instructions: 'A3, ou quatre feuilles A4 à coller.', validUntil: daysLater(today, 10) },
    },
    {
      template: 'door-card', imprint: true, slots: { title: 'Nous sommes passés', text: 'Vous n’étiez pas là : nous reviendrons. D’ici là, écrivez-nous.' },
      draft: { title: 'Carte « Nous sommes passés »', kind: 'form', audiences: ['field'], language: 'fr', source, instructions: '4 par feuille, papier 160 g.' },
    },
    {
      template: 'invitation-a6', imprint: true, slots: { kicker: 'Invitation', title: 'Repas de quartier', date: 'Dimanche à 12 h', place: 'Cour de la cité des Peupliers', text: 'Chacun apporte un plat, nous apportons les tables.' },
      draft: { title: 'Invitation au repas de quartier', kind: 'tract', audiences: ['field'], language: 'fr', source },
    },
    {
      template: 'social-square', imprint: false, slots: { kicker: 'Pétition', title: 'Un bus le soir !', text: '1 240 signatures. Et la vôtre ?' },
      draft: { title: 'Visuel « Un bus le soir »', kind: 'visual', audiences: ['web'], campaign: 'Transports', language: 'fr', source, validUntil: daysLater(today, -12) },
    },
    {
      template: null, imprint: false, slots: {},
      draft: { title: 'Message à partager : logement', kind: 'web-kit', audiences: ['web'], campaign: rent, language: 'fr', source, text: 'Samedi, venez nous dire ce que coûte votre loyer. Gel des loyers, charges contrôlées, permanence logement : trois mesures tout de suite.', link: 'https://exemple.invalid/logement' },
    },
  ]
  const assets = said.map((asset, index): DemoAsset => ({ ...asset, id: idOf(seed, 'asset', index), draft: { ...asset.draft, title: frenchSpaces(asset.draft.title) } }))
  const [tract, bus, , poster, card, , visual, message] = assets as [DemoAsset, DemoAsset, DemoAsset, DemoAsset, DemoAsset, DemoAsset, DemoAsset, DemoAsset]
  const kits: KitDraft[] = [
    { name: 'Marché', note: 'Deux paquets par binôme.', audiences: ['field'], actions: ['leafleting-market', 'stall'], assets: [tract.id, bus.id, poster.id] },
    { name: 'Porte-à-porte', audiences: ['field'], actions: ['doors', 'letterboxes'], assets: [tract.id, card.id] },
    { name: 'Web', audiences: ['web'], assets: [visual.id, message.id] },
  ]
  return { assets, kits: kits.map((draft, index) => ({ id: idOf(seed, 'kit', index), draft })) }
}
