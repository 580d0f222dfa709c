// The search engine: finds datasets in the files below search/. No DOM and no imports, so that it also runs in Node, and
// one file, so that the first result costs three requests. Its other half is the generator, which makes the files:
// both cut texts into terms by the same rules.
//
//   const engine = await open(load)           load(path): the parsed JSON of a file below search/
//   await engine.search("liver ct", { limit, offset, fullText, filters, sort })
//   await engine.facets("liver ct", { modality: ["CT"], year: ["2019-2023"] })

const FORMAT = 1;
// Impacts, as the generator gives them: whole names, names that stand elsewhere (title, file), words of names, facts.
const WHOLE = 63;
const OTHER_NAME = 62;
const FACT = 20;
// How much a word found in another way than as it is written weighs.
const WEIGHT = {
  exact: 1,
  joined: 1.2,
  phrase: 0.8,
  synonym: 0.7,
  narrower: 0.5,
  split: 0.8,
  prefix: 0.5,
  last: 0.75,
  typo: 0.45,
};
// A mention in the page's text weighs less than any word of the facts.
const TEXT = 0.35;
const TEXT_COVERS = 0.7;
const PREFIXES = 200;

// ---- Texts to terms

const CJK =
  "\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const ATOM = new RegExp(`[${CJK}]+|(?:(?![${CJK}])[\\p{Alphabetic}\\p{N}])+`, "gu");
const IS_CJK = new RegExp(`^[${CJK}]`, "u");
const PARTS = /\p{N}+|\P{N}+/gu;
const LONGEST = 64;

// The stop words of the generator's pipeline; a test compares.
const STOP = new Set(
  (
    "a able about across after all almost also am among an and any are as at be because been but by can cannot could dear " +
    "did do does either else ever every for from get got had has have he her hers him his how however i if in into is it " +
    "its just least let like likely may me might most must my neither no nor not of off often on only or other our own " +
    "rather said say says she should since so some than that the their them then there these they this tis to too twas us " +
    "wants was we were what when where which while who whom why will with would yet you your"
  ).split(" "),
);

export const fold = (text) => text.normalize("NFKC").toLowerCase();
const atoms = (text) => fold(text).match(ATOM) ?? [];
const squash = (text) => atoms(text).join("");
const capped = (word) => (word.length > LONGEST ? [...word].slice(0, LONGEST).join("") : word);

// Porter's stemmer (1980) as the generator's crate has it. m counts vowel-consonant sequences.
const C = "[^aeiou][^aeiouy]*";
const V = "[aeiouy][aeiou]*";
const M_ABOVE_0 = new RegExp(`^(${C})?${V}${C}`);
const M_IS_1 = new RegExp(`^(${C})?${V}${C}(${V})?$`);
const M_ABOVE_1 = new RegExp(`^(${C})?${V}${C}${V}${C}`);
const HAS_VOWEL = new RegExp(`^(${C})?[aeiouy]`);
const SHORT = new RegExp(`^${C}[aeiouy][^aeiouwxy]$`);
const pairs = (text) => text.split(" ").map((pair) => pair.split(":"));
const STEP_2 = pairs(
  "ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous ization:ize ation:ate " +
    "ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble logi:log",
);
const STEP_3 = pairs("icate:ic ative: alize:al iciti:ic ical:ic ful: ness:");
const STEP_4 = "al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize".split(
  " ",
);

function replaceSuffix(word, table) {
  const [suffix, other] = longest(table, ([end]) => word.endsWith(end)) ?? [];
  if (suffix === undefined) return word;
  const base = word.slice(0, -suffix.length);
  return M_ABOVE_0.test(base) ? base + other : word;
}

const longest = (table, fits) => table.filter(fits).sort((a, b) => b[0].length - a[0].length)[0];

