/** Where a file is dropped, or chosen by hand, and below it what became of the last one. */
import { FileButton, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useRef, useState, type DragEvent } from 'react'
import classes from './DropField.module.css'

interface Props {
  /** What may be dropped, up to the words that choose it by hand. */
  label: string
  choose: string
  /** While a file is held over it. */
  dropNow: string
  /** What the system offers to choose from; all files otherwise. */
  accept?: string
  told: { good: boolean; text: string } | null
  /** Also several at once, or none. */
  onFiles(files: readonly File[]): void
  'data-testid': string
}

export function DropField({ label, choose, dropNow, accept, told, onFiles, 'data-testid': testId }: Props) {
  const [over, setOver] = useState(false)
  const letGo = useRef<() => void>(null)
  return (
    <div>
      <div
        className={classes.drop} data-over={over || undefined} data-testid={testId}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault()
          setOver(false)
          onFiles([...event.dataTransfer.files])
        }}
      >
        <IconFileImport size={18} stroke={1.5} aria-hidden />
        {over ? (
          <span>{dropNow}</span>
        ) : (
          <span>
            {label}{' '}
            <FileButton
              resetRef={letGo} {...(accept ? { accept } : {})}
              onChange={(file) => {
                onFiles(file ? [file] : [])
                // The same one may be chosen again, mended.
                letGo.current?.()
              }}
            >
              {(props) => (
                <button type="button" className={classes.choose} {...props}>
                  {choose}
                </button>
              )}
            </FileButton>
          </span>
        )}
      </div>
      <Text size="xs" mt={4} c={told?.good === false ? 'var(--mantine-color-error)' : 'dimmed'} role="status" className={classes.told}>
        {told?.text}
      </Text>
    </div>
  )
}
