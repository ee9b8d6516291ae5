/** The guide's words on relays, where they are needed: the app opens no link to the outside. */
import { Stack, Text } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from '../SectionPlace.module.css'

export function WhatARelaySees() {
  const { t } = useTranslation('sync')
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <div>
      <button type="button" className={classes.link} aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>
        {t('relay.ask')}
      </button>
      {open && (
        <Stack id={id} gap="xs" mt="xs">
          {(['what', 'sees', 'never', 'host'] as const).map((part) => (
            <Text key={part} size="sm">
              {t(`relay.${part}`)}
            </Text>
          ))}
        </Stack>
      )}
    </div>
  )
}
