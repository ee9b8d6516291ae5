/** Which version of the app the section asks for, for who administers it. */
import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addWords } from '../../../ui/words'
import { Line } from '../Line'
import { Part } from '../Part'
import { versionWords } from './version-words'

addWords('versions', versionWords)

const RequireVersion = lazy(() => import('./RequireVersion'))

export function Versions({ format }: { format: { own: number; minimum: number } }) {
  const { t } = useTranslation('versions')
  const [open, setOpen] = useState(false)
  return (
    <Part title={t('title')}>
      <Line label={t('label')} more={format.minimum > 0 ? t('asked', { format: format.minimum }) : t('none')}>
        <Button flex="none" variant="default" onClick={() => setOpen(true)}>
          {t('start')}
        </Button>
      </Line>
      {open && (
        <Suspense fallback={null}>
          <RequireVersion format={format} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Part>
  )
}