export function stem(word) {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  const startsWithY = word[0] === "y";
  let w = startsWithY ? `Y${word.slice(1)}` : word;
  if (/(ss|i)es$/.test(w)) w = w.slice(0, -2);
  else if (/[^s]s$/.test(w)) w = w.slice(0, -1);
  const past = w.match(/^(.+?)(ed|ing)$/);
  if (/^.+eed$/.test(w)) {
    if (M_ABOVE_0.test(w.slice(0, -3))) w = w.slice(0, -1);
  } else if (past && HAS_VOWEL.test(past[1])) {
    w = past[1];
    if (/(at|bl|iz)$/.test(w)) w += "e";
    else if (/([^aeiouylsz])\1$/.test(w)) w = w.slice(0, -1);
    else if (SHORT.test(w)) w += "e";
  }
  if (/^.+?[^aeiou]y$/.test(w)) w = `${w.slice(0, -1)}i`;
  w = replaceSuffix(w, STEP_2);
  w = replaceSuffix(w, STEP_3);
  const four = longest(
    STEP_4.map((end) => [end]),
    ([end]) => w.endsWith(end),
  )?.[0];
  if (four) {
    if (M_ABOVE_1.test(w.slice(0, -four.length))) w = w.slice(0, -four.length);
  } else if (/[st]ion$/.test(w) && M_ABOVE_1.test(w.slice(0, -3))) w = w.slice(0, -3);
  if (w.endsWith("e")) {
    const base = w.slice(0, -1);
    if (M_ABOVE_1.test(base) || (M_IS_1.test(base) && !SHORT.test(base))) w = base;
  }
  if (w.endsWith("ll") && M_ABOVE_1.test(w)) w = w.slice(0, -1);
  return startsWithY ? `y${w.slice(1)}` : w;
}

// ---- Terms and postings

const DIGITS = new Uint8Array(128);
[..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"].forEach(
  (c, i) => (DIGITS[c.charCodeAt(0)] = i),
);

// Calls each(document, impact) for a packed list; without impacts for the lists of facets.
function unpack(text, each, impacts = true) {
  let document = 0;
  for (let at = 0; at < text.length;) {
    let shift = 0;
    let digit;
    do {
      digit = DIGITS[text.charCodeAt(at++)];
      document += (digit & 31) * 2 ** shift;
      shift += 5;
    } while (digit & 32);
    each(document, impacts ? DIGITS[text.charCodeAt(at++)] : 0);
  }
}

class Shard {
  constructor({ terms, postings = "" }) {
    this.postings = postings.split(" ");
    this.shown = new Map();
    this.terms = terms.split(" ");
    this.terms.forEach((term, at) => {
      const sign = term.search(/[+=]/);
      if (sign < 0) return;
      const bare = term.slice(0, sign);
      this.terms[at] = bare;
      this.shown.set(at, term[sign] === "+" ? bare + term.slice(sign + 1) : term.slice(sign + 1));
    });
  }
}

// First index whose value is not before `word`.
function lowerBound(sorted, word) {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < word) from = middle + 1;
    else to = middle;
  }
  return from;
}

// A tier of the index: one shard, or several that are fetched when a word needs them.
class Tier {
  constructor(first, fetch) {
    this.first = first;
    this.fetch = fetch;
    this.shards = [];
    this.asked = [];
  }

  shardOf(word) {
    const at = lowerBound(this.first, word);
    return this.first[at] === word ? at : Math.max(0, at - 1);
  }

  // Fetches what holds these words.
  async need(words) {
    const wanted = new Set(words.map((word) => this.shardOf(word)));
    await Promise.all([...wanted].map((at) => (this.asked[at] ??= this.get(at))));
  }

  // Fetches everything that starts so.
  async needAll(prefix) {
    const [from, to] = [this.shardOf(prefix), this.shardOf(`${prefix}\uffff`)];
    await this.need(this.first.slice(from, to + 1));
  }

  async get(at) {
    try {
      if (this.first.length) this.shards[at] = new Shard(await this.fetch(at));
    } catch (error) {
      this.asked[at] = undefined;
      throw error;
    }
  }

  entry(shard, at) {
    return {
      term: shard.terms[at],
      shown: shard.shown.get(at) ?? shard.terms[at],
      postings: shard.postings[at],
    };
  }

