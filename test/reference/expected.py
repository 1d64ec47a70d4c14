"""Links a world and counts its emission tables with the sketch of the method: expected.py SKETCH.py DIR -> JSON.

DIR holds the world's CSV files, ingest.json, and probes.json (for each source the probe records and masks that leakcheck chose).
Deliberate differences from the sketch, each marked below; docs/method.md says what each gained:
(a) of candidates with equal scores the lowest record wins, not the first found;
(b) a housemate is refused: linked by phone alone, names share a word, birth or gender differ;
(c) in a dump whose names are all upper- or lower-case, "exact" and "same words" are not told apart;
(d) gender is not compared where the dump does not show it.
"""
import importlib.util, json, sys
from collections import Counter

spec = importlib.util.spec_from_file_location("sketch", sys.argv[1])
sketch = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sketch)
folder = sys.argv[2]

PERSONAL = ("dob", "yob", "gender")

def link(q, source, skip=None):
    """The sketch's link(), but: ties go to the lowest record (a), and housemates are refused (b)."""
    found = set()
    if q.phone: found.update(source.ix.get("p" + q.phone, []))
    for kind, value in q.ids.items(): found.update(source.ix.get(kind + value, []))
    if "ref" in q.v: found.update(source.ix.get("r" + q.v["ref"], []))
    if "email" in q.v: found.update(source.ix.get("e" + q.v["email"], []))
    best = None
    for i in sorted(found):                                                     # (a)
        if i == skip: continue
        cls, levels, score = sketch.compare(q, source.rows[i])
        if cls[2] == "0" or (cls[1] == "D" and levels.get("name") not in ("E", "C")): continue
        strong = cls[1] == "E" or levels.get("ref") == "E" or levels.get("email") == "E"
        if not strong and levels.get("name") == "P" and any(levels.get(f) == "D" for f in PERSONAL): continue   # (b)
        if best is None or score > best[2] + 1e-9: best = (cls, levels, score, i)
    return best

def outcome(q, linked):
    """What leakcheck's code says too: shape of the name, class, levels."""
    if linked is None: return "absent"
    cls, levels, _, _ = linked
    if treatment[0] and levels.get("name") == "E": levels = {**levels, "name": "C"}    # (c)
    return cls[:2] + " " + " ".join(f"{field}={levels[field]}" for field in sorted(levels))

def shape(q): return sketch.shape(q) if "name" in q.v else ""

ingest = json.load(open(f"{folder}/ingest.json"))
probes = json.load(open(f"{folder}/probes.json"))
sources, dump = {}, None
for item in ingest:
    rows, fields = sketch.load(f"{folder}/{item['file']}")
    if item["role"] == "dump": dump, dump_fields = rows, fields
    else: sources[item["name"]] = sketch.Source(item["name"], item["role"], rows, fields)

dump_fields = {f for f in dump_fields if f != "gender" or any("gender" in q.v for q in dump)}    # (d)
seen, distinct = set(), []
for q in dump:
    key = (q.phone, tuple(sorted(q.ids.items())), tuple(sorted(q.v.items())))
    if key not in seen: seen.add(key); distinct.append(q)
linkable = [q for q in distinct if len(q.phone) == 10 or q.ids or "ref" in q.v or "email" in q.v]
treatment = sketch.treatment(linkable)
for q in linkable: q.one = treatment[1]

links = {name: Counter(shape(q) + "|" + sketch.mask(q) + "|" + outcome(q, link(q, source)) for q in linkable) for name, source in sources.items()}
emission = {}
for name, chosen in probes.items():
    for k, source in sources.items():
        table = Counter()
        for record, mask in chosen:
            q = sketch.restrict(sources[name].rows[record], dump_fields, mask, treatment)
            table[shape(q) + "|" + sketch.mask(q) + "|" + outcome(q, link(q, source, record if k == name else None))] += 1
        emission[f"{name}>{k}"] = table
print(json.dumps({"distinct": len(distinct), "linkable": len(linkable), "links": links, "emission": emission}, sort_keys=True, separators=(",", ":")))
