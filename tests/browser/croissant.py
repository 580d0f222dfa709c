"""Reads the structured data of all dataset pages of a site with Croissant's own reader, in one process.

python croissant.py SITE prints how many pages were read and what is wrong; it ends with 1 when anything is. A page that does not
claim to be a Croissant record is read as if it did, so that its terms are held to the same rules.
"""

import json
import pathlib
import re
import sys

import mlcroissant

BLOCK = re.compile(r'<script type="?application/ld\+json"?>(.*?)</script>', re.S)
VERSION = "http://mlcommons.org/croissant/1.1"


def dataset_of(page):
    """The node of the dataset, with the context of its block."""
    block = json.loads(BLOCK.search(page.read_text(encoding="utf-8")).group(1))
    nodes = block.get("@graph", [block])
    (dataset,) = [node for node in nodes if node.get("@type") in ("Dataset", "sc:Dataset")]
    return {"@context": block["@context"], "conformsTo": VERSION, **dataset}


def faults(record):
    try:
        read = mlcroissant.Dataset(jsonld=record).metadata
    except mlcroissant.ValidationError as error:
        return [str(error)]
    # The reader is lenient with what is missing; what is there it must have understood.
    lost = [key for key in ("name", "description", "url") if not record.get(key) or getattr(read, key) != record[key]]
    return sorted(str(error) for error in read.ctx.issues.errors) + [f"{key} is not read" for key in lost]


def main(site):
    pages = sorted(pathlib.Path(site).glob("datasets/*/index.html"))
    records = [(page, dataset_of(page)) for page in pages]
    full = sorted(pathlib.Path(site).glob("datasets/*/croissant.json"))
    records += [(path, json.loads(path.read_text(encoding="utf-8"))) for path in full]
    wrong = 0
    for path, record in records:
        for fault in faults(record):
            wrong += 1
            print(f"{path.parent.name}/{path.name}: {fault}")
    print(f"{len(pages)} pages, {len(full)} records, {wrong} faults")
    return 1 if wrong or not pages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
