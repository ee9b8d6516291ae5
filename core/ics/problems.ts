/** What was found wrong in a calendar file. Codes, whose sentences are the screens' and the command line's. */

export type Reason =
  /** Nothing of a calendar is in the file. */
  | 'empty' | 'not-a-calendar' | 'too-large' | 'too-many'
  /** The line is no property; what it says is not read. */
  | 'broken-line' | 'too-long' | 'stray-end'
  /** Its end is missing: read as far as it goes. */
  | 'cut-off'
  /** Not read: it is no event, or none without these. */
  | 'not-an-event' | 'no-start' | 'bad-start'
  /** Read as if it were not there. */
  | 'bad-value' | 'bad-end' | 'end-before-start' | 'bad-rule' | 'rule-too-fine' | 'too-many-dates'
  /** It changes one occurrence of a series and all that follow: read as that one alone. */
  | 'this-and-future'
  /** A name was made for it, so that it is known again. */
  | 'no-uid'
  /** Another one of the same name counts: it is newer, or stands before it. */
  | 'duplicate'
  /** It says no time zone: meant wherever one is. */
  | 'floating'
  /** Its time zone is known from the file alone: told by the section's clocks. */
  | 'zone-of-file'
  /** Its time zone is known to nobody: taken for the section's. */
  | 'unknown-zone'

export interface Problem {
  /** From 1. */
  line: number
  reason: Reason
}
