// The search engine: finds datasets with the index below search/, which the generator writes. Both
// split texts into terms by the same rules. No DOM, so that it also runs in Node, and one file, so
// that the first result costs three requests.

/**
 * @typedef {{ count: number,
 *   search: (query: string, options?: Options) => Promise<Answer>,
 *   facets: (query?: string, filters?: Filters) => Promise<Record<string, FacetCount[]>>,
 *   card: (id: number) => Promise<Card> }} SearchEngine
 *   `facets` counts the datasets that each value would leave, with the filters of other facets
 * @typedef {Record<string, any>} Filters
 *   a value, a range ("10-99", "100-") or an array of them per facet
 * @typedef {{ limit?: number, offset?: number, fullText?: boolean, filters?: Filters,
 *   sort?: string }} Options
 *   `sort`: "relevance", "list", "name", "date", "cases", "classes", reversed "name-desc", "date-asc"…
 * @typedef {{ total: number, results: Result[], corrected: string? }} Answer
 * @typedef {Card & { id: number, score: number, matched: string[], tier: "facts" | "text" }} Result
 * @typedef {{ slug: string, name: string, note: string, url: string }} Card
 * @typedef {{ value: string, count: number }} FacetCount
 */

const FORMAT = 1;
// Impacts that the generator stores: the whole name, another name (title, file), a typical fact.
const NAME = 63;
const OTHER_NAME = 62;
const FACT = 20;
// The weight of a word by how it was found.
const WEIGHT = {
  exact: 1,
  joined: 1.2,
  phrase: 0.8,
  synonym: 0.7,
  cjkSynonym: 0.95,
  narrower: 0.5,
  split: 0.8,
  pair: 0.4,
  prefix: 0.5,
  last: 0.75,
  typo: 0.45,
};
// A mention in the text of a page weighs less than any fact.
const TEXT = 0.35;
const TEXT_COVERAGE = 0.7;
// The share of the words of the best dataset that others need as well.
const ENOUGH = 0.6;
const MAX_PREFIXES = 200;
const MAX_WORD = 64;

// ---- From texts to terms

const CJK =
  "\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff" +
  "\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const ATOM = new RegExp(`[${CJK}]+|(?:(?![${CJK}])[\\p{Alphabetic}\\p{N}])+`, "gu");
const IS_CJK = new RegExp(`^[${CJK}]`, "u");
const PARTS = /\p{N}+|\P{N}+/gu;

/** The stop words of the generator: those of elasticlunr. */
export const STOP_WORDS = new Set(
  (
    "a able about across after all almost also am among an and any are as at be because been but " +
    "by can cannot could dear did do does either else ever every for from get got had has have he " +
    "her hers him his how however i if in into is it its just least let like likely may me might " +
    "most must my neither no nor not of off often on only or other our own rather said say says " +
    "she should since so some than that the their them then there these they this tis to too twas " +
    "us wants was we were what when where which while who whom why will with would yet you your"
  ).split(" "),
);

/** Normalizes the case and the compatibility characters of a text. @param {string} text */
export const fold = (text) => text.normalize("NFKC").toLowerCase();

const atomsOf = (text) => fold(text).match(ATOM) ?? [];
const truncate = (word) => (word.length > MAX_WORD ? [...word].slice(0, MAX_WORD).join("") : word);

// The terms of a word: its stem, or the overlapping pairs of a run of CJK characters. A stop word
// has none and is found by its synonyms only: "us" is also the stem of "uses".
function termsOf(word) {
  if (STOP_WORDS.has(word)) return [];
  if (!IS_CJK.test(word)) return [stem(word)];
  const characters = [...word];
  if (characters.length < 2) return [word];
  return characters.slice(1).map((character, at) => characters[at] + character);
}

// ---- Porter's stemmer (1980), as the generator has it. M is the number of sequences of a vowel
// and a consonant.

const C = "[^aeiou][^aeiouy]*";
const V = "[aeiouy][aeiou]*";
const M_ABOVE_0 = new RegExp(`^(${C})?${V}${C}`);
const M_IS_1 = new RegExp(`^(${C})?${V}${C}(${V})?$`);
const M_ABOVE_1 = new RegExp(`^(${C})?${V}${C}${V}${C}`);
const HAS_VOWEL = new RegExp(`^(${C})?[aeiouy]`);
const SHORT = new RegExp(`^${C}[aeiouy][^aeiouwxy]$`);
const parsePairs = (text) => text.split(" ").map((pair) => pair.split(":"));
const STEP_2 = parsePairs(
  "ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous " +
    "ization:ize ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al " +
    "iviti:ive biliti:ble logi:log",
);
const STEP_3 = parsePairs("icate:ic ative: alize:al iciti:ic ical:ic ful: ness:");
const STEP_4 = parsePairs(
  "al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize",
);