  find(term) {
    const shard = this.shards[this.shardOf(term)];
    const at = shard ? lowerBound(shard.terms, term) : -1;
    return shard?.terms[at] === term ? this.entry(shard, at) : null;
  }

  // Entries that start so, at most `limit`.
  starting(prefix, limit) {
    const found = [];
    for (let nth = this.shardOf(prefix); this.shards[nth]; nth++) {
      const shard = this.shards[nth];
      for (let at = lowerBound(shard.terms, prefix); shard.terms[at]?.startsWith(prefix); at++) {
        if (found.push(this.entry(shard, at)) >= limit) return found;
      }
      if (!shard.terms.at(-1).startsWith(prefix)) break;
    }
    return found;
  }

  *all() {
    for (const shard of this.shards.filter(Boolean)) {
      for (let at = 0; at < shard.terms.length; at++) yield this.entry(shard, at);
    }
  }
}

// ---- Slips of the keyboard

// Edit distance with swapped neighbours as one step (optimal string alignment), at most `max`, else max + 1.
export function distance(a, b, max) {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let steps = Math.min(
        row[j] + 1,
        next[j - 1] + 1,
        row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        steps = Math.min(steps, before[j - 2] + 1);
      next[j] = steps;
      least = Math.min(least, steps);
    }
    if (least > max) return max + 1;
    [before, row] = [row, next];
  }
  return row[b.length];
}

// The letters of a word as bits: words with many other letters are far apart, which is seen at once.
function letters(word) {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

function ones(bits) {
  let count = 0;
  for (; bits; bits &= bits - 1) count++;
  return count;
}

// ---- Queries

const key = (words) => words.join(" ");

class Synonyms {
  constructor(lines) {
    this.of = new Map();
    this.cjk = [];
    for (const line of lines) {
      const [typed, meant] = line.split(">");
      if (meant !== undefined) this.add(typed, meant.split("|"), true);
      else
        for (const word of line.split("|"))
          this.add(
            word,
            line.split("|").filter((other) => other !== word),
            false,
          );
    }
    this.cjk.sort((a, b) => b.length - a.length);
  }

  add(typed, meant, oneWay) {
    for (const form of new Set([typed, key(typed.split(" ").map(stem))])) {
      const known = this.of.get(form) ?? [];
      known.push(...meant.map((words) => ({ words: words.split(" "), oneWay })));
      this.of.set(form, known);
    }
    if (IS_CJK.test(typed) && !this.cjk.includes(typed)) this.cjk.push(typed);
  }

  // Synonyms of some words in a row.
  get(words) {
    return this.of.get(key(words)) ?? this.of.get(key(words.map(stem))) ?? [];
  }

  // A run of characters cut at the words that are known, the longest first: 肝脏肿瘤分割 is three words.
  cut(run) {
    const words = [];
    let rest = "";
    for (let at = 0; at < run.length;) {
      const known = this.cjk.find(
        (word) => (word.length > 1 || run.length === 1) && run.startsWith(word, at),
      );
      if (known && rest) (words.push(rest), (rest = ""));
      if (known) words.push(known);
      else rest += run[at];
      at += known?.length ?? 1;
    }
    if (rest) words.push(rest);
    // A single character between known words says little.
    const telling = words.filter((word) => [...word].length > 1);
    return telling.length ? telling : words;
  }
}

// What is to be found: words in order. Stop words count only when there is nothing else.
function wordsOf(query, synonyms) {
  const words = [];
  for (const atom of atoms(query)) {
    if (IS_CJK.test(atom))
      words.push(
        ...([...atom].length === 2 ? [atom] : synonyms.cut(atom)).map((raw) => ({
          raw,
          cjk: true,
        })),
      );
    else words.push({ raw: capped(atom), cjk: false });
  }
  const telling = words.filter(({ raw }) => !STOP.has(raw) || synonyms.get([raw]).length);
  const kept = telling.length ? telling : words;
  kept.forEach((word) => {
    word.ways = [];
    word.term = word.cjk ? word.raw : stem(word.raw);
    const characters = [...word.raw];
    // A stop word is found by its synonyms only: "us" is also the stem of "uses".
    word.grams = STOP.has(word.raw)
      ? []
      : word.cjk && characters.length > 1
        ? characters.slice(1).map((c, at) => characters[at] + c)
        : [word.term];
  });
  if (kept.length) kept.at(-1).last = !/\s$/.test(query) || kept.length === 1;
  return kept;
}

// Words in a row written as one: [from, to, joined], the whole query among them.
function joins(words) {
  const found = [];
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 2; to <= Math.min(words.length, from + 4); to++) {
      found.push([
        from,
        to,
        words
          .slice(from, to)
          .map((word) => word.raw)
          .join(""),
      ]);
    }
  }
  return found;
}

