import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openCommunes } from '#core/domain/communes'
import { buildCommunes, readCommunes, slimCommunes } from './communes'

describe('the list of communes that ships with the app', () => {
  it('is made the same twice, weighs under 450 KB zipped, and is left alone when nothing changed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'communes-'))
    try {
      const file = join(folder, 'deep', 'communes.json')
      expect(buildCommunes(file)).toBe(true)
      const { mtimeMs } = statSync(file)
      expect(buildCommunes(file)).toBe(false)
      expect(statSync(file).mtimeMs).toBe(mtimeMs)
      expect(gzipSync(readFileSync(file)).length).toBeLessThan(450_000)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('keeps codes that do not begin like their department, and forgets places without a postal code', () => {
    const table = slimCommunes([
      { code: '2B033', nom: 'Bastia', type: 'commune-actuelle', codesPostaux: ['20200', '20600'], population: 48_000 },
      { code: '01001', nom: "L'Abergement", type: 'commune-actuelle', codesPostaux: ['01400', '71118'] },
      { code: '98412', nom: 'Archipel des Kerguelen', type: 'commune-actuelle' },
      { code: '01002', nom: 'Autrefois', type: 'commune-deleguee', chefLieu: '01001' },
      { code: '13201', nom: 'Marseille 1er Arrondissement', type: 'arrondissement-municipal', codesPostaux: ['13001'] },
    ], '0')
    const communes = openCommunes(table)
    expect(communes.count).toBe(2)
    expect(communes.byCode('2B033')).toEqual({ code: '2B033', name: 'Bastia', postalCodes: ['20200', '20600'] })
    expect(communes.byPostalCode('71118').map((commune) => commune.code)).toEqual(['01001'])
    expect(communes.search('autref').map((commune) => commune.code)).toEqual(['01001'])
  })

  it('knows which communes are in one intercommunality, the nearest one that they are in', () => {
    const commune = (code: string) => ({ code, nom: `Ville ${code}`, type: 'commune-actuelle', codesPostaux: [code] })
    const of = (...codes: string[]) => ({ membres: codes.map((code) => ({ code })) })
    const made = openCommunes(slimCommunes(['93001', '93066', '93045', '75056', '29001'].map(commune), '0', [of('93001', '93066', '93045', '75056'), of('93001', '93066')]))
    expect([made.areTogether('93001', '93066'), made.areTogether('93066', '93045'), made.areTogether('93045', '75056'), made.areTogether('93066', '93066'), made.areTogether('29001', '29001'), made.areTogether('', '')]).toEqual([true, false, true, false, false, false])
    const all = openCommunes(readCommunes())
    // Saint-Denis and Aubervilliers are Plaine Commune, Les Lilas is Est Ensemble, and Brest is far.
    expect([all.areTogether('93066', '93001'), all.areTogether('93066', '93045'), all.areTogether('93066', '29019'), all.areTogether('29019', '29075')]).toEqual([true, false, false, true])
  })

  it('refuses a name that would break its lines', () => {
    expect(() => slimCommunes([{ code: '01001', nom: 'A;B', type: 'commune-actuelle', codesPostaux: ['01000'] }], '0')).toThrow()
  })
})
