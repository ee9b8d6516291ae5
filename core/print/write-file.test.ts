import { PDFContext, PDFDocument, PDFHexString, PDFNumber, PDFRef } from 'pdf-lib'
import { expect, it } from 'vitest'
import { checkStructure } from '../../tests/print/paper'
import { writeFile } from './write-file'

/** A file of `count` numbers beside its page, every seventh of them given a number and never written. */
function fileOf(count: number): { pdf: Uint8Array; numbers: [PDFRef, number][] } {
  const context = PDFContext.create()
  const tree = context.nextRef()
  const numbers = Array.from({ length: count }, (_, at): [PDFRef, number] => [context.nextRef(), at])
  for (const [ref, value] of numbers) if (value % 7 !== 3) context.assign(ref, PDFNumber.of(value))
  const page = context.register(context.obj({ Type: 'Page', Parent: tree, MediaBox: [0, 0, 10, 10], Contents: context.register(context.flateStream('0 g')) }))
  context.assign(tree, context.obj({ Type: 'Pages', Kids: [page], Count: 1 }))
  context.trailerInfo.Root = context.register(context.obj({ Type: 'Catalog', Pages: tree }))
  context.trailerInfo.Info = context.register(context.obj({}))
  context.trailerInfo.ID = context.obj([PDFHexString.of('00'), PDFHexString.of('00')])
  return { pdf: writeFile(context), numbers: numbers.filter(([, value]) => value % 7 !== 3) }
}

it.each([0, 1, 499, 500, 1200, 70_000])('a file of %i objects more is sound, and each is found by its number', async (count) => {
  const { pdf, numbers } = fileOf(count)
  if (count < 2000) await checkStructure(pdf)
  const { context } = await PDFDocument.load(pdf)
  for (const [ref, value] of numbers) expect(context.lookup(PDFRef.of(ref.objectNumber), PDFNumber).asNumber()).toBe(value)
})