// ---- Filters

// "12", "10-99", "100-", "-9" as limits.
function limits(text) {
  const [, least, dash, most] =
    String(text)
      .trim()
      .match(/^(\d*)(-?)(\d*)$/) ?? [];
  if (least === undefined || (!least && !most)) return null;
  return dash
    ? [least ? Number(least) : 0, most ? Number(most) : Infinity]
    : [Number(least), Number(least)];
}

const RANGES = {
  cases: ["1-9", "10-99", "100-999", "1000-9999", "10000-99999", "100000-"],
  classes: ["1", "2", "3-5", "6-10", "11-50", "51-"],
};

class Columns {
  constructor({ facets, numbers }, count) {
    this.count = count;
    this.fields = new Map();
    for (const { field, values, datasets } of facets) {
      const lists = datasets.split(" ");
      this.fields.set(field, new Map(values.map((value, at) => [value, () => lists[at]])));
    }
    this.numbers = Object.create(null);
    for (const [field, text] of Object.entries(numbers)) {
      this.numbers[field] = count
        ? text.split(",").map((number) => (number === "" ? NaN : Number(number)))
        : [];
    }
    this.numbers.year = this.numbers.released.map((date) => Math.floor(date / 10000));
  }

  // Calls each(document) for the datasets of a value.
  each(field, value, each) {
    if (this.fields.has(field)) {
      const list = this.fields.get(field).get(value)?.();
      if (list) unpack(list, each, false);
      return;
    }
    const between = limits(value);
    if (between)
      this.numbers[field]?.forEach(
        (number, id) => number >= between[0] && number <= between[1] && each(id),
      );
  }

  // All fields with their values: words, years, ranges of numbers.
  *values() {
    for (const [field, values] of this.fields) yield [field, [...values.keys()]];
    const years = new Set(this.numbers.year.filter((year) => year > 0));
    yield ["year", [...years].sort((a, b) => b - a).map(String)];
    for (const [field, ranges] of Object.entries(RANGES)) yield [field, ranges];
  }

  // Which datasets fail how many of the filtered fields, and which pass each. Values of a field are alternatives.
  apply(filters) {
    const failed = new Uint8Array(this.count);
    const passes = new Map();
    for (const [field, wanted] of Object.entries(filters)) {
      const values = [wanted]
        .flat()
        .filter((value) => value !== "" && value !== undefined && value !== null);
      if (!values.length) continue;
      const pass = new Uint8Array(this.count);
      for (const value of values) this.each(field, String(value), (id) => (pass[id] = 1));
      passes.set(field, pass);
      for (let id = 0; id < this.count; id++) failed[id] += 1 - pass[id];
    }
    return { failed, passes };
  }
}

// ---- The engine

class Engine {
  constructor(load, manifest) {
    this.load = load;
    this.manifest = manifest;
    this.count = manifest.count;
    this.cards = [];
    const { first, hashes } = manifest.text;
    this.text = this.tier("text", first, hashes);
  }

  tier(name, first, hashes) {
    const names = hashes ? hashes.split(" ") : [];
    return new Tier(names.length ? first.split(" ") : [], (at) =>
      this.load(`${name}-${at}.${names[at]}.json`),
    );
  }

