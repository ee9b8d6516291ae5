/**
 * What a file says of itself, as XMP (ISO 16684-1). Invariant: the same as the Info dictionary says, word for word, and nobody's name:
 * archives and search engines read this before anybody opens the file.
 */

export interface FileMetadata {
  title: string
  producer: string
  /** Milliseconds since 1970. */
  at: number
  /** Of PDF/A-2 (ISO 19005-2 §6.6.4). */
  level: 'A' | 'U'
}

/** The packet, without room to edit it in place: nothing does. */
export function xmpPacket({ title, producer, at, level }: FileMetadata): Uint8Array {
  const properties = [
    ['dc', 'http://purl.org/dc/elements/1.1/', `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>`],
    ['xmp', 'http://ns.adobe.com/xap/1.0/', `<xmp:CreateDate>${new Date(at).toISOString().replace(/\.\d+Z/, 'Z')}</xmp:CreateDate>`],
    ['pdf', 'http://ns.adobe.com/pdf/1.3/', `<pdf:Producer>${escaped(producer)}</pdf:Producer>`],
    ['pdfaid', 'http://www.aiim.org/pdfa/ns/id/', `<pdfaid:part>2</pdfaid:part><pdfaid:conformance>${level}</pdfaid:conformance>`],
  ] as const
  const described = properties.map(([prefix, namespace, body]) => `<rdf:Description rdf:about="" xmlns:${prefix}="${namespace}">${body}</rdf:Description>`)
  return new TextEncoder().encode([
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    ...described,
    '</rdf:RDF></x:xmpmeta>',
    '<?xpacket end="r"?>',
  ].join('\n'))
}

/** XML 1.0 has no control characters, whichever way they are written. */
function escaped(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[<>&]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[sign]!)
}