const longestSuffix = (word, table) =>
  table.filter(([suffix]) => word.endsWith(suffix)).sort((a, b) => b[0].length - a[0].length)[0] ??
  [];

function replaceSuffix(word, table) {
  const [suffix, replacement] = longestSuffix(word, table);
  if (suffix === undefined) return word;
  const base = word.slice(0, -suffix.length);
  return M_ABOVE_0.test(base) ? base + replacement : word;
}

function removePlural(word) {
  if (/(ss|i)es$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

function removePast(word) {
  if (/^.+eed$/.test(word)) return M_ABOVE_0.test(word.slice(0, -3)) ? word.slice(0, -1) : word;

  const base = word.match(/^(.+?)(ed|ing)$/)?.[1];
  if (!base || !HAS_VOWEL.test(base)) return word;
  if (/(at|bl|iz)$/.test(base)) return `${base}e`;
  if (/([^aeiouylsz])\1$/.test(base)) return base.slice(0, -1);
  return SHORT.test(base) ? `${base}e` : base;
}

function removeSuffix(word) {
  const [suffix] = longestSuffix(word, STEP_4);
  const length = suffix?.length ?? (/[st]ion$/.test(word) ? 3 : 0);
  return length && M_ABOVE_1.test(word.slice(0, -length)) ? word.slice(0, -length) : word;
}

function removeFinal(word) {
  if (word.endsWith("e")) {
    const base = word.slice(0, -1);
    if (M_ABOVE_1.test(base) || (M_IS_1.test(base) && !SHORT.test(base))) word = base;
  }
  return word.endsWith("ll") && M_ABOVE_1.test(word) ? word.slice(0, -1) : word;
}

/** The stem of a folded word; words with other letters than a to z stay. @param {string} word */
export function stem(word) {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;

  // A Y at the start is a consonant.
  const startsWithY = word[0] === "y";
  let base = removePast(removePlural(startsWithY ? `Y${word.slice(1)}` : word));
  if (/^.+?[^aeiou]y$/.test(base)) base = `${base.slice(0, -1)}i`;
  base = replaceSuffix(replaceSuffix(base, STEP_2), STEP_3);
  base = removeFinal(removeSuffix(base));
  return startsWithY ? `y${base.slice(1)}` : base;
}

// ---- The files of the index

const DIGITS = new Uint8Array(128);
[..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"].forEach(
  (digit, value) => (DIGITS[digit.charCodeAt(0)] = value),
);

// Calls visit(id, impact) for each dataset of a packed list. The lists of facets have no impacts.
function unpack(text, visit, hasImpacts = true) {
  let id = 0;
  for (let at = 0; at < text.length;) {
    let shift = 0;
    let digit;
    do {
      digit = DIGITS[text.charCodeAt(at++)];
      id += (digit & 31) * 2 ** shift;
      shift += 5;
    } while (digit & 32);
    visit(id, hasImpacts ? DIGITS[text.charCodeAt(at++)] : 0);
  }
}

function hasDataset(postings, wanted) {
  let found = false;
  unpack(postings, (id) => (found ||= id === wanted));
  return found;
}

// The first index whose item is not before the word.
function lowerBound(sorted, word) {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < word) from = middle + 1;
    else to = middle;
  }
  return from;
}

// A file of sorted terms. "segment+ation" is a term with the form to show, "ct=CT" as well.
class Shard {
  constructor({ terms, postings = "" }) {
    this.postings = postings.split(" ");
    this.shown = new Map();
    this.terms = terms.split(" ").map((item, at) => {
      const mark = item.search(/[+=]/);
      if (mark < 0) return item;
      const term = item.slice(0, mark);
      const rest = item.slice(mark + 1);
      this.shown.set(at, item[mark] === "+" ? term + rest : rest);
      return term;
    });
  }

  // The entry at an index: the term, the form to show, the packed datasets.
  entry(at) {
    const term = this.terms[at];
    return { term, shown: this.shown.get(at) ?? term, postings: this.postings[at] };
  }
}

// A tier of the index: shards that are fetched when a word needs them. `first` are their first
// terms.
class Tier {
  constructor(first, fetch) {
    this.first = first;
    this.fetch = fetch;
    /** @type {Shard[]} */
    this.shards = [];
    this.requests = [];
  }

