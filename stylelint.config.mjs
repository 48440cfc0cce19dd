// The rules for style sheets that Biome has not: the standard ones, but those named here with the reason.
const word = "[a-z0-9]+(?:-[a-z0-9]+)*";
const DISTANCES = "/^(?:margin|padding|scroll-margin|scroll-padding)(?:-|$)|^(?:row-|column-)?gap$/";
const OFFSETS = "/^(?:inset|top|right|bottom|left)(?:-|$)/";

export default {
  extends: ["stylelint-config-standard"],
  reportDescriptionlessDisables: true,
  reportInvalidScopeDisables: true,
  reportNeedlessDisables: true,
  reportUnscopedDisables: true,
  rules: {
    // empty lines part the sections of a sheet, not its rules
    "at-rule-empty-line-before": null,
    "comment-empty-line-before": null,
    "custom-property-empty-line-before": "never",
    "declaration-empty-line-before": "never",
    "rule-empty-line-before": null,
    // distances are of the scale in macros/look/tokens.yml; those inside a line of text go with its letters (em)
    "declaration-property-unit-disallowed-list": { [DISTANCES]: ["px", "rem"], [OFFSETS]: ["rem"] },
    // browsers that know container queries and not yet ranges would lose the layout
    "media-feature-range-notation": "prefix",
    // the sheets are in the order of the parts of a page
    "no-descending-specificity": null,
    // phones of one maker know it only by this name
    "property-no-vendor-prefix": [true, { ignoreProperties: ["-webkit-text-size-adjust"] }],
    // ours: block, block__part, block--variant; the theme's; and whether scripts run
    "selector-class-pattern": `^(?:(?:hb|md)-${word}(?:__${word})?(?:--${word})?|(?:no-)?js)$`,
  },
  overrides: [
    {
      // what lies where in a drawing is its geometry
      files: ["**/figures.css"],
      rules: { "declaration-property-unit-disallowed-list": { [DISTANCES]: ["px", "rem"] } },
    },
  ],
};
