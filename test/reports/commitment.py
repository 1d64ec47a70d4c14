"""Makes commitment.json, the vectors of the commitment: `python3 test/reports/commitment.py`, with the standard library and nothing of ours."""
import hashlib
import json
import pathlib


def canonical(value):
    """RFC 8785 for objects, lists, texts, integers, and decimals that Python and ECMAScript write alike."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode('utf-16-be'))
        return '{' + ','.join(canonical(name) + ':' + canonical(value[name]) for name in names) + '}'
    if isinstance(value, list):
        return '[' + ','.join(map(canonical, value)) + ']'
    return json.dumps(value, ensure_ascii=False)


EVIDENCE = [
    {'schema': 'leakcheck.evidence/1', 'run': 1, 'seed': 1, 'nullRuns': []},
    {'schema': 'leakcheck.evidence/1', 'z': None, 'a': [0.5, -1.25, 12345.678], 'patterns': {'limits': ['दो', '"\\']}},
    {'\ufb33': 1, '\U0001f600': 2, '\u20ac': 3, 'nested': {'b': [], 'a': {}}},
]
vectors = []
for i, evidence in enumerate(EVIDENCE):
    nonce = hashlib.sha256(f'nonce {i}'.encode()).digest()
    digest = hashlib.sha256(b'leakcheck/evidence/1' + nonce + canonical(evidence).encode('utf-8'))
    vectors.append({'nonce': nonce.hex(), 'evidence': evidence, 'commitment': digest.hexdigest()})
path = pathlib.Path(__file__).with_name('commitment.json')
path.write_text(json.dumps(vectors, indent=2) + '\n', encoding='utf-8')