  shardOf(word) {
    const at = lowerBound(this.first, word);
    return this.first[at] === word ? at : Math.max(0, at - 1);
  }

  // Fetches the shards of these words.
  async need(words) {
    const wanted = new Set(words.map((word) => this.shardOf(word)));
    await Promise.all([...wanted].map((at) => (this.requests[at] ??= this.load(at))));
  }

  // Fetches the shards of all words with a prefix.
  async needPrefix(prefix) {
    const [from, to] = [this.shardOf(prefix), this.shardOf(`${prefix}\uffff`)];
    await this.need(this.first.slice(from, to + 1));
  }

  async load(at) {
    try {
      if (this.first.length) this.shards[at] = new Shard(await this.fetch(at));
    } catch (error) {
      this.requests[at] = undefined;
      throw error;
    }
  }

  find(term) {
    const shard = this.shards[this.shardOf(term)];
    const at = shard ? lowerBound(shard.terms, term) : -1;
    return shard?.terms[at] === term ? shard.entry(at) : null;
  }

  // The entries with a prefix, at most MAX_PREFIXES.
  findPrefix(prefix) {
    const entries = [];
    for (let nth = this.shardOf(prefix); this.shards[nth]; nth++) {
      const shard = this.shards[nth];
      for (let at = lowerBound(shard.terms, prefix); shard.terms[at]?.startsWith(prefix); at++) {
        if (entries.push(shard.entry(at)) >= MAX_PREFIXES) return entries;
      }
      if (!shard.terms.at(-1)?.startsWith(prefix)) break;
    }
    return entries;
  }

  *loadedEntries() {
    for (const shard of this.shards.filter(Boolean)) {
      for (let at = 0; at < shard.terms.length; at++) yield shard.entry(at);
    }
  }
}

class Index {
  constructor(load, manifest, facts, synonyms) {
    this.load = load;
    this.manifest = manifest;
    this.count = manifest.count;
    this.facts = facts;
    this.synonyms = new Synonyms(synonyms);
    this.text = makeTier(load, "text", manifest.text);
    // The words of names. A small catalog corrects by all of its terms instead.
    this.names = manifest.names && makeTier(load, "names", manifest.names);
    this.chunks = [];
    /** @type {Promise<Columns> | undefined} */
    this.columns = undefined;
  }

  async getColumns() {
    this.columns ??= this.load(`columns.${this.manifest.columns}.json`).then(
      (columns) => new Columns(columns, this.count),
    );
    return /** @type {Promise<Columns>} */ (this.columns);
  }

  // The terms by which a word can be corrected. In a large catalog they share the first letter, or
  // start with the second one.
  async correctionsFor(word) {
    if (this.manifest.bundle) return this.facts.loadedEntries();
    await Promise.all([...word].slice(0, 2).map((letter) => this.names.needPrefix(letter)));
    return this.names.loadedEntries();
  }

  async card(id) {
    const { cards } = this.manifest;
    const size = cards?.size ?? this.count;
    const nth = Math.floor(id / size);
    const chunk = (this.chunks[nth] ??= await this.load(
      `cards-${nth}.${cards.hashes.split(" ")[nth]}.json`,
    ));
    chunk.lines ??= ["slug", "name", "note"].map((part) => chunk[part].split("\n"));
    const [slug, name, note] = chunk.lines.map((lines) => lines[id % size]);
    return { slug, name, note, url: `datasets/${encodeURIComponent(slug)}/` };
  }
}

function makeTier(load, name, { first, hashes }) {
  const files = hashes ? hashes.split(" ") : [];
  return new Tier(files.length ? first.split(" ") : [], (at) =>
    load(`${name}-${at}.${files[at]}.json`),
  );
}

// Loads what every search needs: one file of a small catalog.
async function loadIndex(load, manifest) {
  if (!manifest.bundle) {
    const facts = makeTier(load, "facts", manifest.facts);
    return new Index(load, manifest, facts, await load(`synonyms.${manifest.synonyms}.json`));
  }

  const bundle = await load(`facts.${manifest.bundle}.json`);
  const facts = new Tier([bundle.facts.terms.split(/[ +=]/, 1)[0]], () => bundle.facts);
  await facts.need([""]);
  const index = new Index(load, manifest, facts, bundle.synonyms);
  index.chunks[0] = bundle.cards;
  index.columns = Promise.resolve(new Columns(bundle.columns, index.count));
  return index;
}

