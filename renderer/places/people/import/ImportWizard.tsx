/**
 * Import in three steps over the whole window: a file, how it is read and what its columns become, what would change.
 * Nothing is written before « Importer », so leaving asks nothing.
 */
import { CloseButton, Group, Modal } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { PeopleQuery } from '#core/domain/query'
import { useEngine } from '../../../ui/engine'
import { useReturnFocus } from '../../../ui/return-focus'
import { addWords } from '../../../ui/words'
import { ApplyingStep } from './ApplyingStep'
import { ChooseStep } from './ChooseStep'
import { ColumnsStep } from './ColumnsStep'
import { importDesk } from './import-desk'
import classes from './ImportWizard.module.css'
import { PreviewStep } from './PreviewStep'
import { ReportStep } from './ReportStep'
import { importWords } from './words'

addWords('import', importWords)

interface Props {
  onClose: () => void
  /** Dropped on the people's table. */
  file?: File
  /** « Voir les personnes importées »: the table is asked to show them. */
  onShow?: (query: PeopleQuery) => void
}

const steps = ['file', 'columns', 'preview'] as const
type Step = (typeof steps)[number]

export default function ImportWizard({ onClose, file, onShow }: Props) {
  const { t } = useTranslation('import')
  useReturnFocus()
  const engine = useEngine()
  const desk = useMemo(() => importDesk(engine), [engine])
  const state = useSyncExternalStore(desk.subscribe, desk.state)
  const [step, setStep] = useState<'columns' | 'preview'>('columns')
  const title = useRef<HTMLHeadingElement>(null)

  useEffect(() => void engine.call('importReady').catch(() => undefined), [engine])
  // A desk is closed for good: React's double effects of development would close the one in use.
  useEffect(() => () => desk.close(), [desk])
  useEffect(() => {
    if (file) {
      setStep('columns')
      void desk.open(file)
    }
  }, [desk, file])

  const shown: Step | 'done' = state.phase === 'choose' || state.phase === 'reading' ? 'file' : state.phase === 'open' ? step : state.phase === 'applying' ? 'preview' : 'done'
  // Each step is a new page: a screen reader starts at its top, and the keyboard too.
  const first = useRef(true)
  useEffect(() => {
    if (!first.current) title.current?.focus()
    first.current = false
  }, [shown])

  const another = () => {
    desk.leave()
    setStep('columns')
  }

  return (
    <Modal.Root opened onClose={onClose} fullScreen trapFocus returnFocus transitionProps={{ duration: 120 }} closeOnEscape={state.phase !== 'applying'}>
      <Modal.Overlay />
      <Modal.Content className={classes.content}>
        <header className={classes.header}>
          <Modal.Title ref={title} tabIndex={-1} className={classes.title}>
            {t('title')}
          </Modal.Title>
          <ol className={classes.steps} aria-label={t('steps.label')}>
            {steps.map((name, at) => {
              const done = shown === 'done' || at < steps.indexOf(shown)
              const now = name === shown
              return (
                <li key={name} className={classes.step} data-now={now || undefined} data-done={done || undefined} aria-current={now ? 'step' : undefined}>
                  <span className={classes.number} aria-hidden>
                    {done ? <IconCheck size={14} stroke={2.5} /> : at + 1}
                  </span>
                  {t(`steps.${name}`)}
                </li>
              )
            })}
          </ol>
          <Group gap="xs" justify="flex-end">
            <CloseButton size="lg" aria-label={t('close')} onClick={onClose} disabled={state.phase === 'applying'} />
          </Group>
        </header>
        <div className={classes.body}>
          {(state.phase === 'choose' || state.phase === 'reading') && <ChooseStep state={state} desk={desk} onFile={() => setStep('columns')} />}
          {state.phase === 'open' && step === 'columns' && (
            <ColumnsStep desk={desk} file={state.file} notice={state.notice} onBack={another} onNext={() => setStep('preview')} />
          )}
          {state.phase === 'open' && step === 'preview' && <PreviewStep desk={desk} file={state.file} notice={state.notice} onBack={() => setStep('columns')} />}
          {state.phase === 'applying' && <ApplyingStep desk={desk} file={state.file} />}
          {state.phase === 'done' && (
            <ReportStep
              desk={desk} state={state} onClose={onClose} onAnother={another}
              onShow={
                onShow &&
                ((query) => {
                  onShow(query)
                  onClose()
                })
              }
            />
          )}
        </div>
      </Modal.Content>
    </Modal.Root>
  )
}
