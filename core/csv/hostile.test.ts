import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { PersonDraft } from '../domain/person'
import { analyse, emptyLookup, type ImportPlan } from './analyse'
import type { RepairKind, SetAsideReason } from './plan'

/** Files that an expert would try. */
const read = (content: string | Uint8Array, name = 'liste.csv'): Promise<ImportPlan> =>
  analyse(typeof content === 'string' ? new TextEncoder().encode(content) : content, name, {}, { lookup: emptyLookup, today: '2026-11-22' })

const people = (plan: ImportPlan): PersonDraft[] => plan.rows.filter((row) => row.kind === 'new').map((row) => row.draft)
const aside = (plan: ImportPlan): [number, SetAsideReason][] => plan.rows.filter((row) => row.kind === 'setAside').map((row) => [row.line, row.reason!])
const repaired = (plan: ImportPlan, kind: RepairKind) => plan.summary.repairs.find((repair) => repair.kind === kind)?.count ?? 0

describe('separators', () => {
  it('two columns parted by semicolons, commas in titles and cells', async () => {
    const plan = await read('Nom, prénom;Adresse, ville\nDupont, Marie;12, rue X, Sète\nMartin, Paul;4, rue Y, Lyon\n')
    expect(plan.summary.separator).toBe(';')
    expect(people(plan)[0]).toMatchObject({ lastName: 'Dupont', firstName: 'Marie' })
  })

  it('decimal commas in a semicolon file with few other columns', async () => {
    expect((await read('Nom;Cotisation\nDupont;20,00\nMartin;15,50\nBenali;20,00\n')).summary.separator).toBe(';')
  })

  it('`sep=,` first, in a file full of semicolons', async () => {
    const plan = await read('sep=,\r\nNom,Note\r\nDupont,a;b;c\r\nMartin,d;e;f\r\n')
    expect(plan.summary).toMatchObject({ separator: ',', headerLine: 2 })
    expect(people(plan).map((each) => each.note)).toEqual(['a;b;c', 'd;e;f'])
  })

  it('tabs, bars, and quoted cells parted by a comma and a space', async () => {
    for (const [text, separator] of [['Nom\tVille\nDupont\tSète, Hérault\n', '\t'], ['Nom|Ville\nDupont|Sète\n', '|'], ['"Nom", "Ville"\n"Dupont", "Sète"\n"Martin", "Lyon"\n', ', ']] as const) {
      const plan = await read(text)
      expect(plan.summary.separator).toBe(separator)
      expect(people(plan)[0]).toMatchObject({ lastName: 'Dupont' })
    }
  })

  it('lines that a spreadsheet quoted whole', async () => {
    const plan = await read('"Nom;Prénom;Adresse"\n"Dupont;Marie;""12, rue X"""\n"Martin;Paul;4 rue Y"\n')
    expect(people(plan)[0]).toEqual({ lastName: 'Dupont', firstName: 'Marie', street: '12, rue X' })
  })

  it('one column of addresses, with and without a title', async () => {
    expect(people(await read('Email\nmarie@exemple.invalid\npaul@exemple.invalid\n'))).toHaveLength(2)
    expect(people(await read('marie@exemple.invalid\npaul@exemple.invalid\n'))).toHaveLength(2)
  })

  it('apostrophes for quotes, backslashes for escapes', async () => {
    expect(people(await read("'Nom';'Note'\n'Dupont';'oui; peut-être'\n'Martin';'non'\n"))[0]).toMatchObject({ lastName: 'Dupont', note: 'oui; peut-être' })
    expect(people(await read('"Nom";"Note"\n"Dupont";"dit \\"non\\"; deux fois"\n'))[0]).toMatchObject({ note: 'dit "non"; deux fois' })
  })
})