// ---- Typos

/**
 * The edit distance with swapped neighbours as one step (optimal string alignment), or `max + 1`.
 * @param {string} a @param {string} b @param {number} max
 */
export function distance(a, b, max) {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);

  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const replace = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      let steps = Math.min(row[j] + 1, next[j - 1] + 1, replace);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) steps = Math.min(steps, before[j - 2] + 1);
      next[j] = steps;
      least = Math.min(least, steps);
    }
    if (least > max) return max + 1;
    [before, row] = [row, next];
  }
  return row[b.length];
}

// The letters of a word as bits: a fast test for words that differ in many letters.
function lettersOf(word) {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

function countOnes(bits) {
  let count = 0;
  for (; bits; bits &= bits - 1) count++;
  return count;
}

// The query with its typos corrected, or null without any.
function correct(query, typos) {
  const meant = new Map(typos.filter((word) => word.meant).map((word) => [word.raw, word.meant]));
  if (!meant.size) return null;
  return fold(query)
    .trim()
    .replace(ATOM, (atom) => meant.get(atom) ?? atom);
}

// ---- Queries

// Lines are "a|b|c" for synonyms, or "a>b|c" if only a stands for the others.
class Synonyms {
  constructor(lines) {
    this.byForm = new Map();
    this.cjk = [];
    for (const line of lines) {
      const [typed, meant] = line.split(">");
      if (meant === undefined) this.addAll(line.split("|"));
      else this.add(typed, meant.split("|"), true);
    }
    this.cjk.sort((a, b) => b.length - a.length);
  }

  addAll(phrases) {
    for (const typed of phrases) {
      const others = phrases.filter((other) => other !== typed);
      this.add(typed, others, false);
    }
  }

  add(typed, meant, oneWay) {
    for (const form of new Set([typed, typed.split(" ").map(stem).join(" ")])) {
      const known = this.byForm.get(form) ?? [];
      known.push(...meant.map((phrase) => ({ words: phrase.split(" "), oneWay })));
      this.byForm.set(form, known);
    }
    if (IS_CJK.test(typed) && !this.cjk.includes(typed)) this.cjk.push(typed);
  }

  // The synonyms of consecutive words.
  get(words) {
    const stems = words.map(stem).join(" ");
    return this.byForm.get(words.join(" ")) ?? this.byForm.get(stems) ?? [];
  }

  // Splits a run of CJK characters at known words, the longest first: 肝脏肿瘤分割 is three words.
  split(run) {
    const words = [];
    let rest = "";
    for (let at = 0; at < run.length;) {
      const known = this.cjk.find(
        (word) => (word.length > 1 || run.length === 1) && run.startsWith(word, at),
      );
      if (known) {
        if (rest) words.push(rest);
        rest = "";
        words.push(known);
      } else {
        rest += run[at];
      }
      at += known?.length ?? 1;
    }
    if (rest) words.push(rest);

    // A single character between known words means little.
    const meaningful = words.filter((word) => [...word].length > 1);
    return meaningful.length ? meaningful : words;
  }
}

function makeWord(raw, cjk) {
  const term = cjk ? raw : stem(raw);
  return {
    raw,
    cjk,
    term,
    terms: termsOf(raw),
    isLast: false,
    isIncomplete: false,
    candidates: /** @type {any[]} */ ([]),
    meant: "",
  };
}

// The words of a query. Stop words count only if there is nothing else.
function parseQuery(query, synonyms) {
  const words = atomsOf(query).flatMap((atom) => {
    if (!IS_CJK.test(atom)) return [makeWord(truncate(atom), false)];
    const parts = [...atom].length === 2 ? [atom] : synonyms.split(atom);
    return parts.map((part) => makeWord(part, true));
  });
  const meaningful = words.filter(({ raw }) => !STOP_WORDS.has(raw) || synonyms.get([raw]).length);
  const kept = meaningful.length ? meaningful : words;

  const last = kept.at(-1);
  if (last) {
    last.isLast = true;
    last.isIncomplete = !/\s$/.test(query) || kept.length === 1;
  }
  return kept;
}

const joinWords = (words) => words.map(({ raw }) => raw).join("");

// All sequences of two to four words.
function phrasesOf(words) {
  const phrases = [];
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 2; to <= Math.min(words.length, from + 4); to++) {
      phrases.push(words.slice(from, to));
    }
  }
  return phrases;
}

// ---- How words are found. A candidate of a word has entries, which a dataset must have all of to
// match, and a weight. One that is not `sure` leaves room for a correction.

