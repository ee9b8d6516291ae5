/** The key that ticks a box: the first letter of its column. */
import { signInWords, type signInChannels } from '#core/print/sign-in-words'

type SignInChannel = (typeof signInChannels)[number]

export const letterOf = (channel: SignInChannel, locale: 'fr' | 'en'): string => signInWords[locale].channel[channel].charAt(0).toLowerCase()
