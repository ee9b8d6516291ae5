/** The templates that come with the app, in the order in which they are offered. */
import { doorCard, invitationA6, socialSquare } from './cards'
import { leafletDl } from './leaflet'
import { posterA3, posterA4 } from './posters'
import { tractA4, tractA5, tractA6, tractA6TwoSided } from './tracts'
import type { Template } from '../template'

export const builtInTemplates: readonly Template[] = [tractA6, tractA6TwoSided, tractA5, tractA4, leafletDl, posterA4, posterA3, invitationA6, doorCard, socialSquare]