class Matcher {
  constructor(index) {
    this.index = index;
    this.facts = index.facts;
    this.text = index.text;
  }

  // Collects the candidates of all words; returns the words that may have typos.
  async match(words, fullText) {
    const phrases = phrasesOf(words);
    const withSynonyms = [...phrases, ...words.map((word) => [word])].map((phrase) => ({
      phrase,
      synonyms: this.index.synonyms.get(phrase.map(({ raw }) => raw)),
    }));
    const parts = words.map(({ raw }) => (raw.match(PARTS) ?? []).map((part) => stem(part)));
    await this.facts.need([
      truncate(joinWords(words)),
      ...words.flatMap(({ raw, term, terms }) => [raw, term, ...terms]),
      ...phrases.map((phrase) => truncate(joinWords(phrase))),
      ...withSynonyms.flatMap(({ synonyms }) =>
        synonyms.flatMap((one) => one.words.flatMap(termsOf)),
      ),
      ...parts.flat(),
    ]);

    words.forEach((word, at) => this.addExact(word, parts[at]));
    for (const phrase of phrases) this.addJoined(phrase);
    for (const { phrase, synonyms } of withSynonyms) this.addSynonyms(phrase, synonyms);
    if (fullText) await this.addText(words);
    for (const word of words) {
      if (word.cjk) this.addPairs(word);
      else if (!word.candidates.length) this.addHalves(word);
      if (!word.cjk) await this.addPrefixes(word);
    }

    const typos = words.filter(
      ({ raw, cjk, candidates }) =>
        !cjk && raw.length > 3 && !candidates.some(({ sure = true }) => sure),
    );
    for (const word of typos) await this.addCorrections(word);
    return typos;
  }

  add(word, terms, weight) {
    const entries = terms.map((term) => this.facts.find(term));
    if (entries.length && entries.every(Boolean)) word.candidates.push({ entries, weight });
  }

  // The word itself, or its parts of letters and digits.
  addExact(word, parts) {
    this.add(word, word.terms, WEIGHT.exact);
    if (word.raw !== word.term) this.add(word, [word.raw], WEIGHT.exact);
    if (!word.candidates.length && parts.length > 1) this.add(word, parts, WEIGHT.split);
  }

  // Several words that the catalog writes as one.
  addJoined(phrase) {
    const term = truncate(joinWords(phrase));
    for (const word of phrase) this.add(word, [term], WEIGHT.joined);
  }

  addSynonyms(phrase, synonyms) {
    for (const { words, oneWay } of synonyms) {
      let weight = words.length > 1 || phrase.length > 1 ? WEIGHT.phrase : WEIGHT.synonym;
      if (phrase[0].cjk) weight = WEIGHT.cjkSynonym;
      if (oneWay) weight = WEIGHT.narrower;
      for (const word of phrase) this.add(word, words.flatMap(termsOf), weight);
    }
  }

  async addText(words) {
    await this.text.need(words.flatMap(({ terms }) => terms));
    for (const word of words) {
      const entries = word.terms.map((term) => this.text.find(term));
      if (!entries.length || !entries.every(Boolean)) continue;
      // A word that very few pages mention may be a typo there.
      const isRare = !word.candidates.length && entries[0].postings.length < 6;
      word.candidates.push({ entries, weight: WEIGHT.exact, isText: true, sure: !isRare });
    }
  }

  // The pairs of a run of CJK characters that occurs nowhere as a whole.
  addPairs(word) {
    if (word.candidates.length) return;
    for (const term of word.terms) {
      for (const tier of [this.facts, this.text]) {
        const entry = tier.find(term);
        const isText = tier === this.text;
        if (entry) word.candidates.push({ entries: [entry], weight: WEIGHT.pair, isText });
      }
    }

    if ([...word.raw].length > 1) return;
    for (const entry of this.facts.findPrefix(word.raw)) {
      word.candidates.push({ entries: [entry], weight: WEIGHT.prefix });
    }
  }

  // Two words that the query writes as one.
  addHalves(word) {
    for (let at = 3; at <= word.raw.length - 2; at++) {
      this.add(word, [stem(word.raw.slice(0, at)), stem(word.raw.slice(at))], WEIGHT.split);
    }
  }

