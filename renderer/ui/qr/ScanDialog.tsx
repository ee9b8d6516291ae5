/**
 * Holds a QR code before the camera, or chooses a picture of it. Invariant: the camera is lit by this dialog alone and goes
 * out with it; a code is judged by who asked for it, and nothing is taken once the dialog is gone.
 */
import { Alert, Button, FileButton, Group, Modal, Stack, Text } from '@mantine/core'
import { IconCameraOff, IconPhoto } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReturnFocus } from '../return-focus'
import { lightCamera, type CameraState } from './camera'
import { pictureTypes, useCodeInPicture } from './code-in-picture'
import { followFrames } from './frames'
import { judgeCodes, type Judge, type Verdict } from './judge'
import { startReader, type CodeReader } from './reader'
import classes from './ScanDialog.module.css'

export default function ScanDialog({ hint, judge, onClose }: { hint: string; judge: Judge; onClose(): void }) {
  const { t } = useTranslation('qr')
  useReturnFocus()
  const [reader, setReader] = useState<CodeReader | null>(null)
  const [camera, setCamera] = useState<CameraState>({ is: 'starting' })
  const [attempt, setAttempt] = useState(0)
  const [told, setTold] = useState<{ good: boolean; text: string } | null>(null)
  const video = useRef<HTMLVideoElement>(null)
  const open = useRef(true)
  const seen = useRef('')
  const read = useCodeInPicture(judge)
  const stream = camera.is === 'on' ? camera.stream : null

  useEffect(() => {
    open.current = true
    const started = startReader()
    setReader(started)
    return () => {
      open.current = false
      started.dispose()
    }
  }, [])
  useEffect(() => lightCamera(setCamera), [attempt])

  function decide(verdict: Verdict): void {
    if (!open.current) return
    if ('why' in verdict) return setTold({ good: false, text: verdict.why })
    onClose()
    verdict.take()
  }

  /** What is held there for long is judged once. */
  async function onFrame(texts: string[]): Promise<void> {
    const these = texts.toSorted().join('\n')
    if (texts.length === 0 || these === seen.current) return
    seen.current = these
    const verdict = await judgeCodes(texts, judge)
    if (verdict !== 'none') decide(verdict === 'several' ? { why: t('several') } : verdict)
  }
  const latest = useRef(onFrame)
  latest.current = onFrame

  useEffect(() => {
    const shown = video.current
    if (!shown || !stream || !reader) return
    shown.srcObject = stream
    shown.play().catch(() => undefined)
    return followFrames(shown, reader, (texts) => latest.current(texts))
  }, [stream, reader])

  async function take(file: File | null): Promise<void> {
    if (!file || !reader) return
    setTold({ good: true, text: t('reading', { name: file.name }) })
    decide(await read(file, reader))
  }

  return (
    <Modal opened onClose={onClose} title={t('title')} size="lg" stackId="scan" closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        {camera.is === 'starting' || camera.is === 'on' ? (
          <>
            <Text size="sm">{hint}</Text>
            <div className={classes.view} data-testid="camera" data-state={camera.is}>
              {camera.is === 'starting' && <span role="status">{t('starting')}</span>}
              {stream && (
                <>
                  <video ref={video} className={classes.video} muted playsInline aria-label={t('view')} />
                  <div className={classes.aim} aria-hidden />
                </>
              )}
            </div>
          </>
        ) : (
          <Alert color="gray" role="alert" icon={<IconCameraOff size={18} aria-hidden />}>
            <Text size="sm" fw={600}>
              {t(`trouble.${camera.is}`)}
            </Text>
            <Text size="sm">{t('instead')}</Text>
          </Alert>
        )}
        <Text size="sm" c={told?.good === false ? 'var(--mantine-color-error)' : 'dimmed'} role="status" className={classes.told}>
          {told?.text}
        </Text>
        <Text size="xs" c="dimmed">
          {t('private')}
        </Text>
        <Group justify="space-between">
          <FileButton accept={pictureTypes} onChange={(file) => void take(file)}>
            {(props) => (
              <Button variant="default" leftSection={<IconPhoto size={16} aria-hidden />} data-autofocus {...props}>
                {t('choose')}
              </Button>
            )}
          </FileButton>
          {camera.is !== 'starting' && camera.is !== 'on' && (
            <Button onClick={() => setAttempt((now) => now + 1)}>{t(camera.is === 'rested' ? 'relight' : 'again')}</Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