  // The first tier: one file, or what is needed at once of a large catalog.
  async ready() {
    const { manifest } = this;
    if (manifest.bundle) {
      const { facts, cards, columns, synonyms } = await this.load(`facts.${manifest.bundle}.json`);
      this.facts = new Tier([facts.terms.split(/[ +=]/, 1)[0]], () => facts);
      await this.facts.need([""]);
      this.cards[0] = cards;
      this.columns = Promise.resolve(new Columns(columns, this.count));
      this.names = this.facts;
      this.synonyms = new Synonyms(synonyms);
    } else {
      this.facts = this.tier("facts", manifest.facts.first, manifest.facts.hashes);
      this.synonyms = new Synonyms(await this.load(`synonyms.${manifest.synonyms}.json`));
    }
    return this;
  }

  async theColumns() {
    this.columns ??= this.load(`columns.${this.manifest.columns}.json`).then(
      (columns) => new Columns(columns, this.count),
    );
    return this.columns;
  }

  // Words of names to correct a word by: of a small catalog all terms, of a large one those that start with its first or
  // its second letter.
  async namesNear(word) {
    if (this.names) return this.names;
    const { first, hashes } = this.manifest.names;
    this.vocabulary ??= this.tier("names", first, hashes);
    await Promise.all([...word].slice(0, 2).map((letter) => this.vocabulary.needAll(letter)));
    return this.vocabulary;
  }

  async card(id) {
    const { cards } = this.manifest;
    const size = cards?.size ?? this.count;
    const chunk = Math.floor(id / size);
    this.cards[chunk] ??= await this.load(`cards-${chunk}.${cards.hashes.split(" ")[chunk]}.json`);
    const lines = (this.cards[chunk].lines ??= ["slug", "name", "note"].map((part) =>
      this.cards[chunk][part].split("\n"),
    ));
    const [slug, name, note] = lines.map((line) => line[id % size]);
    return { slug, name, note, url: `datasets/${encodeURIComponent(slug)}/` };
  }

  // ---- How a word can be found. A way: terms that must all be there, a weight, and the forms to highlight.

  async ways(words, fullText) {
    const { facts, synonyms } = this;
    const joined = joins(words);
    const whole = words.map((word) => word.raw).join("");
    const phrases = joined.map(([from, to]) => [
      from,
      to,
      synonyms.get(words.slice(from, to).map(({ raw }) => raw)),
    ]);
    words.forEach(({ raw }, at) => phrases.push([at, at + 1, synonyms.get([raw])]));
    const parts = words.map(({ raw }) => (raw.match(PARTS) ?? []).map((part) => stem(part)));
    await facts.need([
      capped(whole),
      ...words.flatMap(({ raw, term, grams }) => [raw, term, ...grams]),
      ...joined.map(([, , text]) => capped(text)),
      ...phrases.flatMap(([, , others]) =>
        others.flatMap(({ words: other }) => this.termsOf(other)),
      ),
      ...parts.flat(),
    ]);
    words.forEach((word, at) => {
      this.add(word, word.grams, WEIGHT.exact);
      if (word.raw !== word.term) this.add(word, [word.raw], WEIGHT.exact);
      if (!word.ways.length && parts[at].length > 1) this.add(word, parts[at], WEIGHT.split);
    });
    for (const [from, to, text] of joined) {
      const entry = facts.find(capped(text));
      if (entry)
        words
          .slice(from, to)
          .forEach((word) => word.ways.push({ entries: [entry], weight: WEIGHT.joined }));
    }
    for (const [from, to, others] of phrases) {
      for (const { words: other, oneWay } of others) {
        const weight = oneWay
          ? WEIGHT.narrower
          : other.length > 1 || to - from > 1
            ? WEIGHT.phrase
            : WEIGHT.synonym;
        const cjk = words[from].cjk && !oneWay ? 0.95 : weight;
        words.slice(from, to).forEach((word) => this.add(word, this.termsOf(other), cjk));
      }
    }
    if (fullText) await this.textWays(words);
    for (const word of words) {
      if (word.cjk) this.cjkWays(word);
      else if (!word.ways.length) this.splitWays(word);
      if (!word.cjk) await this.prefixWays(word);
    }
    const slips = words.filter(
      (word) => !word.cjk && !word.ways.some(({ sure = true }) => sure) && word.raw.length > 3,
    );
    for (const word of slips) await this.typoWays(word);
    return { whole: capped(whole), slips };
  }