  // Longer words. The last word may be the start of one or have a typo: from five letters on, both
  // are tried.
  async addPrefixes(word) {
    const { raw, term, isLast, isIncomplete } = word;
    if (raw.length < (isIncomplete ? 2 : 4) || /^\d+$/.test(raw) || STOP_WORDS.has(raw)) return;

    const base = isIncomplete ? WEIGHT.last : WEIGHT.prefix;
    const sure = !isLast || (isIncomplete && raw.length < 5);
    await this.facts.need([raw]);
    const entries = this.facts.findPrefix(raw);
    // The term of the incomplete word "segmentat" is "segment".
    for (let length = raw.length - 1; length > 2; length--) {
      const entry = this.facts.find(raw.slice(0, length));
      if (entry?.shown.startsWith(raw)) entries.push(entry);
    }

    for (const entry of entries) {
      if (entry.term === term) continue;
      const form = entry.shown.startsWith(raw) ? entry.shown : entry.term;
      const weight = base * Math.sqrt(raw.length / form.length);
      word.candidates.push({ entries: [entry], weight, sure });
    }
  }

  async addCorrections(word) {
    if (/^\d+$/.test(word.raw)) return;
    const near = nearTerms(word.raw, await this.index.correctionsFor(word.raw));
    const least = Math.min(...near.map(({ steps }) => steps));
    const best = near.filter(({ steps }) => steps === least || steps === 1);

    await this.facts.need(best.map(({ term }) => term));
    const ranked = best.map((one) => ({
      ...one,
      frequency: this.facts.find(one.term)?.postings.length ?? 0,
    }));
    ranked.sort(
      (a, b) => a.steps - b.steps || a.isShorter - b.isShorter || b.frequency - a.frequency,
    );

    if (!word.candidates.length) word.meant = ranked[0]?.shown ?? "";
    for (const { term, steps, isShorter } of ranked) {
      this.add(word, [term], (WEIGHT.typo / steps) * (isShorter ? 0.8 : 1));
    }
  }
}

// The terms at a small edit distance from a word, in the order of the entries.
function nearTerms(word, entries) {
  const max = word.length > 6 ? 2 : 1;
  const letters = lettersOf(word);
  const near = [];
  for (const { term, shown } of entries) {
    for (const form of shown === term ? [term] : [shown, term]) {
      if (form.length < 3 || Math.abs(form.length - word.length) > max) continue;
      if (countOnes(letters ^ lettersOf(form)) > 2 * max) continue;
      const steps = distance(word, form, max);
      const isShorter = Number(form.length < word.length);
      if (steps <= max) near.push({ term, shown, steps, isShorter });
    }
  }
  return near;
}

// ---- Scores

// The least impact of each dataset that has all entries.
function datasetsWithAll(entries) {
  let all = new Map();
  entries.forEach(({ postings }, nth) => {
    const next = new Map();
    unpack(postings, (id, impact) => {
      if (nth === 0) next.set(id, impact);
      else if (all.has(id)) next.set(id, Math.min(impact, all.get(id)));
    });
    all = next;
  });
  return all;
}

const countPositive = (list) => list.reduce((sum, value) => sum + (value > 0), 0);

// The scores of all datasets for the words of a query.
class Scores {
  constructor(count) {
    this.count = count;
    this.scores = new Float32Array(count);
    // How many words a dataset matches; in `covered`, those in its text only count less.
    this.matched = new Uint8Array(count);
    this.covered = new Float32Array(count);
    // Whether the facts match, not only the text.
    this.facts = new Uint8Array(count);
  }

  // The best candidate counts, not the sum. The rarity of a word is that of all its candidates.
  addWord({ candidates }) {
    const best = new Float32Array(this.count);
    const facts = new Uint8Array(this.count);
    for (const { entries, weight, isText } of candidates) {
      for (const [id, impact] of datasetsWithAll(entries)) {
        const score = weight * (isText ? (TEXT * impact) / NAME : impact / FACT);
        if (score > best[id]) best[id] = score;
        if (!isText) facts[id] = 1;
      }
    }

    const frequency = countPositive(facts) || countPositive(best);
    const rarity = Math.log(1 + (this.count - frequency + 0.5) / (frequency + 0.5)) + 0.1;
    for (let id = 0; id < this.count; id++) {
      if (!best[id]) continue;
      this.scores[id] += rarity * best[id];
      this.covered[id] += facts[id] ? 1 : TEXT_COVERAGE;
      this.matched[id]++;
      this.facts[id] |= facts[id];
    }
  }

