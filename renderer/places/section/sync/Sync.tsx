/** How the section is shared, or the form that begins it. Offline is a state like any other: said in grey, with what is kept. */
import { useTranslation } from 'react-i18next'
import { useTopic } from '../../../ui/engine'
import { standsAlone } from '../../../ui/sharing'
import { addWords } from '../../../ui/words'
import { Part } from '../Part'
import { Relay } from './Relay'
import { ShareForm } from './ShareForm'
import { SyncState } from './SyncState'
import { Versions } from './Versions'
import { WhatARelaySees } from './WhatARelaySees'
import { syncWords } from './words'

addWords('sync', syncWords)

export default function Sync() {
  const { t } = useTranslation('sync')
  const sharing = useTopic('sharing', null)
  if (!sharing) return null
  return (
    <>
      <Part title={t(sharing.state === 'alone' ? 'share.title' : 'state.title')}>
        {sharing.state === 'alone' ? <ShareForm /> : <SyncState sharing={sharing} />}
        <WhatARelaySees />
      </Part>
      {sharing.state === 'shared' && !standsAlone(sharing) && <Relay sharing={sharing} />}
      {sharing.state === 'shared' && sharing.standing === 'admin' && <Versions format={sharing.format} />}
    </>
  )
}
