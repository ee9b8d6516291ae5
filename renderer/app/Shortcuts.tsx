/** The list of keys, grouped by where they work. */
import { Kbd, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './Shortcuts.module.css'

export default function Shortcuts({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('app')
  const [control, shift, alt, escape, enter, space] = [t('keys.control'), t('keys.shift'), t('keys.alt'), t('keys.escape'), t('keys.enter'), t('keys.space')]
  const groups: [string, [string, string[][]][]][] = [
    [t('shortcuts.everywhere'), [
      [t('shortcuts.palette'), [[control, 'K']]],
      [t('shortcuts.undo'), [[control, 'Z']]],
      [t('shortcuts.redo'), [[control, shift, 'Z']]],
      [t('shortcuts.lock'), [[control, 'L']]],
      [t('shortcuts.help'), [['?']]],
    ]],
    [t('shortcuts.sheet'), [
      [t('shortcuts.next'), [['Tab'], [shift, 'Tab']]],
      [t('shortcuts.commit'), [[enter]]],
      [t('shortcuts.restore'), [[escape]]],
      [t('shortcuts.neighbours'), [[alt, '↑'], [alt, '↓']]],
    ]],
    [t('shortcuts.table'), [
      [t('shortcuts.search'), [['/']]],
      [t('shortcuts.newPerson'), [['N']]],
      [t('shortcuts.move'), [['↑'], ['↓']]],
      [t('shortcuts.page'), [['PgUp'], ['PgDn']]],
      [t('shortcuts.ends'), [['Home'], ['End']]],
      [t('shortcuts.open'), [[enter]]],
      [t('shortcuts.tick'), [[space]]],
      [t('shortcuts.extend'), [[shift, '↑'], [shift, '↓']]],
      [t('shortcuts.all'), [[control, 'A']]],
      [t('shortcuts.none'), [[escape]]],
      [t('shortcuts.delete'), [['Del']]],
      [t('shortcuts.headers'), [[alt, '←'], [alt, '→']]],
    ]],
  ]
  return (
    <Modal opened onClose={onClose} size="xl" title={t('shortcuts.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className={classes.groups}>
        {groups.map(([title, rows]) => (
          <section key={title} className={classes.group}>
            <h3>{title}</h3>
            <dl>
              {rows.map(([what, ways]) => (
                <div key={what} className={classes.row}>
                  <dt>{what}</dt>
                  <dd>
                    {ways.map((keys) => (
                      <span key={keys.join()} className={classes.way}>
                        {keys.map((key) => (
                          <Kbd key={key} size="xs">
                            {key}
                          </Kbd>
                        ))}
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
