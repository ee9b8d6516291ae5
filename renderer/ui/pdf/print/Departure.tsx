/** The moments between « Imprimer » and the printer: each with its way back, which has the focus. */
import { Button, Group, Loader, Progress, Stack, Text, VisuallyHidden } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Seconds in which a wrong printer, or 300 copies instead of 30, is noticed. */
const seconds = 5

/** Moves by whole seconds: nothing slides. Said aloud once, not each second. */
export function Countdown({ printer, sheets, onEnd, onCancel }: { printer: string; /** of paper */ sheets: number; onEnd(): void; onCancel(): void }) {
  const { t } = useTranslation('printDialog')
  const [left, setLeft] = useState(seconds)
  const end = useRef(onEnd)
  end.current = onEnd
  useEffect(() => {
    if (left === 0) return end.current()
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  return (
    <Stack gap="lg">
      <div>
        <Text size="xl" fw={600} ta="center" aria-hidden>
          {t('leaving', { seconds: left })}
        </Text>
        <VisuallyHidden role="status">{t('leavingSaid', { count: sheets, printer, seconds })}</VisuallyHidden>
        <Text ta="center" mt={4} aria-hidden>
          {t('directMore', { count: sheets, printer })}
        </Text>
        <Text size="sm" c="dimmed" ta="center" mt={4} aria-hidden>
          {t('leavingMore')}
        </Text>
      </div>
      <Progress value={(100 * left) / seconds} size="sm" aria-hidden />
      <Group justify="center">
        <Button variant="default" onClick={() => end.current()}>
          {t('now')}
        </Button>
        <Focused variant="filled" onClick={onCancel}>
          {t('cancel')}
        </Focused>
      </Group>
    </Stack>
  )
}

/** `canStop`: the system has a queue that it can be taken out of. */
export function Sending({ printer, stopping, canStop, onStop }: { printer: string; stopping: boolean; canStop: boolean; onStop(how: 'cancel' | 'leave'): void }) {
  const { t } = useTranslation('printDialog')
  return (
    <Stack gap="lg">
      <Group justify="center" gap="sm" wrap="nowrap">
        <Loader size="sm" aria-hidden />
        <Text fw={600} role="status">
          {stopping ? t('stopping') : t('sending', { printer })}
        </Text>
      </Group>
      <Text size="sm" c="dimmed" ta="center">
        {t(canStop ? 'sendingMore' : 'sendingOnce')}
      </Text>
      {canStop && (
        <Group justify="center">
          <Button variant="default" onClick={() => !stopping && onStop('leave')}>
            {t('noWait')}
          </Button>
          <Focused variant="filled" onClick={() => !stopping && onStop('cancel')}>
            {t('cancel')}
          </Focused>
        </Group>
      )}
    </Stack>
  )
}

/** The system's dialog answers or does not (docs/decisions/017): the person's word is as good. */
export function SystemDialog({ stopping, onStop }: { stopping: boolean; onStop(how: 'cancel' | 'leave'): void }) {
  const { t } = useTranslation('printDialog')
  return (
    <Stack gap="lg">
      <div role="status">
        <Group justify="center" gap="sm" wrap="nowrap">
          <Loader size="sm" aria-hidden />
          <Text fw={600}>{t('systemOpen')}</Text>
        </Group>
        <Text size="sm" c="dimmed" ta="center" mt={6}>
          {t('systemOpenMore')}
        </Text>
      </div>
      <Group justify="center">
        <Button variant="default" onClick={() => !stopping && onStop('leave')}>
          {t('systemDone')}
        </Button>
        <Focused variant="default" onClick={() => !stopping && onStop('cancel')}>
          {t('systemNot')}
        </Focused>
      </Group>
    </Stack>
  )
}

/** A button that has the focus as soon as it is there: what had it before is gone from the dialog. */
function Focused({ variant, onClick, children }: { variant: 'filled' | 'default'; onClick(): void; children: string }) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  return (
    <Button ref={button} variant={variant} onClick={onClick}>
      {children}
    </Button>
  )
}
