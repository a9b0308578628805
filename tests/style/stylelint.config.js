// What prettier cannot hold: the two scales, and the oldest browsers.

import { fileURLToPath } from 'node:url';

// Lengths that are steps of a scale in tokens.css. Sizes of drawings and controls, borders and
// widths of windows are not steps of anything and stay as they are.
const STEPS = ['rem', 'px'];

const ANY = ['/./'];

export default {
  plugins: ['stylelint-plugin-use-baseline', 'stylelint-no-unsupported-browser-features'],
  reportDescriptionlessDisables: true,
  reportInvalidScopeDisables: true,
  reportNeedlessDisables: true,
  rules: {
    'declaration-property-unit-disallowed-list': {
      '/^font(-size)?$/': STEPS,
      '/^(margin|padding)/': STEPS,
      '/gap$/': STEPS,
      '/radius$/': ['rem'],
      '/^--/': STEPS,
    },

    // By Chrome 109 and Firefox 115 themselves, nesting among it, but blind to `@supports` and to many functions.
    'plugin/no-unsupported-browser-features': [
      true,
      { browsers: ['chrome 109', 'firefox 115'], ignorePartialSupport: true, ignore: ['css-lch-lab', 'text-size-adjust'] },
    ],

    // Sees functions, values and at-rules, and leaves alone what stands within `@supports`. The last
    // year that both of these browsers have whole is 2022.
    'plugin/use-baseline': [
      true,
      {
        available: 2022,
        // Both have these; it is another browser that does not.
        ignoreAtRules: ['page', 'view-transition'],
        ignoreSelectors: ['selection', '/^view-transition-/'],
        ignoreProperties: {
          '/^(accent-color|box-decoration-break|break-after|forced-color-adjust|mask-image|outline|overscroll-behavior-x|print-color-adjust|resize)$/': ANY,
          // Where these are missing, lines break and letters grow as they always did.
          '/^(text-wrap|text-size-adjust|view-transition-name)$/': ANY,
        },
      },
    ],
  },
  overrides: [{ files: [fileURLToPath(new URL('../../style/tokens.css', import.meta.url))], rules: { 'declaration-property-unit-disallowed-list': null } }],
};
