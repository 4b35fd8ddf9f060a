"""Records what a second implementation of the definitions says of the certainty of some generated documents.

    python3 tests/oracles/certainty/record.py > tests/oracles/certainty.json

`definitions.py` answers what the records say, `certainty.py` how far it is known, both written from the definitions alone
and without packages; `generate.py` draws documents. It says of each gap what it is and whether it is certain.
"""
import json, sys
import definitions, generate

KEYS = ["kind", "category", "leap", "from", "to", "upstream", "project", "demand", "germplasm", "signed"]


def recorded(seed):
    text = json.dumps(generate.Gen(seed, tiny=seed % 2 == 0).doc(), ensure_ascii=False)
    said = definitions.plain(definitions.Chain(definitions.load_document(text)).diagnose())
    gaps = [{**{k: g[k] for k in KEYS if g.get(k) is not None}, "certainty": g["certainty"]} for g in said["gaps"]]
    certainty = said["certainty"]
    return {"seed": seed, "document": json.loads(text), "gaps": gaps, "unrecorded": certainty["unrecorded"],
            "conversion": certainty["conversion"], "throughput": certainty["throughput"]}


print(json.dumps([recorded(seed) for seed in range(40)], ensure_ascii=False, separators=(",", ":")))