  // Drops datasets that match few words, and lowers those that do not match all.
  applyCoverage(words) {
    const most = this.matched.reduce((a, b) => Math.max(a, b), 0);
    const enough = Math.ceil(most * ENOUGH);
    for (let id = 0; id < this.count; id++) {
      if (!this.matched[id] || this.matched[id] < enough) this.scores[id] = 0;
      else this.scores[id] *= (this.covered[id] / words) ** 2;
    }
  }

  // Raises datasets whose name is the whole query, or starts with it.
  addNames(query, entries) {
    for (const { term, postings } of entries) {
      unpack(postings, (id, impact) => {
        if (impact < OTHER_NAME) return;
        const score = this.scores[id];
        if (term === query) this.scores[id] = score * 3 + (impact === NAME ? 1000 : 500);
        else if (query.length > 2) this.scores[id] = score * 1.6 + 1;
        this.facts[id] = 1;
      });
    }
  }
}

// ---- Facets

// "12", "10-99", "100-" and "-9" as a least and a most number.
function parseRange(text) {
  const [, least, dash, most] = text.trim().match(/^(\d*)(-?)(\d*)$/) ?? [];
  if (least === undefined || (!least && !most)) return null;
  if (!dash) return [Number(least), Number(least)];
  return [least ? Number(least) : 0, most ? Number(most) : Infinity];
}

const RANGES = {
  cases: ["1-9", "10-99", "100-999", "1000-9999", "10000-99999", "100000-"],
  classes: ["1", "2", "3-5", "6-10", "11-50", "51-"],
};

// What facets and orders need: the datasets of each value, and the numbers of each dataset.
class Columns {
  constructor({ facets, numbers }, count) {
    this.count = count;
    this.fields = new Map();
    for (const { field, values, datasets } of facets) {
      const lists = datasets.split(" ");
      this.fields.set(field, new Map(values.map((value, at) => [value, lists[at]])));
    }

    this.numbers = Object.create(null);
    for (const [field, text] of Object.entries(numbers)) {
      const parse = (number) => (number === "" ? NaN : Number(number));
      this.numbers[field] = count ? text.split(",").map(parse) : [];
    }
    this.numbers.year = this.numbers.released.map((date) => Math.floor(date / 10000));
  }

  // Calls visit(id) for the datasets with a value.
  each(field, value, visit) {
    if (this.fields.has(field)) {
      const list = this.fields.get(field).get(value);
      if (list) unpack(list, visit, false);
      return;
    }

    const range = parseRange(value);
    if (!range) return;
    const [least, most] = range;
    this.numbers[field]?.forEach((number, id) => number >= least && number <= most && visit(id));
  }

  // All fields with their values: terms, years, ranges of numbers.
  *values() {
    for (const [field, values] of this.fields) yield [field, [...values.keys()]];
    const years = new Set(this.numbers.year.filter((year) => year > 0));
    yield ["year", [...years].sort((a, b) => b - a).map(String)];
    for (const [field, ranges] of Object.entries(RANGES)) yield [field, ranges];
  }

  // How many of the filtered fields each dataset fails, and which datasets pass each field.
  apply(filters) {
    const failed = new Uint8Array(this.count);
    const passed = new Map();
    for (const [field, wanted] of Object.entries(filters)) {
      const values = [wanted].flat().filter((value) => value != null && value !== "");
      if (!values.length) continue;

      const pass = new Uint8Array(this.count);
      for (const value of values) this.each(field, String(value), (id) => (pass[id] = 1));
      passed.set(field, pass);
      for (let id = 0; id < this.count; id++) failed[id] += 1 - pass[id];
    }
    return { failed, passed };
  }
}

// ---- The engine

class Engine {
  constructor(index) {
    this.index = index;
    this.count = index.count;
    this.last = { id: "", answer: /** @type {any} */ (null) };
  }

  // The scores for a query; kept, because the next question is often about the same words.
  score(query, fullText) {
    const id = `${fullText} ${query}`;
    if (this.last.id !== id) this.last = { id, answer: this.computeScores(query, fullText) };
    return this.last.answer;
  }

  async computeScores(query, fullText) {
    const words = parseQuery(query, this.index.synonyms);
    const scores = new Scores(this.count);
    if (!words.length) {
      scores.scores.fill(1);
      scores.facts.fill(1);
      return { words, scores: scores.scores, facts: scores.facts, isAll: true, corrected: null };
    }

    const typos = await new Matcher(this.index).match(words, fullText);
    const matchable = words.filter(({ candidates }) => candidates.length);
    for (const word of matchable) scores.addWord(word);
    scores.applyCoverage(matchable.length);
    const whole = truncate(joinWords(words));
    if (whole.length > 1) scores.addNames(whole, this.index.facts.findPrefix(whole));

    const corrected = correct(query, typos);
    return { words, scores: scores.scores, facts: scores.facts, isAll: false, corrected };
  }