  termsOf(words) {
    return words.flatMap((word) => {
      if (!IS_CJK.test(word)) return STOP.has(word) ? [] : [stem(word)];
      const characters = [...word];
      return characters.length > 1
        ? characters.slice(1).map((c, at) => characters[at] + c)
        : [word];
    });
  }

  add(word, terms, weight) {
    const entries = terms.map((term) => this.facts.find(term));
    if (entries.length && entries.every(Boolean)) word.ways.push({ entries, weight });
  }

  async textWays(words) {
    const { text } = this;
    await text.need(words.flatMap(({ grams }) => grams));
    for (const word of words) {
      const entries = word.grams.map((gram) => text.find(gram));
      if (!entries.length || !entries.every(Boolean)) continue;
      // A word that hardly a page mentions may be somebody else's slip.
      const rare = !word.ways.length && entries[0].postings.length < 6;
      word.ways.push({ entries, weight: WEIGHT.exact, text: true, sure: !rare });
    }
  }

  // A longer run that stands nowhere as it is: its pairs, each for itself.
  cjkWays(word) {
    if (word.ways.length) return;
    for (const gram of word.grams) {
      for (const tier of [this.facts, this.text]) {
        const entry = tier.find(gram);
        if (entry) word.ways.push({ entries: [entry], weight: 0.4, text: tier === this.text });
      }
    }
    if ([...word.raw].length > 1) return;
    for (const entry of this.facts.starting(word.raw, PREFIXES))
      word.ways.push({ entries: [entry], weight: WEIGHT.prefix });
  }

  // Two words written as one.
  splitWays(word) {
    for (let at = 3; at <= word.raw.length - 2; at++) {
      this.add(word, [stem(word.raw.slice(0, at)), stem(word.raw.slice(at))], WEIGHT.split);
    }
  }

  async prefixWays(word) {
    const { raw, term, last } = word;
    if (raw.length < (last ? 2 : 4) || /^\d+$/.test(raw) || STOP.has(raw)) return;
    const weight = last ? WEIGHT.last : WEIGHT.prefix;
    // The start of a longer word, or a slip in a short one: from five letters on both are tried.
    const sure = last && raw.length < 5;
    await this.facts.need([raw]);
    const way = (entry) => {
      const form = entry.shown.startsWith(raw) ? entry.shown : entry.term;
      if (entry.term !== term)
        word.ways.push({
          entries: [entry],
          weight: weight * Math.sqrt(raw.length / form.length),
          sure,
        });
    };
    this.facts.starting(raw, PREFIXES).forEach(way);
    // While "segmentat" is typed, the term is "segment".
    for (let length = raw.length - 1; length > 2; length--) {
      const entry = this.facts.find(raw.slice(0, length));
      if (entry?.shown.startsWith(raw)) way(entry);
    }
  }

  async typoWays(word) {
    const { raw } = word;
    if (/^\d+$/.test(raw)) return;
    const max = raw.length > 6 ? 2 : 1;
    const bits = letters(raw);
    const near = [];
    for (const entry of (await this.namesNear(raw)).all()) {
      const forms = entry.shown === entry.term ? [entry.term] : [entry.shown, entry.term];
      for (const form of forms) {
        if (
          Math.abs(form.length - raw.length) > max ||
          form.length < 3 ||
          ones(bits ^ letters(form)) > 2 * max
        )
          continue;
        const steps = distance(raw, form, max);
        if (steps <= max)
          near.push({
            term: entry.term,
            shown: entry.shown,
            steps,
            shorter: form.length < raw.length,
          });
      }
    }
    const least = Math.min(...near.map(({ steps }) => steps));
    const best = near.filter(({ steps }) => steps === least || steps === 1);
    await this.facts.need(best.map(({ term }) => term));
    for (const slip of best) slip.datasets = this.facts.find(slip.term)?.postings.length ?? 0;
    best.sort((a, b) => a.steps - b.steps || a.shorter - b.shorter || b.datasets - a.datasets);
    if (!word.ways.length) word.meant = best[0]?.shown;
    for (const { term, steps, shorter } of best)
      this.add(word, [term], (WEIGHT.typo / steps) * (shorter ? 0.8 : 1));
  }

