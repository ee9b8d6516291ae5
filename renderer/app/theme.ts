/**
 * Every colour, size and radius of the interface. Screens use these tokens through Mantine's variables, never values of
 * their own. `line` parts what lies beside each other; `edge` bounds what one types or ticks in. Contrast: `encre` 7 on white is 7.4:1, white on `encre` 7 the same; text pairs of status colours are 4.5:1 or more, `edge` 3:1 on its ground.
 */
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

/** The ink of the house: a petrol blue that belongs to no party. */
const encre: MantineColorsTuple = ['#eef7fa', '#dcebf1', '#b5d6e2', '#8abfd2', '#67acc5', '#4f9fbd', '#2f7f9e', '#1a6482', '#14536d', '#0b3f55']
const slate: MantineColorsTuple = ['#f7f9fa', '#eef1f3', '#e1e6ea', '#cbd3d9', '#a5b1ba', '#75838e', '#55636e', '#3f4b55', '#28323a', '#161d23']
const night: MantineColorsTuple = ['#d5dbe0', '#b3bcc4', '#8f9ba5', '#6c7883', '#46525c', '#36414a', '#28323a', '#1d252c', '#161d23', '#10161b']

export const theme = createTheme({
  primaryColor: 'encre',
  primaryShade: { light: 7, dark: 6 },
  colors: { encre, gray: slate, dark: night },
  fontFamily: '"Inter Variable", "Segoe UI Variable Text", "Segoe UI", -apple-system, "Noto Sans", "Liberation Sans", sans-serif',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1.125rem' }, h3: { fontSize: '0.9375rem' } } },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  autoContrast: true,
  focusRing: 'auto',
  components: {
    Button: { styles: { label: { fontWeight: 500 } } },
    Modal: { defaultProps: { centered: false, overlayProps: { backgroundOpacity: 0.35 } }, styles: { title: { fontSize: '1.0625rem', fontWeight: 600 } } },
    // Mantine's own is 2 px under the text: 11 px here, too small to be read by everybody.
    InputWrapper: { styles: { description: { fontSize: 'var(--mantine-font-size-xs)' }, error: { fontSize: 'var(--mantine-font-size-xs)' } } },
    Pill: { defaultProps: { size: 'sm' } },
  },
})

/** Surfaces that Mantine has no name for. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--permanence-nav': '13.5rem',
    '--permanence-bar': '3rem',
    '--permanence-sheet': 'clamp(32rem, 31vw, 38rem)',
  },
  light: {
    '--permanence-nav-bg': slate[1],
    '--permanence-line': slate[2],
    '--permanence-edge': slate[5],
    '--permanence-hover': slate[0],
    '--permanence-selected': encre[0],
    '--permanence-warn': '#fdf6e0',
    '--permanence-warn-line': '#ecd9a0',
    '--permanence-lacking': '#9a4a00',
    '--permanence-alarm': '#b3261e',
    '--permanence-yes': '#dff3e6',
    '--permanence-yes-text': '#1b6b3a',
    '--permanence-no': '#fbe3e1',
    '--permanence-no-text': '#a3261d',
    '--mantine-color-text': slate[9],
    '--mantine-color-error': '#b3261e',
    '--mantine-color-default-border': slate[3],
    '--mantine-color-dimmed': slate[6],
    '--mantine-color-placeholder': slate[5],
  },
  dark: {
    '--permanence-nav-bg': night[9],
    '--permanence-line': night[6],
    '--permanence-edge': night[3],
    '--permanence-hover': night[7],
    '--permanence-selected': '#173341',
    '--mantine-color-error': '#ff9a92',
    '--permanence-warn': '#352d16',
    '--permanence-warn-line': '#5e5024',
    '--permanence-lacking': '#ffc078',
    '--permanence-alarm': '#9c231b',
    '--permanence-yes': '#173d28',
    '--permanence-yes-text': '#8fdcae',
    '--permanence-no': '#4a1f1c',
    '--permanence-no-text': '#f3aaa3',
    // The library's own are so strong in the dark that a notice of some lines outshines all else on the screen.
    '--mantine-color-orange-light': '#352d16',
    '--mantine-color-orange-light-color': '#ffc078',
    '--mantine-color-red-light': '#4a1f1c',
    '--mantine-color-red-light-color': '#f3aaa3',
    '--mantine-color-green-light': '#173d28',
    '--mantine-color-green-light-color': '#8fdcae',
    '--mantine-color-dimmed': night[2],
    '--mantine-color-placeholder': night[3],
  },
})
