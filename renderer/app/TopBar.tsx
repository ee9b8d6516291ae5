/** Search or act, whether all is saved and how far it has come, undo and redo with what they would do. */
import { IconAlertTriangle, IconArrowBackUp, IconArrowForwardUp, IconCheck, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { HistoryLabel, SaveState } from '#engine/api'
import { useTopic, type OpenStatus } from '../ui/engine'
import { deedText } from '../ui/deeds'
import { IconButton } from '../ui/IconButton'
import { routeHash } from '../ui/route'
import { sharingMark } from '../ui/sharing'
import { markIcons, useMarkText } from '../ui/sharing-mark'
import type { ShellCommand } from './Shell'
import classes from './TopBar.module.css'

export function TopBar({ status, run }: { status: OpenStatus; run(command: ShellCommand): void }) {
  const { t } = useTranslation('app')
  const control = t('keys.control')
  const undo = useDeed(status.undo)
  const redo = useDeed(status.redo)
  return (
    <section className={classes.bar} aria-label={t('bar.label')}>
      <button type="button" className={classes.palette} onClick={() => run('palette')}>
        <IconSearch size={16} stroke={1.75} aria-hidden />
        <span>{t('bar.palette')}</span>
        <kbd className={classes.keys}>{control} K</kbd>
      </button>
      <SaveMark save={status.save} />
      <IconButton
        icon={IconArrowBackUp}
        label={undo ? t('undo.what', { deed: undo }) : t('undo.nothing')}
        keys={`${control} Z`}
        disabled={!undo}
        onClick={() => run('undo')}
      />
      <IconButton
        icon={IconArrowForwardUp}
        label={redo ? t('redo.what', { deed: redo }) : t('redo.nothing')}
        keys={`${control} ${t('keys.shift')} Z`}
        disabled={!redo}
        onClick={() => run('redo')}
      />
    </section>
  )
}

/** The sentence of an entry, with the name of the person whom it concerns. */
function useDeed(label: HistoryLabel | null): string | null {
  const { t } = useTranslation('deed')
  const person = useTopic('person', label?.person)
  return label ? deedText(label, person ?? null, t) : null
}

/** « Saved » is all that there is to say until the section is shared; then the mark leads to how it is shared. */
function SaveMark({ save }: { save: SaveState }) {
  const { t } = useTranslation('app')
  const sharing = useTopic('sharing', null)
  const markText = useMarkText()
  const mark = save.state === 'saved' && sharing ? sharingMark(sharing) : null
  const Icon = mark ? markIcons[mark.where] : save.state === 'failing' ? IconAlertTriangle : IconCheck
  const said = (
    <span className={classes.save} data-state={save.state} role="status" data-testid="save-state">
      {save.state !== 'saving' && <Icon size={15} stroke={2} aria-hidden />}
      {mark ? markText(mark) : t(`save.${save.state}`)}
    </span>
  )
  if (sharing?.state !== 'shared') return said
  return (
    <a className={classes.shared} href={routeHash({ place: 'section', part: 'sync' })} title={t('sharing.more')}>
      {said}
    </a>
  )
}
