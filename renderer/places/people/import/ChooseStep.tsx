/** A file by drop, by click or by keyboard; what it is is told by its bytes, never by its name or type. */
import { Alert, Button, FileButton, Group, Loader, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconArrowBackUp, IconDeviceLaptop, IconEyeCheck, IconFileUpload, IconShieldCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './ChooseStep.module.css'
import type { ImportDesk, ImportState, Refusal } from './import-desk'

interface Props {
  state: Extract<ImportState, { phase: 'choose' | 'reading' }>
  desk: ImportDesk
  onFile: () => void
}

export function ChooseStep({ state, desk, onFile }: Props) {
  const { t } = useTranslation('import')
  const [over, setOver] = useState(false)
  const [several, setSeveral] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const reading = state.phase === 'reading'

  useEffect(() => {
    if (!reading) button.current?.focus()
  }, [reading])

  const take = (files: readonly File[]) => {
    setSeveral(files.length > 1)
    if (files.length !== 1) return
    onFile()
    void desk.open(files[0]!)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!reading) take([...event.dataTransfer.files])
  }

  return (
    <div className={classes.page}>
      <div
        className={classes.drop} data-over={over || undefined} data-testid="import-drop"
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
        onDrop={onDrop}
      >
        {reading ? (
          <Stack align="center" gap="sm" role="status">
            <Loader size="md" />
            <Text fw={500} className={classes.name}>
              {t('choose.reading', { name: state.fileName })}
            </Text>
            <Button variant="default" onClick={desk.leave}>
              {t('choose.cancel')}
            </Button>
          </Stack>
        ) : (
          <Stack align="center" gap="sm">
            <IconFileUpload size={44} stroke={1.25} aria-hidden className={classes.icon} />
            <Text fw={600} size="lg">
              {over ? t('choose.drop') : t('choose.title')}
            </Text>
            <Text c="dimmed" size="sm">
              {t('choose.or')}
            </Text>
            <FileButton onChange={(file) => file && take([file])} inputProps={{ 'aria-label': t('choose.button') }}>
              {(props) => (
                <Button {...props} ref={button} size="md">
                  {t('choose.button')}
                </Button>
              )}
            </FileButton>
            <Text c="dimmed" size="sm" ta="center" mt="xs">
              {t('choose.formats')}
            </Text>
          </Stack>
        )}
      </div>
      {several && (
        <Alert color="orange" role="alert" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {t('choose.several')}
        </Alert>
      )}
      {state.phase === 'choose' && state.refusal && <Refused refusal={state.refusal} />}
      {!(state.phase === 'choose' && state.refusal) && (
        <ul className={classes.promises} aria-label={t('choose.promises')}>
          <li><IconDeviceLaptop size={18} stroke={1.5} aria-hidden />{t('choose.promise1')}</li>
          <li><IconEyeCheck size={18} stroke={1.5} aria-hidden />{t('choose.promise2')}</li>
          <li><IconShieldCheck size={18} stroke={1.5} aria-hidden />{t('choose.promise3')}</li>
          <li><IconArrowBackUp size={18} stroke={1.5} aria-hidden />{t('choose.promise4')}</li>
        </ul>
      )}
    </div>
  )
}

function Refused({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation(['import', 'error'])
  return (
    <Alert color="red" role="alert" title={t('choose.refused')} icon={<IconAlertTriangle size={18} aria-hidden />}>
      <Group gap={4}>
        <Text size="sm" fw={600} className={classes.name}>
          {refusal.fileName}
        </Text>
      </Group>
      <Text size="sm">{refusal.reason ? t(`notATable.${refusal.reason}`) : t(`error:${refusal.code}`)}</Text>
      {refusal.reason && (
        <Text size="sm" mt={4}>
          {t('choose.kept')}
        </Text>
      )}
    </Alert>
  )
}
