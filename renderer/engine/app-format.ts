/** The format of what this version writes: a section may ask for a higher one (the statement `minimum`). */
export const appFormat = 1
