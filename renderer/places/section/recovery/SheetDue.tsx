/** A new recovery sheet is due: until there is one, losing the computers that administer the section is again the end of it. */
import { IconFileText } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { goTo } from '../../../ui/route'
import { addWords } from '../../../ui/words'
import { recoverySheetWords } from './words'

addWords('paper', recoverySheetWords)

/** The classes are those of the banner that it is shown in. */
export default function SheetDue({ why, className, action }: { why: 'used' | 'moved'; className: string | undefined; action: string | undefined }) {
  const { t } = useTranslation('paper')
  return (
    <div className={className}>
      <IconFileText size={16} stroke={1.75} aria-hidden />
      {t(why)}
      <button type="button" className={action} onClick={() => goTo({ place: 'section', part: 'organizers' })}>
        {t('printAgain')}
      </button>
    </div>
  )
}
