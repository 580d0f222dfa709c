#!/usr/bin/env python3
"""Compares the pages and the list of a catalog with the facts they were made from, field by field.

usage: compare_facts.py FACTS_DIR CONTENT_DIR

FACTS_DIR holds NAME.json for each resources/NAME.md (tables, links, authors, code, rows of the list). Where a page differs
on purpose, decisions.toml beside this file says so: its changes are made in the facts first, and one that changes nothing is
a finding. What remains is printed, one difference a line, with a count by kind. Exit code 1 when there is any.

Not compared: the lead, headings and captions. Read alike: blanks, kinds of dashes, brackets and commas, empty cells and
dashes, dates in several shapes. Left out on every page: the fields `abstract` and `keywords` of BibTeX."""
import collections
import json
import os
import re
import sys
import tomllib
import unicodedata
from urllib.parse import unquote

HERE = os.path.dirname(os.path.abspath(__file__))
LINKS = ("Official Website", "Download Link", "Article Address")
NOTHING = {"", "-", "none", "nan", "tbd", "\\"}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


# Decisions: changes that are made in the facts before they are compared.

class Decisions:
    def __init__(self, path=os.path.join(HERE, "decisions.toml")):
        self.changes = collections.defaultdict(list)
        for decision in tomllib.load(open(path, "rb"))["decision"]:
            for page in decision["pages"]:
                for change in decision["change"]:
                    self.changes[page].append((decision["field"], change))
        self.unused = []

    def apply(self, name, facts):
        for field, change in self.changes[name]:
            before = json.dumps(facts)
            globals()["change_" + field](facts, *change)
            if json.dumps(facts) == before:
                self.unused.append((name, field, change))
        return facts


def is_meta(table):
    return table["section"] == "Dataset Meta Information"


def change_meta(facts, header, value):
    """The value under a header of the meta table, which is added when it is not there."""
    table = next((table for table in facts["tables"] if is_meta(table)), None)
    if table is None:
        table = {"section": "Dataset Meta Information", "rows": [[], []]}
        facts["tables"].insert(0, table)
    if header not in table["rows"][0]:
        table["rows"][0].append(header)
        table["rows"][1].append("")
    table["rows"][1][table["rows"][0].index(header)] = value


def change_meta_header(facts, old, new):
    for table in filter(is_meta, facts["tables"]):
        at = table["rows"][0].index(old)
        if new:
            table["rows"][0][at] = new
        else:
            for row in table["rows"]:
                del row[at]


def change_cell(facts, old, new):
    for table in facts["tables"]:
        if not is_meta(table):
            table["rows"] = [[new if cell == old else cell for cell in row] for row in table["rows"]]


def change_row(facts, first):
    for table in facts["tables"]:
        table["rows"] = [row for row in table["rows"] if row[0] != first]


def change_column(facts, *headers):
    for table in facts["tables"]:
        keep = [at for at, header in enumerate(table["rows"][0]) if header not in headers]
        table["rows"] = [[row[at] for at in keep if at < len(row)] for row in table["rows"]]


def change_header(facts, section, number, *headers):
    """A header row for a table of a section that has none; tables of a section count from 1."""
    tables = [table for table in facts["tables"] if table["section"] == section]
    tables[number - 1]["rows"].insert(0, list(headers))


def change_table(facts, section):
    facts["tables"] = [table for table in facts["tables"] if table["section"] != section]


def change_author(facts, old, *new):
    facts["authors"] = [line for author in facts["authors"] for line in (new if author.startswith(old) else [author])]


def change_tree(facts, old, new):
    change_code(facts, "File", old, new)


def change_citation(facts, old, new):
    change_code(facts, "Citation", old, new)


def change_code(facts, section, old, new):
    for code in facts["code"]:
        if code["section"].startswith(section):
            code["text"] = code["text"].replace(old, new) if old else new


def change_link(facts, kind, value):
    facts["links"][kind] = value


def change_entry(facts, number, field, value):
    facts["catalog_rows"][number][field] = value


# Reading: both sides come to the same plain shapes.

def plain(text):
    """A cell for comparing: blanks, dashes, brackets and commas of all kinds alike."""
    text = unicodedata.normalize("NFKC", text).replace("**", "").replace("\\|", "|").replace("、", ",")
    text = re.sub(r"[‐-―−]", "-", re.sub(r"[\s\u200b]+", "", text)).rstrip(".")
    text = re.sub(r"\[(\d[^\[\]]*)\]", r"(\1)", text)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    return "-" if text.lower() in NOTHING else text


def plain_description(text):
    """Numbers and words of an entry's description, in any order, without those that only join them."""
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", unicodedata.normalize("NFKC", text).replace("例", " cases"))
    words = re.findall(r"\d[\w.]*|[^\W\d]+", text.lower().replace("resoulution", "resolution"))
    return sorted(word.rstrip(".") for word in words if word not in ("of", "cases", "qa", "pair", "data", "set", "dataset"))


