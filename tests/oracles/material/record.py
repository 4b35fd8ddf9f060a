"""Records what a second implementation of the definitions says of the material in some generated documents.

    python3 tests/oracles/material/record.py > tests/oracles/material.json

`material.py` answers in exact fractions, written from the definitions alone and without packages. The documents are those of
`tests/oracles/certainty.json`, by their seeds.
"""
import json, os, sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "certainty"))
import definitions, material


def plain(x):
    """without what is only for itself"""
    if isinstance(x, dict):
        return {k: plain(v) for k, v in x.items() if not k.startswith("_")}
    return [plain(v) for v in x] if isinstance(x, list) else definitions.plain(x)


def recorded(row):
    chain = definitions.Chain(definitions.load_document(json.dumps(row["document"], ensure_ascii=False)))
    said = {"pedigree": material.pedigree(chain), "collections": material.collections(chain),
            "clearance": material.clearance(chain), "benefit": material.benefit(chain)}
    return {"seed": row["seed"], **plain(said)}


documents = json.load(open(os.path.join(HERE, "..", "certainty.json"), encoding="utf-8"))
print(json.dumps([recorded(row) for row in documents], ensure_ascii=False, separators=(",", ":")))
