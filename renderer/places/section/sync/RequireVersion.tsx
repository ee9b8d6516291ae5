/**
 * Announcing the lowest version that may share the section. Invariant: it asks for no more than this computer has, and shows
 * first whom it would leave behind: it can't be taken back, and who announces must not be the first to be shut out.
 */
import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { IconDeviceLaptop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useTopic } from '../../../ui/engine'
import { Refusal } from '../../../ui/Refusal'
import { useReturnFocus } from '../../../ui/return-focus'
import { useMembershipDeed } from '../organizers/use-membership-deed'
import { versionsOf } from './versions-of'
import classes from '../SectionPlace.module.css'

export default function RequireVersion({ format, onClose }: { format: { own: number; minimum: number }; onClose(): void }) {
  const { t } = useTranslation('versions')
  useReturnFocus()
  const devices = versionsOf(useTopic('devices', null) ?? [], format.own)
  const { busy, refused, run } = useMembershipDeed(t('done', { format: format.own }), onClose)
  const older = devices.filter(({ fits }) => fits === 'older').length
  const unknown = devices.filter(({ fits }) => fits === 'unknown').length
  const asked = format.minimum >= format.own
  return (
    <Modal opened onClose={onClose} title={t('dialog')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        <div>
          <Text size="sm" fw={600}>
            {t('who')}
          </Text>
          <ul className={classes.points} aria-label={t('who')}>
            {devices.map(({ id, name, self, app, fits }) => (
              <li key={id} className={classes.point}>
                <div className={classes.device}>
                  <IconDeviceLaptop size={22} stroke={1.5} className={classes.fine} aria-hidden />
                  <Text>
                    {name}
                    {self && (
                      <Text span c="dimmed">
                        {' '}
                        ({t('self')})
                      </Text>
                    )}
                  </Text>
                </div>
                <Text size="sm" ta="right" c={fits === 'fits' ? 'dimmed' : undefined} fw={fits === 'older' ? 600 : undefined}>
                  {app ? t('version', { version: app.version, format: app.format }) : t('unknown')}
                  {fits === 'older' && ` · ${t('older')}`}
                </Text>
              </li>
            ))}
          </ul>
          <Text size="sm" c="dimmed" mb="xs">
            {t('format')}
          </Text>
          <Text size="sm">
            {older > 0 ? t('behind', { count: older }) : t('nobodyBehind')} {unknown > 0 && t('unknownMore', { count: unknown })}
          </Text>
        </div>
        <div>
          <Text size="sm" fw={600}>
            {t('does')}
          </Text>
          <List size="sm" mt={4}>
            <List.Item>{t('doesStop')}</List.Item>
            <List.Item>{t('doesKeep')}</List.Item>
            <List.Item>{t('doesResume')}</List.Item>
            <List.Item>{t('doesStay')}</List.Item>
          </List>
        </div>
        {asked && <Text size="sm">{t('already', { format: format.minimum })}</Text>}
        {refused && <Refusal code={refused} />}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus autoFocus onClick={onClose}>
            {t(asked ? 'close' : 'cancel')}
          </Button>
          {!asked && (
            <Button loading={busy} onClick={() => run((engine) => engine.call('requireFormat', format.own))}>
              {t('submit', { format: format.own })}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