describe('lines that are no people', () => {
  it('titles above, totals and dates below, blank rows of separators between', async () => {
    const plan = await read(';;\nSection de Sète;;\nListe au 12/03;;\n;;\nNom;Prénom;CP\nDupont;Marie;34200\n;;\nMartin;Paul;34200\nTotal;2;\nTOTAL GÉNÉRAL : 2;;\nFait le 12/03;;\nÉdité par la fédération le 13/03;;\n')
    expect(plan.summary).toMatchObject({ headerLine: 5, rows: { read: 6, new: 2, setAside: 4 } })
    expect(aside(plan).map(([line]) => line)).toEqual([9, 10, 11, 12])
    expect([repaired(plan, 'preamble'), repaired(plan, 'total-line')]).toEqual([2, 4])
  })

  it('somebody called Total, or Source, is a person', async () => {
    const plan = await read('Nom;Prénom;Mail\nTotal;Jean;jean@exemple.invalid\nSource;Anne;\nNombre;Éric;eric@exemple.invalid\n')
    expect(people(plan).map((each) => each.lastName)).toEqual(['Total', 'Source', 'Nombre'])
  })

  it('the titles again in the middle, and a second table below', async () => {
    const plan = await read('Nom;Prénom;Ville\nDupont;Marie;Sète\nNom;Prénom;Ville\nMartin;Paul;Lyon\n\nNom;Téléphone;Courriel\nBureau;0199001122;bureau@exemple.invalid\n')
    expect(people(plan).map((each) => each.lastName)).toEqual(['Dupont', 'Martin'])
    expect(aside(plan)).toEqual([[3, 'repeated-header'], [6, 'second-table'], [7, 'second-table']])
    expect(plan.summary.warnings).toContain('two-tables')
  })

  it('a header of two lines', async () => {
    const plan = await read('Nom;Prénom;Adresse;;\n;;Rue;CP;Ville\nDupont;Marie;12 rue X;34200;Sète\nMartin;Paul;4 rue Y;69003;Lyon\n')
    expect(plan.summary.columns.map(({ field }) => field)).toEqual(['lastName', 'firstName', 'street', 'postalCode', 'city'])
    expect(people(plan)).toHaveLength(2)
  })

  it('titles alone, and a file of blank rows', async () => {
    expect((await read('Nom;Prénom\n')).summary.rows.read).toBe(0)
    await expect(read('\n\n  \n')).rejects.toThrow('not-a-table: empty')
  })
})

describe('rows out of place', () => {
  const titles = 'Nom;Prénom;Adresse;CP;Ville;Courriel\n'

  it('a separator that nobody quoted, an unquoted line end, a row too long: reported with their lines, the others read', async () => {
    const plan = await read(`${titles}Dupont;Marie;12 rue X;34200;Sète;marie@exemple.invalid\nMartin;Paul;12;rue Y;69003;Lyon;paul@exemple.invalid\nBenali;Karim;Rés. Z\nbât. B;13001;Marseille;karim@exemple.invalid\nDiallo;Awa;1 rue W;75011;Paris;awa@exemple.invalid\n`)
    expect(people(plan).map((each) => each.lastName)).toEqual(['Dupont', 'Diallo'])
    expect(aside(plan)).toEqual([[3, 'row-shift'], [4, 'row-shift'], [5, 'row-shift']])
  })

  it('a row of the right length whose cells slipped by one', async () => {
    const plan = await read(`${titles}Dupont;Marie;;34200;Sète;marie@exemple.invalid\nMartin;Paul;rue Y;Lyon;paul@exemple.invalid;69003\n`)
    expect(aside(plan)).toEqual([[3, 'row-shift']])
  })

  it('short rows whose cells are in place, and rows with empty cells too many, are read', async () => {
    const plan = await read(`${titles}Dupont;Marie;12 rue X\nMartin;Paul;;;;;;;\n`)
    expect(people(plan)).toHaveLength(2)
  })

  it('a quote left open costs one row', async () => {
    const plan = await read(`${titles}Dupont;Marie;"12 rue X;34200;Sète;marie@exemple.invalid\nMartin;Paul;rue Y;69003;Lyon;paul@exemple.invalid\n`)
    expect(aside(plan)).toEqual([[2, 'unreadable']])
    expect(people(plan)).toHaveLength(1)
    expect(plan.rejected[0]).toMatchObject({ line: 2, reason: 'unreadable' })
  })

  it('a last column without a title is a column', async () => {
    const plan = await read('Nom;Prénom;;\nDupont;Marie;marie@exemple.invalid;x\nMartin;Paul;paul@exemple.invalid;y\n')
    expect(people(plan)[0]).toMatchObject({ emails: [{ value: 'marie@exemple.invalid' }] })
  })
})

