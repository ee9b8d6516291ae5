/**
 * Fictitious names with the frequencies of real ones: first names by birth decade and civility, surnames, from public counts
 * (french-names.json), widened by hand with names that such a source, elected people, holds too few of.
 */
import frenchNames from '../french-names.json'
import { cumulative, type Stream } from './random'

interface NameList {
  names: string[]
  weights: number[]
}

function counted(list: string): NameList {
  const entries = list.split(' ').map((entry) => entry.split(':'))
  return { names: entries.map(([name]) => name!.replaceAll('_', ' ')), weights: cumulative(entries.map(([, count]) => Number(count))) }
}

const firstNames = new Map(Object.entries(frenchNames.firstNames).map(([group, list]) => [group, counted(list)]))
const commonSurnames = counted(frenchNames.surnames)

const surnames = (
  'Lefèvre Lefebvre Guérin Hébert Bénard Béranger Désiré Étienne Barré Séguin Légaré Mécheri Gérard Noël Jacquet Carpentier Lambert Fournel Delmas Delattre Vasseur Caron ' +
  'Leclercq Marchal Poirier Renaud Picard Roger Lucas Guillot Carlier Benoît Prévost Boulanger Chauvin Collet Rémy Royer Tessier Ménard Lebrun Camus Maillard Bouvier ' +
  'Charrier Godard Pelletier Berger Lecomte Evrard Besson Weber Perret Hamel Texier Maury Riou Tanguy Cariou Le_Gall Le_Goff Le_Roux Le_Bihan Le_Corre De_Oliveira Da_Silva ' +
  'Dos_Santos Da_Costa De_Sousa Ferreira Pereira Rodrigues Fernandes Gonçalves Lopes Gomes Martinez Fernandez Hernandez Ruiz Moreno Muñoz Torres Ferrari Bianchi Romano ' +
  "D'Angelo D'Almeida N'Guessan N'Diaye Benali Ben_Saïd Bensaïd Haddad Khelifi Mansouri Belkacem Bouzid Cherif Saïdi Hamdi Amrani El_Idrissi El_Amrani Bennani Zerrouki Meziane " +
  'Boukhari Chaouch Lahlou Toumi Traoré Diallo Coulibaly Keïta Camara Cissé Konaté Sissoko Diarra Touré Koné Ouattara Bah Sow Barry Ndiaye Diop Fall Gueye Mendy Sarr Mbaye ' +
  'Nguyen Tran Pham Le_Thi Huynh Chen Wang Zhang Liu Kaya Yilmaz Demir Celik Sahin Arslan Öztürk Kowalski Nowak Wiśniewski Petrović Popescu Ionescu Kovacs Sarkissian Petrossian ' +
  'Rajaonarivelo Rakoto Hoarau Payet Grondin Técher Boyer-Vidal Césaire Jean-Baptiste Jean-Louis Marie-Rose Silvestre Charles-Alfred Singh Kumar Perera Sivanathan Rasolofo'
).split(' ').map((name) => name.replaceAll('_', ' '))

const firstNamesByHand: Record<'F' | 'M', string[]> = {
  F: 'Fatima Aïcha Khadija Nadia Samira Leïla Yasmine Inès Aminata Fatou Mariam Awa Oumou Maria Ana Rosa Paula Lucia Carmen Zineb Malika Nora Sonia Karima Rachida Fatoumata Aïssata Ayşe Elif Linh Mai Priya Zoé Anaëlle Éléonore Léonie Maëlys Noémie Élodie Émilie'.split(' '),
  M: 'Mohamed Ahmed Karim Rachid Samir Ali Youssef Hamid Mehdi Bilal Mamadou Ibrahima Moussa Ousmane Amadou Cheikh Abdoulaye Boubacar Antonio José Manuel Carlos João Luis Paulo Mehmet Mustafa Emre Minh Tuan Raj Loïc Gaël Joël Théo Léo Jérémy Rémi Aurélien'.split(' '),
}

/** Names in their own letters, to exercise search, sorting, print and export. */
const otherAlphabets: { last: string[]; F: string[]; M: string[] }[] = [
  { last: ['Wiśniewska', 'Kowalczyk', 'Zieliński', 'Dąbrowski', 'Wójcik', 'Łukasiewicz'], F: ['Małgorzata', 'Agnieszka', 'Zofia'], M: ['Łukasz', 'Paweł', 'Stanisław'] },
  { last: ['Yıldız', 'Şahin', 'Çelik', 'Öztürk', 'Doğan', 'Kılıç'], F: ['Ayşe', 'Gülşen', 'Zeynep'], M: ['İbrahim', 'Oğuz', 'Çağrı'] },
  { last: ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Đặng', 'Huỳnh'], F: ['Thị Đào', 'Thị Hương', 'Mỹ Linh'], M: ['Văn Đức', 'Quốc Hưng', 'Minh Tuấn'] },
  { last: ['الحداد', 'بن علي', 'المنصوري', 'الإدريسي', 'الخطيب', 'العربي'], F: ['فاطمة', 'ليلى', 'أمينة'], M: ['محمد', 'أحمد', 'يوسف'] },
  { last: ['Παπαδόπουλος', 'Γεωργίου', 'Νικολαΐδης', 'Οικονόμου'], F: ['Ελένη', 'Σοφία', 'Μαρία'], M: ['Γιώργος', 'Δημήτρης', 'Νίκος'] },
  { last: ['Иваненко', 'Шевченко', 'Ковальчук', 'Морозов', 'Щербаков', 'Їжакевич'], F: ['Оксана', 'Наталья', 'Людмила'], M: ['Олексій', 'Сергей', 'Фёдор'] },
]

export interface DemoName {
  lastName: string
  firstName: string
  birthName: string
}

function surname(chance: Stream): string {
  return chance.chance(0.4) ? chance.weighted(commonSurnames.names, commonSurnames.weights) : chance.pick(surnames)
}

/** `decade` is that of the birth (1940 to 2000). */
export function demoName(chance: Stream, sex: 'F' | 'M', decade: number): DemoName {
  if (chance.chance(0.05)) {
    const group = chance.pick(otherAlphabets)
    return { lastName: chance.pick(group.last), firstName: chance.pick(group[sex]), birthName: '' }
  }
  const byDecade = firstNames.get(`${Math.min(Math.max(decade, 1940), 1990)}-${sex}`)!
  const firstName = chance.chance(0.16) ? chance.pick(firstNamesByHand[sex]) : chance.weighted(byDecade.names, byDecade.weights)
  const lastName = surname(chance)
  const second = surname(chance)
  const doubled = chance.chance(0.045) && !/[ -]/.test(lastName + second) && second !== lastName
  const married = sex === 'F' && chance.chance(0.08) && second !== lastName
  return { lastName: doubled ? `${lastName}-${second}` : lastName, firstName, birthName: married && !doubled ? second : '' }
}
