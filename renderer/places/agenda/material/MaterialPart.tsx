/** What is taken along to the action, and how many of it. */
import { Button, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Material } from '#core/domain/agenda/action'
import { useDraft } from '../../../ui/drafts'
import { IconButton } from '../../../ui/IconButton'
import { Part } from '../../../ui/sheet/lines'
import { useField } from '../../../ui/sheet/use-field'
import { addWords } from '../../../ui/words'
import { shortId } from '../short-id'
import { useActionEdit } from '../use-action-edit'
import { idBehind, quantityOf } from './kit'
import { materialWords } from './words'
import fields from '../../../ui/sheet/fields.module.css'
import classes from './Material.module.css'

addWords('material', materialWords)

export function MaterialPart() {
  const { t } = useTranslation('material')
  const { action, edit } = useActionEdit()
  const [quantity, setQuantity] = useState('')
  const [text, setText] = useState('')
  const first = useRef<HTMLInputElement>(null)
  const number = quantityOf(quantity)
  const ready = text.trim() !== '' && number !== null
  const add = async () => {
    if (!ready) return
    setQuantity('')
    setText('')
    await edit({ field: 'material', set: [{ id: idBehind(action.material.length, shortId), text: text.trim(), quantity: number }] })
  }
  useDraft(ready, add)
  return (
    <Part title={t('title')}>
      {action.material.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('none')}
        </Text>
      ) : (
        <ul className={classes.list}>
          {action.material.map((material, at) => (
            <Row key={material.id} material={material} n={at + 1} onRemoved={() => first.current?.focus()} />
          ))}
        </ul>
      )}
      <form
        className={classes.row}
        onSubmit={(event) => {
          event.preventDefault()
          void add()
          // The next thing is typed from its number on.
          first.current?.focus()
        }}
      >
        <input ref={first} className={`${fields.input} ${classes.number}`} inputMode="numeric" aria-label={t('newQuantity')} aria-invalid={number === null || undefined} placeholder="×" value={quantity} onChange={(event) => setQuantity(event.currentTarget.value)} />
        <input className={fields.input} aria-label={t('newWhat')} placeholder={t('newWhat')} maxLength={200} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <Button type="submit" size="compact-sm" variant="default" disabled={!ready}>
          {t('add')}
        </Button>
      </form>
    </Part>
  )
}

function Row({ material, n, onRemoved }: { material: Material; n: number; onRemoved(): void }) {
  const { t } = useTranslation('material')
  const { edit } = useActionEdit()
  const quantity = useField(String(material.quantity || ''), async (typed) => {
    const number = quantityOf(typed)
    if (number === null) return false
    await edit({ field: 'material', set: [{ ...material, quantity: number }] })
    return true
  })
  const text = useField(material.text, async (typed) => {
    if (typed === '') return false
    await edit({ field: 'material', set: [{ ...material, text: typed }] })
    return true
  })
  const remove = () => {
    onRemoved()
    void edit({ field: 'material', remove: [material.id] })
  }
  return (
    <li className={classes.row}>
      <input className={`${fields.input} ${classes.number}`} inputMode="numeric" aria-label={t('quantity', { what: material.text })} {...quantity.input} />
      <input className={fields.input} aria-label={t('what', { n })} maxLength={200} {...text.input} />
      <IconButton icon={IconX} label={t('remove', { what: material.text })} onClick={remove} />
    </li>
  )
}
