"""Makes vectors.json with Python's hashlib and hmac only: a second implementation of docs/store.md, "Keys"."""
import hashlib, hmac, json

def lp(text):
    data = text.encode("utf-8")
    return len(data).to_bytes(2, "big") + data

def subkey(case_id, case_key, purpose, subject, version):
    prk = hmac.new(case_id, case_key, hashlib.sha256).digest()
    info = b"leakcheck/kdf/1" + lp(purpose) + lp(subject) + lp(version)
    return hmac.new(prk, info + b"\x01", hashlib.sha256).digest()

def sip24(key, data):
    mask = (1 << 64) - 1
    rot = lambda x, b: ((x << b) | (x >> (64 - b))) & mask
    k0, k1 = int.from_bytes(key[:8], "little"), int.from_bytes(key[8:16], "little")
    v = [k0 ^ 0x736F6D6570736575, k1 ^ 0x646F72616E646F6D, k0 ^ 0x6C7967656E657261, k1 ^ 0x7465646279746573]
    def sipround():
        v[0] = (v[0] + v[1]) & mask; v[1] = rot(v[1], 13) ^ v[0]; v[0] = rot(v[0], 32)
        v[2] = (v[2] + v[3]) & mask; v[3] = rot(v[3], 16) ^ v[2]
        v[0] = (v[0] + v[3]) & mask; v[3] = rot(v[3], 21) ^ v[0]
        v[2] = (v[2] + v[1]) & mask; v[1] = rot(v[1], 17) ^ v[2]; v[2] = rot(v[2], 32)
    padded = data + b"\0" * (7 - len(data) % 8) + bytes([len(data) & 255])
    for at in range(0, len(padded), 8):
        m = int.from_bytes(padded[at:at + 8], "little")
        v[3] ^= m; sipround(); sipround(); v[0] ^= m
    v[2] ^= 0xFF
    for _ in range(4): sipround()
    return v[0] ^ v[1] ^ v[2] ^ v[3]

case_id, case_key = bytes(range(16)), bytes(range(100, 132))
uses = [("token", "phone", "1"), ("token", "aadhaar", "1"), ("token", "phone", "2"), ("attribute", "name/folded", "1"),
        ("seal", "", "1"), ("trail", "", "1"), ("check", "", "1"), ("commit", "", "1"), ("attribute", "नाम", "1")]
values = ["+919876543210", "234123412346", "", "Asha Kumari", "नाम"]
out = {"caseId": case_id.hex(), "caseKey": case_key.hex(), "subkeys": [], "tokens": [], "fingerprints": []}
for purpose, subject, version in uses:
    out["subkeys"].append([purpose, subject, version, subkey(case_id, case_key, purpose, subject, version).hex()])
for value in values:
    token = hmac.new(subkey(case_id, case_key, "token", "phone", "1"), value.encode(), hashlib.sha256).digest()[:16]
    out["tokens"].append([value, token.hex()])
    sip = sip24(subkey(case_id, case_key, "attribute", "name/folded", "1")[:16], value.encode())
    out["fingerprints"].append([value, f"{sip:016x}"])
print(json.dumps(out, indent=1, ensure_ascii=False))
