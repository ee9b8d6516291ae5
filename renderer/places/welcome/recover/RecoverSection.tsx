/** A section back from its recovery sheet: its lines, how it is protected here, then the way back until it opens. */
import { Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SectionId } from '#core/domain/ids'
import { useTopic } from '../../../ui/engine'
import { RecoverHere } from './RecoverHere'
import { RecoveringSteps } from './RecoveringSteps'
import { SheetForm, type WholeSheet } from './SheetForm'
import classes from '../Welcome.module.css'

export default function RecoverSection({ keychain, onOpen, onBack }: { keychain: boolean; onOpen(id: SectionId): void; onBack(): void }) {
  const { t } = useTranslation('recover')
  const joining = useTopic('joining', null)
  const [lines, setLines] = useState<readonly string[]>([])
  const [sheet, setSheet] = useState<WholeSheet | null>(null)
  const recovering = joining && 'bySheet' in joining ? joining : null
  return (
    <section className={classes.panel} aria-labelledby="recover-title">
      <Title order={2} id="recover-title" mb="md">
        {t('title')}
      </Title>
      {recovering ? (
        <RecoveringSteps key={recovering.step} recovering={recovering} onBack={onBack} onAgain={() => setSheet(null)} />
      ) : sheet ? (
        <RecoverHere lines={lines} sheet={sheet} keychain={keychain} onOpen={onOpen} onBack={() => setSheet(null)} />
      ) : (
        <SheetForm lines={lines} onChange={setLines} onRead={setSheet} onBack={onBack} />
      )}
    </section>
  )
}
