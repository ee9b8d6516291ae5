/** A part of the section place, under its own heading. */
import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './SectionPlace.module.css'

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <Title order={2}>{title}</Title>
      <div className={classes.body}>{children}</div>
    </section>
  )
}
