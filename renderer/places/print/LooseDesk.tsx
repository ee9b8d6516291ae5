/** A file that is printed without entering the library. */
import { Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../ui/Refusal'
import { Instead } from './AssetDesk'
import { PrintDesk } from './PrintDesk'
import { usePrintable } from './use-printable'

export default function LooseDesk({ loose, file, onBack }: { loose: string; file: File; onBack(): void }) {
  const { t } = useTranslation('press')
  // The name of the file is shown while it is on the desk, and kept nowhere. Whether it is a drawing, only its content says; its ending tells who draws it.
  const { paper, error } = usePrintable({ loose }, /\.svg$/i.test(file.name) ? 'svg' : 'pdf', async () => new Uint8Array(await file.arrayBuffer()))
  if (error) return <Instead title={file.name} onBack={onBack}><Refusal code={error} /></Instead>
  if (!paper) return <Instead title={file.name} onBack={onBack}><Loader size="sm" mr="xs" />{t('reading')}</Instead>
  return <PrintDesk source={{ loose }} paper={paper} title={file.name} asset={null} onBack={onBack} />
}
