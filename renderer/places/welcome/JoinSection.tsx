/** Into a section of others: the link, how it is protected here, then the way in step by step until it opens. */
import { Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SectionId } from '#core/domain/ids'
import { useTopic } from '../../ui/engine'
import type { GivenInvitation } from '../../ui/given-invitation'
import { JoinForm } from './JoinForm'
import { JoiningSteps } from './JoiningSteps'
import classes from './Welcome.module.css'

interface Props {
  keychain: boolean
  given: GivenInvitation
  /** One that is on this computer already. */
  onOpen(id: SectionId): void
  /** With another invitation, wherever this one was given. */
  onAgain(): void
  onBack(): void
}

export default function JoinSection({ keychain, given, onOpen, onAgain, onBack }: Props) {
  const { t } = useTranslation('join')
  const joining = useTopic('joining', null)
  return (
    <section className={classes.panel} aria-labelledby="join-title">
      <Title order={2} id="join-title" mb="md">
        {t('title')}
      </Title>
      {joining && !('bySheet' in joining) ? <JoiningSteps key={joining.step} joining={joining} onAgain={onAgain} onBack={onBack} /> : <JoinForm keychain={keychain} given={given} onOpen={onOpen} onBack={onBack} />}
    </section>
  )
}