  // ---- What is found

  // Scores of all datasets for a query, kept for the next question about the same words.
  async found(query, fullText) {
    const id = `${fullText} ${query}`;
    if (this.known?.id !== id) this.known = { id, answer: this.score(query, fullText) };
    return this.known.answer;
  }

  async score(query, fullText) {
    const words = wordsOf(query, this.synonyms);
    const scores = new Float32Array(this.count);
    if (!words.length) return { words, scores: scores.fill(1), everything: true, corrected: null };
    const { whole, slips } = await this.ways(words, fullText);
    const matchable = words.filter((word) => word.ways.length);
    const covered = new Float32Array(this.count);
    const matched = new Uint8Array(this.count);
    this.inFacts = new Uint8Array(this.count);
    for (const word of matchable) this.addWord(word, scores, covered, matched);
    const most = matched.reduce((a, b) => Math.max(a, b), 0);
    const enough = Math.ceil(most * 0.6);
    for (let id = 0; id < this.count; id++) {
      if (!matched[id] || matched[id] < enough) scores[id] = 0;
      else scores[id] *= (covered[id] / matchable.length) ** 2;
    }
    this.addNames(whole, scores);
    return { words, scores, facts: this.inFacts, corrected: correction(query, slips) };
  }

  // The best way counts, not the sum; the rarity of a word is that of all its ways together.
  addWord(word, scores, covered, matched) {
    const best = new Float32Array(this.count);
    const facts = new Uint8Array(this.count);
    for (const way of word.ways) {
      let all = null;
      for (const { postings } of way.entries) {
        const found = new Map();
        unpack(postings, (id, impact) => {
          if (!all || all.has(id)) found.set(id, all ? Math.min(impact, all.get(id)) : impact);
        });
        all = found;
      }
      for (const [id, impact] of all) {
        const score = way.weight * (way.text ? (TEXT * impact) / WHOLE : impact / FACT);
        if (score > best[id]) best[id] = score;
        if (!way.text) facts[id] = 1;
      }
    }
    const count = (list) => list.reduce((sum, value) => sum + (value > 0), 0);
    const having = count(facts) || count(best);
    const rarity = Math.log(1 + (this.count - having + 0.5) / (having + 0.5)) + 0.1;
    for (let id = 0; id < this.count; id++) {
      if (!best[id]) continue;
      scores[id] += rarity * best[id];
      covered[id] += facts[id] ? 1 : TEXT_COVERS;
      matched[id]++;
      this.inFacts[id] |= facts[id];
    }
  }

  // Names that are, or start with, the whole query.
  addNames(whole, scores) {
    if (whole.length < 2) return;
    for (const { term, postings } of this.facts.starting(whole, PREFIXES)) {
      unpack(postings, (id, impact) => {
        if (impact < OTHER_NAME) return;
        if (term === whole) scores[id] = scores[id] * 3 + (impact === WHOLE ? 1000 : 500);
        else if (whole.length > 2) scores[id] = scores[id] * 1.6 + 1;
        this.inFacts[id] = 1;
      });
    }
  }

  async search(
    query,
    { limit = 10, offset = 0, fullText = true, filters = {}, sort = "relevance" } = {},
  ) {
    const { words, scores, facts, everything, corrected } = await this.found(query, fullText);
    const filtered = Object.values(filters).some((values) => [values].flat().length);
    const failed = filtered ? (await this.theColumns()).apply(filters).failed : null;
    const ids = [];
    for (let id = 0; id < this.count; id++) if (scores[id] > 0 && !failed?.[id]) ids.push(id);
    const order = await this.order(everything && sort === "relevance" ? "list" : sort, scores);
    const shown = top(ids, offset + limit, order).slice(offset);
    const forms = words.length ? (id) => matchedForms(words, id) : () => [];
    const results = shown.map(async (id) => {
      const card = await this.card(id);
      return {
        ...card,
        id,
        score: scores[id],
        matched: forms(id),
        tier: everything || facts[id] ? "facts" : "text",
      };
    });
    return { total: ids.length, results: await Promise.all(results), corrected };
  }

