// The rules for all scripts of the project, with the globals of each. Run from the root of the
// repository: see the step `scripts` of tests/run.
import js from "@eslint/js";
import globals from "globals";

const THEME = "themes/default/static/**/*.js";
const CLASSIC = ["themes/default/static/theme.js", "src/serve/preview.js"];
// No DOM, because tests run them in Node as well.
const PURE = [
  "themes/default/static/search/engine.js",
  "themes/default/static/choose/{export,text,works}.js",
  "themes/default/static/datasets/state.js",
];
const SHARED = ["URL", "URLSearchParams"];

const pick = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

export default [
  { ignores: ["**/out/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      curly: ["error", "multi-line", "consistent"],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-implicit-globals": "error",
      "no-implied-eval": "error",
      "no-eval": "error",
      "no-nested-ternary": "error",
      "no-unused-expressions": ["error", { allowShortCircuit: true }],
      "no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      "no-use-before-define": ["error", { functions: false, classes: false, variables: false }],
      "no-useless-return": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  { files: [THEME], ignores: [...CLASSIC, ...PURE], languageOptions: { globals: globals.browser } },
  { files: PURE, languageOptions: { globals: pick(SHARED) } },
  {
    files: CLASSIC,
    languageOptions: { sourceType: "script", globals: globals.browser },
  },
  {
    // Tests run in Node, and the functions that they pass to pages run in the browser.
    files: ["tests/browser/*.mjs"],
    languageOptions: { globals: { ...globals.browser, ...globals.nodeBuiltin } },
  },
];
