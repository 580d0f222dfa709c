// The rules for all stylesheets of the project. Run from the root of the repository: see the step
// `scripts` of tests/run.
export default {
  extends: "stylelint-config-standard",
  rules: {
    // The program joins stylesheets by this notation.
    "import-notation": "string",
    // Components are in files of their own, so rules are ordered by component, not by specificity.
    "no-descending-specificity": null,
    // Safari on iOS knows the property only with its prefix.
    "property-no-vendor-prefix": [true, { ignoreProperties: ["-webkit-text-size-adjust"] }],
    // Names of fonts, and a keyword of SVG, keep their case.
    "value-keyword-case": ["lower", { ignoreProperties: [/^--/], ignoreKeywords: ["crispEdges"] }],
  },
};