  // A comparison of datasets: "relevance", "list", "name", "date", "cases", "classes", the latter four also the other way
  // round ("name-desc", "date-asc", …). Those without the fact come last.
  async order(sort, scores) {
    if (sort === "list") return (a, b) => a - b;
    if (sort === "relevance") return (a, b) => scores[b] - scores[a] || a - b;
    const [field, turned] = sort.split("-");
    const sign = turned ? -1 : 1;
    if (field === "name") {
      const names = await Promise.all(Array.from({ length: this.count }, (_, id) => this.card(id)));
      const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
      return (a, b) => sign * words.compare(names[a].name, names[b].name) || a - b;
    }
    const numbers = (await this.theColumns()).numbers[field === "date" ? "released" : field] ?? [];
    const missing = (id) => (numbers[id] >= 0 ? 0 : 1);
    return (a, b) =>
      missing(a) - missing(b) || (missing(a) ? 0 : sign * (numbers[b] - numbers[a])) || a - b;
  }

  // How many datasets each value would leave, with the filters of the other fields in force.
  async facets(query = "", filters = {}) {
    const { scores } = await this.found(query, true);
    const columns = await this.theColumns();
    const { failed, passes } = columns.apply(filters);
    const facets = {};
    for (const [field, values] of columns.values()) {
      const pass = passes.get(field);
      const counts = (id) =>
        scores[id] > 0 && (failed[id] === 0 || (failed[id] === 1 && pass && !pass[id]));
      facets[field] = values.map((value) => {
        let count = 0;
        columns.each(field, value, (id) => (count += counts(id) ? 1 : 0));
        return { value, count };
      });
    }
    return facets;
  }
}

// The first `most` of a list in an order, without sorting a long rest.
function top(ids, most, order) {
  if (ids.length <= 4 * most || ids.length < 500) return ids.sort(order).slice(0, most);
  const best = [];
  for (const id of ids) {
    if (best.length === most && order(id, best[most - 1]) >= 0) continue;
    let [from, to] = [0, best.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (order(best[middle], id) <= 0) from = middle + 1;
      else to = middle;
    }
    best.splice(from, 0, id);
    if (best.length > most) best.pop();
  }
  return best;
}

// The words by which a dataset was found, as they are shown; none that starts like another.
function matchedForms(words, id) {
  const forms = new Set();
  for (const { ways, raw, term: own } of words) {
    for (const { entries } of ways) {
      if (!entries.every(({ postings }) => has(postings, id))) continue;
      for (const { shown, term } of entries)
        forms.add(term === own || shown.startsWith(raw) ? raw : shown);
    }
  }
  return [...forms].filter(
    (form) => ![...forms].some((other) => other !== form && form.startsWith(other)),
  );
}

function has(postings, wanted) {
  let found = false;
  unpack(postings, (id) => (found ||= id === wanted));
  return found;
}

// The query with its slips put right, null when there are none.
function correction(query, slips) {
  const meant = new Map(slips.filter((word) => word.meant).map((word) => [word.raw, word.meant]));
  if (!meant.size) return null;
  return fold(query)
    .trim()
    .replace(ATOM, (atom) => meant.get(atom) ?? atom);
}

export async function open(load) {
  const manifest = await load("manifest.json");
  if (manifest.format !== FORMAT)
    throw new Error("the search index is of another version: reload the page");
  const engine = await new Engine(load, manifest).ready();
  return {
    count: engine.count,
    search: (query, options) => engine.search(query, options),
    facets: (query, filters) => engine.facets(query, filters),
    card: (id) => engine.card(id),
  };
}
