/** The code that two people read to each other, large enough for both to see it from where they sit. Read aloud digit by digit. */
import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { memberWords } from './member-words'
import { codeGroups } from './sharing'
import { addWords } from './words'
import classes from './CodeToCompare.module.css'

addWords('member', memberWords)

export function CodeToCompare({ code }: { code: string }) {
  const { t } = useTranslation('member')
  const groups = codeGroups(code)
  return (
    <p className={classes.code} data-testid="code">
      <VisuallyHidden component="span">{t('code', { digits: groups.map((group) => [...group].join(' ')).join(', ') })}</VisuallyHidden>
      {groups.map((group, at) => (
        <span key={at} aria-hidden>
          {group}
        </span>
      ))}
    </p>
  )
}
