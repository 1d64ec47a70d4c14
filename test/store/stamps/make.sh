#!/usr/bin/env bash
# Makes the replies beside it with openssl's own time-stamping authority, over the hash in over.hex: one for each kind of signature.
# Run by hand; the tests only read what it made. The keys are thrown away.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '%s' "$(printf 'leakcheck' | sha256sum | cut -d' ' -f1)" > over.hex
cat > "$work/tsa.cnf" <<CONF
[tsa]
default_tsa = own
[own]
serial = $work/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384
accuracy = secs:1
ess_cert_id_alg = sha256
[stamping]
extendedKeyUsage = critical, timeStamping
[serving]
extendedKeyUsage = serverAuth
CONF
printf '01' > "$work/serial"
certificate() { # name, extensions, days, key options
  local name=$1 extensions=$2 days=$3; shift 3
  openssl req -x509 -nodes -newkey "$@" -keyout "$work/$name.key" -out "$work/$name.pem" -days "$days" \
    -subj "/O=Invented/CN=Stamps of the $name" -config "$work/tsa.cnf" -extensions "$extensions" 2>/dev/null
}
reply() { # name, query, options
  local name=$1 query=$2; shift 2
  openssl ts -reply -config "$work/tsa.cnf" -section own -queryfile "$query" -inkey "$work/$name.key" -signer "$work/$name.pem" "$@" 2>/dev/null
}
printf '\n[req]\ndistinguished_name = empty\n[empty]\n' >> "$work/tsa.cnf"
openssl ts -query -digest "$(cat over.hex)" -sha256 -cert -no_nonce -out "$work/cert.tsq" 2>/dev/null
openssl ts -query -digest "$(cat over.hex)" -sha256 -no_nonce -out "$work/bare.tsq" 2>/dev/null
openssl ts -query -digest "$(cat over.hex)$(cut -c1-32 over.hex)" -sha384 -cert -no_nonce -out "$work/long.tsq" 2>/dev/null
certificate rsa stamping 36500 rsa:2048
certificate ec stamping 36500 ec -pkeyopt ec_paramgen_curve:P-384
reply rsa "$work/cert.tsq" -out rsa.tsr
reply ec "$work/cert.tsq" -out ec.tsr
reply rsa "$work/bare.tsq" -out without-certificate.tsr
reply rsa "$work/long.tsq" -out over-sha-384.tsr
sed -i 's/ess_cert_id_alg = sha256/ess_cert_id_alg = sha1/; s/signer_digest = sha256/signer_digest = sha512/' "$work/tsa.cnf"
reply rsa "$work/cert.tsq" -out rsa-older-attribute.tsr
# What a refusing authority answers: it knows no such digest.
sed -i 's/digests = .*/digests = sha512/' "$work/tsa.cnf"
reply rsa "$work/cert.tsq" -out not-granted.tsr || true

# What openssl's authority would not sign, signed by its CMS command: the same statement by other certificates and in other ways.
at=$(openssl asn1parse -inform DER -in rsa.tsr | grep -A2 'id-smime-ct-TSTInfo' | grep -m1 'OCTET STRING' | cut -d: -f1 | tr -d ' ')
openssl asn1parse -inform DER -in rsa.tsr -strparse "$at" -noout -out "$work/info"
wrapped() { # name of the reply, certificate, file that is signed, options
  local out=$1 name=$2 info=$3; shift 3
  openssl cms -sign -binary -nodetach -in "$info" -econtent_type id-smime-ct-TSTInfo -signer "$work/$name.pem" \
    -inkey "$work/$name.key" -md sha256 -outform DER -out "$work/token" "$@" 2>/dev/null
  local length; length=$(printf '%04x' "$(($(stat -c %s "$work/token") + 5))")
  { printf "\x30\x82\x${length:0:2}\x${length:2}\x30\x03\x02\x01\x00"; cat "$work/token"; } > "$out"
}
certificate server serving 36500 rsa:2048
certificate short stamping 1 rsa:2048
sed 's/20[0-9]\{12\}Z/20991231235959Z/' "$work/info" > "$work/later"
wrapped rsa-pss.tsr rsa "$work/info" -cades -keyopt rsa_padding_mode:pss
wrapped of-a-server.tsr server "$work/info" -cades
wrapped of-no-named-certificate.tsr rsa "$work/info"
wrapped after-its-certificate.tsr short "$work/later" -cades
