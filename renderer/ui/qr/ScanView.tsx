/**
 * What the camera sees, until a code is there that will do; or a picture of one. Invariant: the camera is lit by this alone
 * and goes out with it; a code is judged by who asked for it, and nothing is taken once this is gone.
 */
import { Alert, Button, FileButton, Group, Stack, Text } from '@mantine/core'
import { IconCameraOff, IconPhoto } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lightCamera, type CameraState } from './camera'
import { pictureTypes, useCodeInPicture } from './code-in-picture'
import { followFrames } from './frames'
import { judgeCodes, type Verdict } from './judge'
import { startReader, type CodeReader } from './reader'
import type { ScanRequest } from './ScanButton'
import classes from './ScanView.module.css'

export default function ScanView({ hint, instead, judge, onClose }: ScanRequest & { onClose(): void }) {
  const { t } = useTranslation(['qr', 'error'])
  const [reader, setReader] = useState<CodeReader | null>(null)
  const [camera, setCamera] = useState<CameraState>({ is: 'starting' })
  const [attempt, setAttempt] = useState(0)
  const [told, setTold] = useState<{ good: boolean; text: string } | null>(null)
  const video = useRef<HTMLVideoElement>(null)
  const letGo = useRef<() => void>(null)
  const open = useRef(true)
  const seen = useRef('')
  const read = useCodeInPicture(judge)
  const stream = camera.is === 'on' ? camera.stream : null
  const trouble = camera.is === 'starting' || camera.is === 'on' ? null : camera.is

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
    return followFrames(shown, reader, (texts) => latest.current(texts), () => setTold({ good: false, text: t('error:unexpected') }))
  }, [stream, reader, t])

  async function take(file: File | null): Promise<void> {
    if (!file || !reader) return
    setTold({ good: true, text: t('reading', { name: file.name }) })
    decide(await read(file, reader))
  }

  return (
    <Stack>
      {trouble ? (
        <Alert color="gray" role="alert" icon={<IconCameraOff size={18} aria-hidden />}>
          <Text size="sm" fw={600}>
            {t(`trouble.${trouble}`)}
          </Text>
          <Text size="sm">{instead}</Text>
        </Alert>
      ) : (
        <>
          <Text size="sm">{hint}</Text>
          <div className={classes.view} data-testid="camera">
            {camera.is === 'starting' && <span role="status">{t('starting')}</span>}
            {stream && (
              <>
                <video ref={video} className={classes.video} muted playsInline aria-label={t('view')} />
                <div className={classes.aim} aria-hidden />
              </>
            )}
          </div>
          <Text size="xs" c="dimmed">
            {t('private')}
          </Text>
        </>
      )}
      <Text size="sm" c={told?.good === false ? 'var(--mantine-color-error)' : 'dimmed'} role="status" className={classes.told}>
        {told?.text}
      </Text>
      <Group justify="space-between">
        <FileButton
          resetRef={letGo} accept={pictureTypes}
          onChange={(file) => {
            void take(file)
            // The same one may be chosen again, taken anew.
            letGo.current?.()
          }}
        >
          {(props) => (
            <Button variant={trouble ? 'filled' : 'default'} leftSection={<IconPhoto size={16} aria-hidden />} autoFocus data-autofocus {...props}>
              {t('choose')}
            </Button>
          )}
        </FileButton>
        {trouble && (
          <Button variant="default" onClick={() => setAttempt((now) => now + 1)}>
            {t(trouble === 'rested' ? 'relight' : 'again')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
