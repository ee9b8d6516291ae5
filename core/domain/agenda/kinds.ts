/** What an action of a kind usually needs: where a new one begins, and each number of it may be changed. Custom of sections, no rule. */
import type { ActionKind, Audience } from './action'

/** Things to see to; their words are the screens' (`action:task`). */
export const taskNames = ['leaflets', 'table', 'banner', 'pens', 'sign-in', 'posters', 'glue', 'room', 'key', 'sound', 'projector', 'drinks', 'speakers', 'walk-list', 'call-list', 'agenda', 'proxies', 'authorities', 'box', 'training-kit'] as const
export type TaskName = (typeof taskNames)[number]

/** What is taken along by number; their words are the screens' (`material:name`). What is only to be thought of is a task. */
export const materialNames = ['leaflets', 'posters', 'contact-forms', 'membership-forms', 'bags', 'badges', 'stickers', 'armbands', 'chairs', 'voting-cards', 'plans'] as const
export type MaterialName = (typeof materialNames)[number]

/** How many of what a kind usually takes along. */
export const kindKits: Record<ActionKind, Partial<Record<MaterialName, number>>> = {
  'leafleting-station': { leaflets: 300, 'contact-forms': 10 },
  'leafleting-market': { leaflets: 500, 'contact-forms': 20, stickers: 50 },
  letterboxes: { leaflets: 400, bags: 2, plans: 2 },
  doors: { leaflets: 200, badges: 4, 'contact-forms': 20 },
  posters: { posters: 40, plans: 1 },
  stall: { leaflets: 300, 'contact-forms': 30, 'membership-forms': 10 },
  'public-meeting': { chairs: 50, 'contact-forms': 30, 'membership-forms': 10 },
  'home-meeting': { 'contact-forms': 10, 'membership-forms': 5 },
  assembly: { 'voting-cards': 40, chairs: 40 },
  training: {},
  demonstration: { leaflets: 300, armbands: 6, stickers: 100 },
  office: { 'membership-forms': 10 },
  collection: { leaflets: 100 },
  phoning: {},
  other: {},
}

export interface KindDefaults {
  minutes: number
  /** `HH:MM` at which it mostly begins. */
  begins: string
  /** Into how many shifts it is divided, and how many people each needs. */
  shifts: number
  least: number
  tasks: readonly TaskName[]
  audience: Audience
}

export const kindDefaults: Record<ActionKind, KindDefaults> = {
  'leafleting-station': { minutes: 90, begins: '07:00', shifts: 1, least: 2, tasks: ['leaflets'], audience: 'supporters' },
  'leafleting-market': { minutes: 180, begins: '09:00', shifts: 2, least: 2, tasks: ['leaflets', 'banner'], audience: 'supporters' },
  letterboxes: { minutes: 120, begins: '18:00', shifts: 1, least: 2, tasks: ['leaflets', 'walk-list'], audience: 'supporters' },
  doors: { minutes: 120, begins: '18:00', shifts: 1, least: 4, tasks: ['leaflets', 'walk-list', 'pens'], audience: 'supporters' },
  posters: { minutes: 120, begins: '20:30', shifts: 1, least: 3, tasks: ['posters', 'glue'], audience: 'supporters' },
  stall: { minutes: 240, begins: '09:00', shifts: 2, least: 2, tasks: ['table', 'leaflets', 'pens', 'banner'], audience: 'supporters' },
  'public-meeting': { minutes: 120, begins: '19:00', shifts: 1, least: 4, tasks: ['room', 'key', 'speakers', 'sound', 'sign-in', 'pens'], audience: 'everyone' },
  'home-meeting': { minutes: 120, begins: '19:30', shifts: 1, least: 1, tasks: ['speakers', 'leaflets', 'sign-in'], audience: 'everyone' },
  assembly: { minutes: 150, begins: '18:30', shifts: 1, least: 2, tasks: ['room', 'agenda', 'sign-in', 'proxies', 'pens'], audience: 'members' },
  training: { minutes: 180, begins: '14:00', shifts: 1, least: 1, tasks: ['room', 'projector', 'training-kit', 'sign-in'], audience: 'supporters' },
  demonstration: { minutes: 180, begins: '14:00', shifts: 1, least: 4, tasks: ['banner', 'authorities', 'leaflets'], audience: 'everyone' },
  office: { minutes: 120, begins: '17:00', shifts: 1, least: 1, tasks: ['key', 'leaflets'], audience: 'everyone' },
  collection: { minutes: 180, begins: '10:00', shifts: 2, least: 2, tasks: ['box', 'table', 'banner'], audience: 'everyone' },
  phoning: { minutes: 120, begins: '18:00', shifts: 1, least: 3, tasks: ['call-list', 'pens'], audience: 'supporters' },
  other: { minutes: 60, begins: '18:00', shifts: 1, least: 0, tasks: [], audience: 'everyone' },
}