describe('cells', () => {
  it('codes and phones that lost their zero, or gained an exponent', async () => {
    const plan = await read('Nom;CP;Mobile\nA;1340;612345678\nB;93200;6,12345678E+08\nC;75 011;6,12E+08\nD;F-69003;33639980001\n')
    expect(people(plan).map((each) => each.postalCode)).toEqual(['01340', '93200', '75011', '69003'])
    expect(people(plan).map((each) => each.phones?.[0]?.value)).toEqual(['06 12 34 56 78', '06 12 34 56 78', '6,12E+08', '06 39 98 00 01'])
    expect(plan.summary.warnings).toContain('lost-digits')
  })

  it('foreign codes keep their four digits', async () => {
    const plan = await read('Nom;CP;Pays\nA;1000;Belgique\nB;1340;\nC;93200;France\nD;SW1A 1AA;Royaume-Uni\n')
    expect(people(plan).map((each) => each.postalCode)).toEqual(['1000', '1340', '93200', 'SW1A 1AA'])
    expect(people(await read('Nom;CP;Pays\nA;1000;Belgique\nB;1340;\nC;93200;France\n')).map((each) => each.postalCode)).toEqual(['1000', '01340', '93200'])
  })

  it('overseas numbers', async () => {
    expect(people(await read('Nom;Portable\nA;0692 12 34 56\nB;+33692123456\nC;0690123456\n')).map((each) => each.phones?.[0]?.value)).toEqual(['06 92 12 34 56', '06 92 12 34 56', '06 90 12 34 56'])
  })

  it('days and months by the whole column, one stray American date not being enough to turn them', async () => {
    const dates = (cells: string[]) => read(`Nom;Né le\n${cells.map((cell, at) => `N${at};${cell}`).join('\n')}\n`).then((plan) => people(plan).map((each) => each.birth ?? each.note))
    expect(await dates(['03/04/1987', '12/11/1961', '25/12/1974'])).toEqual(['1987-04-03', '1961-11-12', '1974-12-25'])
    expect(await dates(['03/04/1987', '12/25/1974', '11/30/1990'])).toEqual(['1987-03-04', '1974-12-25', '1990-11-30'])
    expect(await dates(['31890', '1987-04-03', '3 avril 1987', '03.04.87'])).toEqual(['1987-04-23', '1987-04-03', '1987-04-03', '1987-04-03'])
    expect(await dates(['01/01/1901', '00/00/0000', '31/02/1980', '12/12/2031'])).toEqual([undefined, undefined, expect.stringContaining('31/02/1980'), expect.stringContaining('12/12/2031')])
  })

  it('whole names in one column, both orders, particles, couples and birth names', async () => {
    const plan = await read('Nom Prénom;Ville\nDUPONT Marie;X\nMme LE GALL Zoé;X\nde La Fontaine Jean;X\nMME DURAND Anne (née MARTIN);X\nM. et Mme PETIT Paul et Anne;X\nDUPONT-LEFÈVRE Marie-Hélène;X\n')
    expect(people(plan).map((each) => [each.lastName, each.firstName])).toEqual([
      ['DUPONT', 'Marie'], ['LE GALL', 'Zoé'], ['de La Fontaine', 'Jean'], ['DURAND', 'Anne'], ['PETIT', expect.stringContaining('Paul')], ['DUPONT-LEFÈVRE', 'Marie-Hélène'],
    ])
    expect(people(plan)[3]).toMatchObject({ birthName: 'MARTIN', civility: 'mme' })
    expect(people(plan)[4]!.note).toContain('M. et Mme PETIT')
  })

  it('a whole name in the surname’s column when the other is empty; two surnames are not a whole name', async () => {
    const plan = await read('Nom;Prénom\nDUPONT Marie;\nLe Gall;\nDE SOUSA;\nMartin;Paul\n')
    expect(people(plan).map((each) => [each.lastName, each.firstName ?? ''])).toEqual([['DUPONT', 'Marie'], ['Le Gall', ''], ['DE SOUSA', ''], ['Martin', 'Paul']])
  })

  it('what no field can hold goes to the note, under its title', async () => {
    const plan = await read('Nom;Prénom;Courriel;Tél;Né le\nDupont;Marie;voir sa sœur;demander à Paul;en été\n')
    expect(people(plan)[0]!.note).toBe('Courriel\u00a0: voir sa sœur\nTél\u00a0: demander à Paul')
  })

  it('an address in the phone’s column and a phone in the address’s', async () => {
    expect(people(await read('Nom;Tél;Mail\nDupont;marie@exemple.invalid;06 39 98 00 01\nMartin;06 39 98 00 02;paul@exemple.invalid\n'))[0]).toMatchObject({ emails: [{ value: 'marie@exemple.invalid' }], phones: [{ value: '06 39 98 00 01' }] })
  })

  it('nothing, in all its spellings', async () => {
    const plan = await read('Nom;Prénom;Tél;Ville;Note\nDupont;Marie;néant;N/A;-\nNull;Jean;NC;#N/A;/\n')
    expect(people(plan)).toEqual([{ lastName: 'Dupont', firstName: 'Marie' }, { lastName: 'Null', firstName: 'Jean' }])
  })

  it('text that was decoded twice before it came here', async () => {
    const plan = await read('Nom;Prénom;Ville\nLefÃ¨vre;HÃ©lÃ¨ne;SÃ¨te\nMartin;Zoé;Orléans\n')
    expect(people(plan)[0]).toMatchObject({ lastName: 'Lefèvre', firstName: 'Hélène', city: 'Sète' })
    expect(plan.summary.warnings).toContain('double-encoded')
  })
})

