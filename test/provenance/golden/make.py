"""Makes a golden file: make.py SKETCH.py WORLD_FOLDER OUT.json [PROBES].

SKETCH.py is the first form of the method (numpy). It is run on the folder (CSV files and ingest.json, as
test/worlds/files.ts writes them) with one addition: what it counts is also written as a patterns document, so that
src/provenance can be asked the same question. OUT.json holds that document and the sketch's shares and ratios.
"""
import json, os, sys
from collections import Counter, defaultdict

BRIDGE = '''
IDS = {"aadhaar": "aadhaar", "pan": "pan", "epic": "epic", "other": "passport"}
SL = ["phone","aadhaar","pan","epic","passport","reference-id","email","name","yob","dob","gender","district","address","pincode","date:registered","date:dose","field:serial"]
FF = dict(zip(SL[5:], ["ref","email","name","yob","dob","gender","district","address","pin","at","dose","seq"]))
def formkey(q):
    f = (["phone"] if q.phone else []) + sorted(IDS[k] for k in q.ids) + [s for s in SL[5:] if FF[s] in q.v]
    return (tuple(f), shape(q) if "name" in q.v else "", mask(q))
def code(q, c):
    if not c: return None
    k, lev, _ = compare(q, c); o = [{"E":1,"D":4,"-":0}[k[0]]]
    for t in IDS:
        o.append(0 if not q.ids or not c.ids else (1 if q.ids[t]==c.ids[t] else 4) if t in q.ids and t in c.ids else 9 if t in q.ids and not any(x in c.ids for x in q.ids) else 0)
    for s in SL[5:]:
        l = lev.get(FF[s]); o.append(0 if l is None else {"E":1,"C":2,"P":3,"D":4}[l])
    return "".join("%x" % x for x in o)
def bits(codes): return "".join("0" if x is None else "1" for x in codes)
def document(srcs, uniq, links, nolink, ndump, dfs, tr, EMIT):
    forms = {}; fo = []
    def fid(k):
        if k not in forms: forms[k] = len(forms); fo.append(dict(id=forms[k], filled=list(k[0]), nameShape=k[1], mask=k[2]))
        return forms[k]
    pc = Counter((fid(formkey(q)), tuple(code(q, b and srcs[k].rows[b[3]]) for k, b in enumerate(got))) for q, got in zip(uniq, links))
    names = {v: k for k, v in FF.items()}; names.update(phone="phone"); none = "0" * len(srcs)
    slots = lambda fs: sorted([names[f] for f in fs if f in names] + (list(IDS.values()) if "ids" in fs else []), key=SL.index)
    patterns = [dict(form=f, links=list(c), rawHit=bits(c), ruledOut=none, late=none, questioned=none, n=n) for (f, c), n in sorted(pc.items(), key=str)]
    emission = [dict(**{"from": j}, form=fid(f), self=sf, links=list(c), rawHit=bits(c), n=n) for (j, f, sf, c), n in sorted(EMIT.items(), key=str)]
    sources = [dict(id=k, name=s.name, role=s.role, fields=slots(s.fs), collects=None, completeness=dict(kind="sampled" if s.sampled < 1 else "complete", fraction=s.sampled), rows=len(s.rows), dates=dict(taken=None, occurred=None, published=None), verifiedBy=None, partial=False, crowded=0) for k, s in enumerate(srcs)]
    dump = dict(name="dump", rows=ndump, distinct=len(uniq) + nolink, unlinkable=nolink, clusters=len(uniq), sharedPhones=dict(phones=0, records=0), fields=slots(dfs), treatment=dict(case=tr[0] or None, oneWord=bool(tr[1])), partial=False, seen=None)
    return dict(schema="leakcheck.patterns/1", slots=SL, dump=dump, sources=sources, forms=fo, patterns=patterns, emission=emission, overlap=[], queries=None, tabulations=[], limits=[])
'''

def bridged(text, probes):
    """The sketch, counting whole probe rows and keeping the document; every replacement must hit."""
    def put(old, new):
        nonlocal text
        assert old in text, old
        text = text.replace(old, new, 1)
    put("def analyse(d, sample=1500", BRIDGE + f"\ndef analyse(d, sample={probes}")
    put("    # ---- emission tables: each source", "    EMIT = Counter()\n    # ---- emission tables: each source")
    put("                b = link(q, srcs[k], skip=i if k == j else None)\n", "                b = link(q, srcs[k], skip=i if k == j else None); lk.append(b)\n")
    put("            for k in range(K):                                    # k == j", "            lk = []\n            for k in range(K):                                    # k == j")
    put("            if q.phone or q.ids: absent[j][not anyhit] += 1", "            if q.phone or q.ids: absent[j][not anyhit] += 1\n            EMIT[(j, formkey(q), code(q, srcs[j].rows[i]), tuple(code(q, b and srcs[k].rows[b[3]]) for k, b in enumerate(lk)))] += 1")
    put("    for p in pats:\n        for g, l in p[1]: L.cell(g, l)\n", "    kept = document(srcs, uniq, links, nolink, len(dump), dfs, tr, EMIT)\n    for p in pats:\n        for g, l in p[1]: L.cell(g, l)\n")
    put('res["sources"][nm] = dict(', 'res["sources"][nm] = dict(raw_model=lr["model"], ')
    put("    res[\"verdict\"] = verdict(res, srcs)", "    res[\"verdict\"] = verdict(res, srcs); res[\"document\"] = kept")
    return text

def main(sketch, folder, out, probes="400"):
    scope = {"__name__": "sketch"}
    exec(compile(bridged(open(sketch).read(), probes), sketch, "exec"), scope)
    found = scope["analyse"](folder)
    rounded = lambda x: round(float(x), 4)
    expected = {name: dict(share=rounded(s["share"]), floor=rounded(s["raw_floor"]), model=rounded(s["raw_model"])) for name, s in found["sources"].items()}
    json.dump(dict(world=os.path.basename(folder), expected=expected, document=found["document"]), open(out, "w"), separators=(",", ":"))

main(*sys.argv[1:])