def plain_table(rows):
    rows = [[plain(cell) for cell in row] for row in rows]
    width = len(rows[0])
    return [row + ["-"] * (width - len(row)) for row in rows]


def plain_author(text):
    return plain(re.sub(r"[,.]*\s*([(（])", r"\1", text.strip().rstrip(".").lstrip("- ")))


def plain_link(text):
    urls = [url.rstrip(",;") for url in re.findall(r"https?://[^\s,]+", text or "")]
    return urls, re.findall(r"\w+=\w+(?=\))", text or "")


def plain_date(text):
    text = (text or "").strip().rstrip(".")
    word = re.match(r"([A-Za-z]{3})[a-z]*\.?,?\s*(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})$", text)
    if word:
        return [int(part) for part in (word[3], MONTHS.index(word[1].lower()) + 1, word[2]) if part]
    parts = [int(part) for part in re.findall(r"\d+", text)]
    return parts[2:] + parts[:2] if len(parts) == 3 and parts[2] > 999 else parts


def plain_tree(text):
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.split("\n"))
    return [line for line in lines if line]


def bibtex(text):
    """{(type, key): {field: value}} of a text, with values of any bracketing."""
    entries = {}
    for start in re.finditer(r"@(\w+)\s*\{\s*([^,\s]*)\s*,", text):
        at, depth, fields = start.end(), 1, {}
        while depth and at < len(text):
            field = re.compile(r"\s*([\w-]+)\s*=\s*").match(text, at)
            end, depth, quoted = (field.end() if field else at), 1, False
            while end < len(text):
                sign = text[end]
                quoted ^= sign == '"' and depth == 1
                depth += (sign == "{") - (sign == "}")
                if depth == 0 or (sign == "," and depth == 1 and not quoted):
                    break
                end += 1
            if field:
                value = text[field.end():end].strip().strip('{}"')
                fields[field[1].lower()] = re.sub(r"https?://(dx\.)?doi\.org/", "", re.sub(r"\s+", " ", value)).strip()
            at = end + 1
        for left_out in ("abstract", "keywords"):
            fields.pop(left_out, None)
        entries[start[1].lower(), start[2]] = fields
    return entries


def read_page(text):
    """Tables, trees, authors, links and citation of a page of the home format."""
    page = {"title": text.partition("\n")[0].removeprefix("# "), "tables": [], "meta": [], "tree": [], "authors": [], "links": {}, "citation": {}}
    for part in re.split(r"^##+ (?=[A-Z])", re.sub(r"```\w*\n(?s:.*?)```", lambda code: code[0].replace("#", "\0"), text),
                         flags=re.M)[1:]:
        part = part.replace("\0", "#")
        heading, _, body = part.partition("\n")
        code = "\n".join(re.findall(r"^```\w*\n(.*?)^```", body, re.S | re.M))
        for block in re.findall(r"(?:^\|.*\n)+", body + "\n", re.M) if not code else []:
            rows = [re.split(r"(?<!\\)\|", line.strip()[1:-1]) for line in block.strip().split("\n")]
            del rows[1]
            page["meta" if heading == "Dataset Meta Information" else "tables"].append(plain_table(rows))
        if heading == "File Structure":
            page["tree"] = plain_tree(code)
        elif heading == "Authors and Institutions":
            page["authors"] = [plain_author(line) for line in body.split("\n") if line.strip()]
        elif heading == "Citation":
            page["citation"] = bibtex(code)
        elif heading == "Source Information":
            page["links"] = dict(re.findall(r"^([A-Z][A-Za-z ]+): (.*)$", body, re.M))
    return page


def read_facts(facts):
    """The same of the facts."""
    code = lambda section: "\n".join(c["text"] for c in facts["code"] if c["section"].startswith(section))
    tables = [table for table in facts["tables"] if len(table["rows"]) > 1]
    return {
        "meta": [plain_table(table["rows"]) for table in tables if is_meta(table)],
        "tables": [plain_table(table["rows"]) for table in tables if not is_meta(table)],
        "tree": plain_tree(code("File")),
        "authors": [plain_author(author) for author in facts["authors"]],
        "links": facts["links"],
        "citation": bibtex(code("Citation")),
    }


# Comparing

def compare_tables(facts, page):
    if len(facts) != len(page):
        yield "table", f"{len(facts)} tables", f"{len(page)} tables"
    for a, b in zip(facts, page):
        if [len(row) for row in a] != [len(row) for row in b]:
            yield "table", f"{len(a)} rows x {len(a[0])} under {a[0]}", f"{len(b)} rows x {len(b[0])} under {b[0]}"
            continue
        for x, y in ((x, y) for row, other in zip(a, b) for x, y in zip(row, other)):
            if x != y and not (x == "-" and y == b[0][0]):
                yield ("number" if re.findall(r"\d+", x) != re.findall(r"\d+", y) else "cell"), x, y


