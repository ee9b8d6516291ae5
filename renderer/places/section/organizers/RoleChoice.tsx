/** A role, with what it can see in words: nobody should give away the people file by picking a word. */
import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Role } from '#engine/api'

const offered = ['organizer', 'volunteer', 'admin'] as const satisfies Role[]

interface Props {
  label: string
  description?: string
  value: Role
  onChange(role: Role): void
}

export function RoleChoice({ label, description, value, onChange }: Props) {
  const { t } = useTranslation('member')
  return (
    <Radio.Group label={label} description={description} value={value} onChange={(role) => onChange(role as Role)}>
      <Stack gap="sm" mt="xs">
        {offered.map((role) => (
          <Radio key={role} value={role} label={t(`role.${role}`)} description={t(`can.${role}`)} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