  async search(
    query,
    { limit = 10, offset = 0, fullText = true, filters = {}, sort = "relevance" } = {},
  ) {
    const { words, scores, facts, isAll, corrected } = await this.score(query, fullText);
    const isFiltered = Object.values(filters).some((values) => [values].flat().length);
    const failed = isFiltered ? (await this.index.getColumns()).apply(filters).failed : null;
    const ids = [];
    for (let id = 0; id < this.count; id++) if (scores[id] > 0 && !failed?.[id]) ids.push(id);

    const compare = await this.comparison(isAll && sort === "relevance" ? "list" : sort, scores);
    const shown = takeFirst(ids, offset + limit, compare).slice(offset);
    const results = shown.map(async (id) => ({
      ...(await this.index.card(id)),
      id,
      score: scores[id],
      matched: matchedForms(words, id),
      tier: facts[id] ? "facts" : "text",
    }));
    return { total: ids.length, results: await Promise.all(results), corrected };
  }

  // The comparison of two datasets. Those without the fact come last in both directions.
  async comparison(sort, scores) {
    if (sort === "list") return (a, b) => a - b;
    if (sort === "relevance") return (a, b) => scores[b] - scores[a] || a - b;

    const [field, reversed] = sort.split("-");
    const sign = reversed ? -1 : 1;
    if (field === "name") {
      const ids = Array.from({ length: this.count }, (_, id) => id);
      const cards = await Promise.all(ids.map((id) => this.index.card(id)));
      const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
      return (a, b) => sign * collator.compare(cards[a].name, cards[b].name) || a - b;
    }

    const { numbers } = await this.index.getColumns();
    const values = numbers[field === "date" ? "released" : field] ?? [];
    const missing = (id) => (values[id] >= 0 ? 0 : 1);
    return (a, b) =>
      missing(a) - missing(b) || (missing(a) ? 0 : sign * (values[b] - values[a])) || a - b;
  }

  async facets(query = "", filters = {}) {
    const { scores } = await this.score(query, true);
    const columns = await this.index.getColumns();
    const { failed, passed } = columns.apply(filters);
    const facets = {};
    for (const [field, values] of columns.values()) {
      // A dataset counts if no other field excludes it.
      const pass = passed.get(field);
      const isLeft = (id) => scores[id] > 0 && failed[id] === (pass && !pass[id] ? 1 : 0);
      facets[field] = values.map((value) => {
        let count = 0;
        columns.each(field, value, (id) => (count += Number(isLeft(id))));
        return { value, count };
      });
    }
    return facets;
  }
}

// The first `limit` of a list in an order, without sorting a long rest.
function takeFirst(ids, limit, compare) {
  if (ids.length <= 4 * limit || ids.length < 500) return ids.sort(compare).slice(0, limit);

  const best = [];
  for (const id of ids) {
    if (best.length === limit && compare(id, best[limit - 1]) >= 0) continue;
    let [from, to] = [0, best.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (compare(best[middle], id) <= 0) from = middle + 1;
      else to = middle;
    }
    best.splice(from, 0, id);
    if (best.length > limit) best.pop();
  }
  return best;
}

// The words by which a dataset was found, as they are shown. None starts with another.
function matchedForms(words, id) {
  const forms = new Set();
  for (const word of words) {
    for (const { entries } of word.candidates) {
      if (!entries.every(({ postings }) => hasDataset(postings, id))) continue;
      for (const { shown, term } of entries) {
        forms.add(term === word.term || shown.startsWith(word.raw) ? word.raw : shown);
      }
    }
  }
  const all = [...forms];
  return all.filter((form) => !all.some((other) => other !== form && form.startsWith(other)));
}

/**
 * Opens the index.
 * @param {(path: string) => Promise<any>} load loads and parses a JSON file below search/
 * @returns {Promise<SearchEngine>}
 */
export async function open(load) {
  const manifest = await load("manifest.json");
  if (manifest.format !== FORMAT) {
    throw new Error("the search index has another version: reload the page");
  }

  const index = await loadIndex(load, manifest);
  const engine = new Engine(index);
  return {
    count: index.count,
    search: (query, options) => engine.search(query, options),
    facets: (query, filters) => engine.facets(query, filters),
    card: (id) => index.card(id),
  };
}