def compare_lists(kind, facts, page):
    for item in facts:
        if item not in page:
            yield kind, item, "-"
    for item in page:
        if item not in facts:
            yield kind, "-", item
    if sorted(facts) == sorted(page) and facts != page:
        yield kind, "order " + str(facts), str(page)


def compare(facts, page, names, released):
    if page["title"] not in names:
        yield "title", names, page["title"]
    yield from compare_tables(facts["meta"], page["meta"])
    yield from compare_tables(facts["tables"], page["tables"])
    yield from compare_lists("tree", facts["tree"], page["tree"])
    yield from compare_lists("author", facts["authors"], page["authors"])
    for kind in LINKS:
        a, b = plain_link(facts["links"].get(kind)), plain_link(page["links"].get(kind))
        if a != b:
            yield "link", a, b
    date = plain_date(facts["links"].get("Publication Date")) or plain_date(released)
    if date != plain_date(page["links"].get("Publication Date")):
        yield "date", facts["links"].get("Publication Date"), page["links"].get("Publication Date")
    yield from compare_lists("citation", list(facts["citation"]), list(page["citation"]))
    for key in facts["citation"].keys() & page["citation"].keys():
        a, b = facts["citation"][key], page["citation"][key]
        for field in sorted(a.keys() | b.keys()):
            if a.get(field) != b.get(field):
                yield "citation", f"{key[1]} {field}: {a.get(field)}", b.get(field)


def rows_of_list(text):
    for line in text.split("\n"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 7 and cells[0] != "Dataset":
            yield cells


def compare_entry(entry, cells, facts):
    """A row of the list: page, the numbers of its description, links, date and challenge."""
    name = re.fullmatch(r"\[(.*)\]\((.*)\)", cells[0])
    if entry["resource"] and (not name or unquote(name[2].strip("<>")) != entry["resource"]):
        yield "entry", entry["resource"], cells[0]
    if plain_description(entry["Description"]) != plain_description(cells[1]):
        yield "entry", entry["Description"], cells[1]
    for kind, cell in zip(("Official Website", "Download Link", "Paper"), cells[2:5]):
        if "Official Website" in entry:
            urls = [link["url"].strip() for link in entry.get(kind) or []]
        else:
            urls = plain_link(facts["links"].get("Article Address" if kind == "Paper" else kind))[0]
        if urls != re.findall(r"\]\((\S+?)\)(?=,|$)", cell):
            yield "entry", urls, cell
    date = entry.get("Release Date") if "Official Website" in entry else facts["links"].get("Publication Date")
    if plain_date(date) != plain_date(cells[5].strip("-")):
        yield "entry", date, cells[5]
    if (entry.get("Challenge") or "-") != cells[6]:
        yield "entry", entry.get("Challenge"), cells[6]


def main(facts_dir, content_dir):
    decisions, found, all_facts = Decisions(), collections.Counter(), {}

    def report(file, differences):
        for kind, a, b in differences:
            found[kind] += 1
            print(f"{file}: {kind}: facts {a}, here {b}")

    for file in sorted(os.listdir(facts_dir)):
        if file.startswith("_"):
            continue
        name = file.removesuffix(".json")
        facts = all_facts[file] = decisions.apply(name, json.load(open(os.path.join(facts_dir, file), encoding="utf-8")))
        path = os.path.join(content_dir, "resources", name + ".md")
        if not os.path.exists(path):
            report(path, [("page", "a page", "none")])
            continue
        page = read_page(open(path, encoding="utf-8").read())
        entries = facts["catalog_rows"]
        names = [entry["name"] for entry in entries]
        report(name + ".md", compare(read_facts(facts), page, names, entries[0].get("Release Date")))
    rows = list(rows_of_list(open(os.path.join(content_dir, "README.md"), encoding="utf-8").read()))
    listed = {re.sub(r"^\[(.*)\]\(.*\)$", r"\1", cells[0]): cells for cells in rows}
    entries = [(entry, facts) for facts in all_facts.values() for entry in facts["catalog_rows"]]
    if len(rows) != len(entries):
        report("README.md", [("entry", f"{len(entries)} entries", f"{len(rows)} rows")])
    for entry, facts in entries:
        cells = listed.get(entry["name"])
        report(f"README.md, {entry['name']}", compare_entry(entry, cells, facts) if cells else [("entry", "an entry", "none")])
    report("decisions.toml", (("decision that changes nothing", unused, "-") for unused in decisions.unused))
    changes = sum(map(len, decisions.changes.values()))
    print(f"{len(all_facts)} pages, {len(rows)} entries, {changes} decided changes, {sum(found.values())} differences",
          *(f"{count} {kind}" for kind, count in sorted(found.items())), sep=", ")
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__.split("\n")[2])
    sys.exit(main(*sys.argv[1:]))
