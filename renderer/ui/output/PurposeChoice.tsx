/** "What is it for?": the consent rule of an output, and at once how many people it leaves out and why. */
import { Group, Loader, NativeSelect, Radio, Stack, Text } from '@mantine/core'
import { IconUserOff, IconUsers } from '@tabler/icons-react'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { purposes, type Purpose } from '#core/domain/consent'
import type { PeopleSelection } from '#core/domain/query'
import { useEngine } from '../engine'
import { addWords } from '../words'
import { ruleFor, type ConsentRule } from './consent-rule'
import { outputChannels, outputWords } from './words'

addWords('output', outputWords)

export interface ConsentCount {
  allowed: number
  refused: number
  unknown: number
}

/** Who may be reached under a rule; `null` while counting, and when there is no rule to count for. */
export function useConsentCount(selection: PeopleSelection, rule: ConsentRule): ConsentCount | null {
  const engine = useEngine()
  const [counted, setCounted] = useState<{ key: string; count: ConsentCount } | null>(null)
  const key = JSON.stringify([selection, rule])
  useEffect(() => {
    if (!rule) return
    let current = true
    // Without a count the dialog still works: what is produced says itself how many were left out.
    engine.call('consentCount', { selection, ...rule }).then((count) => current && setCounted({ key, count }), () => undefined)
    return () => {
      current = false
    }
    // `key` stands for selection and rule by value.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [engine, key])
  return rule && counted?.key === key ? counted.count : null
}

export function PurposeChoice({ rule, onChange, count }: { rule: ConsentRule; onChange: (rule: ConsentRule) => void; count: ConsentCount | null }) {
  const { t } = useTranslation(['output', 'person'])
  const question = useId()
  return (
    <Stack gap="xs">
      <Text component="h3" fw={600} id={question}>
        {t('purpose.question')}
      </Text>
      <Radio.Group
        aria-labelledby={question}
        value={rule?.channel ?? 'internal'}
        onChange={(value) => onChange(ruleFor(value as (typeof outputChannels)[number] | 'internal', rule))}
      >
        <Stack gap={6}>
          {(['internal', ...outputChannels] as const).map((channel) => (
            <div key={channel}>
              <Radio
                value={channel}
                label={t(`purpose.${channel}`)}
                description={(rule?.channel ?? 'internal') === channel ? t(`purpose.${channel}More`) : undefined}
              />
              {rule?.channel === channel && (
                <Group gap="xs" ml={32} mt={6} align="center">
                  <NativeSelect
                    size="xs"
                    aria-label={t('purpose.about')}
                    value={rule.purpose}
                    onChange={(event) => onChange({ ...rule, purpose: event.currentTarget.value as Purpose })}
                    data={purposes.map((purpose) => ({ value: purpose, label: t('purpose.aboutOne', { purpose: t(`person:purpose.${purpose}`) }) }))}
                  />
                </Group>
              )}
            </div>
          ))}
        </Stack>
      </Radio.Group>
      {rule && <LeftOut count={count} />}
    </Stack>
  )
}

function LeftOut({ count }: { count: ConsentCount | null }) {
  const { t } = useTranslation('output')
  const left = count ? count.refused + count.unknown : 0
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start" role="status">
      {count ? left ? <IconUserOff size={16} aria-hidden color="var(--mantine-color-orange-filled)" /> : <IconUsers size={16} aria-hidden /> : <Loader size={14} />}
      <Text size="sm">
        {!count
          ? t('leftOut.counting')
          : left === 0
            ? t('leftOut.none')
            : [
                t('leftOut.some', { count: left }),
                [
                  count.refused ? t('leftOut.refused', { count: count.refused }) : '',
                  count.unknown ? t('leftOut.unknown', { count: count.unknown }) : '',
                ].filter(Boolean).join(', ') + '.',
              ].join(' ')}
      </Text>
    </Group>
  )
}