describe('cells made to hang a reader', () => {
  it.each([[','], [' , '], ['1 '], ['a@'], ['06 '], ['" '], ['(a '], ['- '], ['é,'], ['::: '], ['01/'], ['\u00a0']])('a hundred thousand times %j in every column', async (part) => {
    const long = part.replaceAll('"', '""').repeat(100_000 / part.length)
    const titles = ['Nom', 'Prénom', 'Né le', 'Tél', 'Courriel', 'Adresse', 'CP', 'Ville', 'CP Ville', 'Complément', 'Tags', 'Compétences', 'Disponibilités', 'Newsletter', 'Désabonné le', 'Statut', 'Remarques']
    await read(`${titles.join(';')}\n${titles.map(() => `"${long}"`).join(';')}\nDupont${';x'.repeat(titles.length - 1)}\n`)
    const plan = await read(`Nom et prénom;Courriel\n"${long}";"${long}"\nDUPONT Marie;x\n`)
    expect(plan.summary.rows.read).toBeGreaterThan(0)
    // A pattern that backtracks would still be at it when the test's own time is up.
  })
})

describe('consents', () => {
  const states = (plan: ImportPlan) => people(plan).map((each) => (each.consents ?? []).map((consent) => `${consent.purpose}.${consent.channel}.${consent.state}`).join(' '))

  it('yes and no in all spellings; empty, « ? » and « NSP » are silence', async () => {
    const plan = await read('Nom;Newsletter\nA;Oui\nB;o\nC;X\nD;✓\nE;1\nF;VRAI\nG;Non\nH;N\nI;0\nJ;FAUX\nK;\nL;NSP\nM;?\nN;☐\n')
    expect(states(plan)).toEqual([...Array(6).fill('news.email.yes'), ...Array(4).fill('news.email.no'), '', '', '', ''])
    expect(repaired(plan, 'yes-no')).toBe(8)
  })

  it('a refusal wins over a yes of the same row, in whatever order the columns come', async () => {
    for (const text of ['Nom;Accord mail;Ne plus contacter\nA;Oui;Oui\n', 'Nom;Ne plus contacter;Accord mail\nA;x;x\n']) {
      expect(people(await read(text))[0]!.consents!.every((consent) => consent.state === 'no')).toBe(true)
    }
  })

  it('« RGPD : Oui » opens no channel, and « Non » closes all', async () => {
    const plan = await read('Nom;RGPD\nA;Oui\nB;Non\n')
    expect(people(plan)[0]).toEqual({ lastName: 'A', note: 'RGPD\u00a0: Oui' })
    expect(people(plan)[1]!.consents).toHaveLength(15)
    expect(plan.summary.warnings).toContain('consent-without-channel')
  })

  it('a date is a refusal where a refusal is asked, and NPAI is not one', async () => {
    const plan = await read('Nom;Désabonné le;NPAI\nA;12/03/2024;\nB;;x\n')
    expect(people(plan)[0]!.consents).toMatchObject([{ state: 'no', date: '2024-03-12', channel: 'email' }, {}, {}])
    expect(people(plan)[1]).toEqual({ lastName: 'B', tags: ['NPAI'] })
  })
})

describe('the same person twice', () => {
  it('is one, with what both rows say and the refusals of either', async () => {
    const plan = await read('Nom;Prénom;Mail;Tél;Accord mail\nDupont;Marie;marie@exemple.invalid;;Oui\nDUPONT;MARIE;Marie@Exemple.invalid;06 39 98 00 01;Non\n')
    expect(people(plan)).toHaveLength(1)
    expect(people(plan)[0]).toMatchObject({ phones: [{ value: '06 39 98 00 01' }] })
    expect(people(plan)[0]!.consents!.every((consent) => consent.state === 'no')).toBe(true)
    expect(aside(plan)).toEqual([[3, 'duplicate-in-file']])
  })

  it('a family with one address stays a family; namesakes without anything else stay two', async () => {
    expect(people(await read('Nom;Prénom;Mail\nDupont;Marie;famille@exemple.invalid\nDupont;Paul;famille@exemple.invalid\n'))).toHaveLength(2)
    expect(people(await read('Nom;Prénom;Ville\nMartin;Jean;Sète\nMartin;Jean;Lyon\n'))).toHaveLength(2)
    expect(people(await read('Nom;Prénom;Mail;Né le\nMartin;Jean;m@exemple.invalid;01/02/1950\nMartin;Jean;m@exemple.invalid;03/04/1980\n'))).toHaveLength(2)
  })
})

describe('encodings', () => {
  it.each([['utf16le', 'utf-16le'], ['utf16-be', 'utf-16be'], ['win1252', 'windows-1252'], ['macintosh', 'macintosh'], ['cp850', 'cp850']])('%s', async (codec, encoding) => {
    const plan = await read(iconv.encode('Nom;Prénom;Ville\r\nLefèvre;Hélène;Sète\r\nBénaîteau;Zoé;Orléans\r\n', codec))
    expect(plan.summary.encoding).toBe(encoding)
    expect(people(plan)[1]).toMatchObject({ lastName: 'Bénaîteau', firstName: 'Zoé' })
  })

  it('CR alone, NUL bytes, two files put end to end with their marks', async () => {
    expect(people(await read('Nom;Ville\rDupont;Sète\rMartin;Lyon\r'))).toHaveLength(2)
    const plan = await read('\ufeffNom;Ville\nDu\0pont;Sète\n\ufeffNom;Ville\nMartin;Lyon\n')
    expect(people(plan).map((each) => each.lastName)).toEqual(['Dupont', 'Martin'])
    expect(plan.summary.warnings).toContain('nul-bytes')
  })
})

describe('what is no table', () => {
  const zip = (inner: string) => new Uint8Array([0x50, 0x4b, 3, 4, ...Array(26).fill(0), ...[...inner].map((letter) => letter.charCodeAt(0))])
  it.each<[string, string | Uint8Array]>([
    ['empty', ''], ['empty', '\ufeff'], ['pdf', '%PDF-1.7\n'], ['image', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2])], ['ods', zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')],
    ['document', zip('mimetypeapplication/vnd.oasis.opendocument.text')], ['document', zip('word/document.xml')], ['zip', zip('subscribed.csv')], ['xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['html', '<html><table><tr><td>Nom</td></tr></table></html>'], ['html', '\n<!DOCTYPE html>\n<table>'], ['xml', '<?xml version="1.0"?><people/>'], ['json', '[{"nom":"Dupont"}]'], ['vcard', 'BEGIN:VCARD\nVERSION:3.0\n'],
    ['document', '{\\rtf1 Nom}'], ['database', 'SQLite format 3\0'], ['binary', new Uint8Array(600).map((_, at) => (at * 37 + 11) % 256)], ['text', 'Chères et chers camarades,\n\nla réunion aura lieu jeudi.\n'],
  ])('%s', async (reason, content) => expect(read(content)).rejects.toThrow(`not-a-table: ${reason}`))
})
