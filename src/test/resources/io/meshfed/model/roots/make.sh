#!/bin/sh
# Made the certificates next to it, with OpenSSL 3. Every run makes new ones; the keys are not kept.
set -eu
out=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > openssl.cnf <<'CNF'
[ca]
default_ca = us
[us]
dir = .
new_certs_dir = .
database = ./index
rand_serial = yes
unique_subject = no
policy = any
email_in_dn = no
default_md = default
default_startdate = 20200101000000Z
default_enddate = 21200101000000Z
default_crl_days = 30
[any]
organizationName = optional
commonName = supplied
[req]
distinguished_name = dn
[dn]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[open]
basicConstraints = critical, CA:TRUE
[nosign]
basicConstraints = critical, CA:TRUE
keyUsage = critical, digitalSignature
[leaf]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
subjectAltName = URI:spiffe://east.local/ns/a/sa/b
[bare]
subjectKeyIdentifier = hash
CNF
: > index

rsa() { openssl genpkey -algorithm RSA -pkeyopt "rsa_keygen_bits:$2" -out "$1.key" ; }
ec() { openssl genpkey -algorithm EC -pkeyopt "ec_paramgen_curve:$2" -out "$1.key" ; }

# self NAME KEY EXTENSIONS [openssl ca options]
self() {
    name=$1 key=$2 ext=$3
    shift 3
    openssl req -new -config openssl.cnf -key "$key.key" -subj "/O=$name/CN=root" -out "$name.csr"
    openssl ca -batch -notext -config openssl.cnf -selfsign -keyfile "$key.key" -in "$name.csr" \
        -extensions "$ext" -out "$out/$name.pem" "$@" 
}

# issued NAME EXTENSIONS: by ec-256
issued() {
    ec "$1" P-256
    openssl req -new -config openssl.cnf -key "$1.key" -subj "/O=$1/CN=issued" -out "$1.csr"
    openssl ca -batch -notext -config openssl.cnf -keyfile ec-256.key -cert "$out/ec-256.pem" -in "$1.csr" \
        -extensions "$2" -out "$out/$1.pem" 
}

rsa rsa-2048 2048 && self rsa-2048 rsa-2048 root
rsa rsa-1024 1024 && self rsa-1024 rsa-1024 root
self sha1 rsa-2048 root -md sha1
self md5 rsa-2048 root -md md5
self pss-sha256 rsa-2048 root -md sha256 -sigopt rsa_padding_mode:pss
self pss-sha1 rsa-2048 root -md sha1 -sigopt rsa_padding_mode:pss
for curve in 256 384 521; do ec "ec-$curve" "P-$curve" && self "ec-$curve" "ec-$curve" root; done
self ec-256-renewed ec-256 root
ec p224 P-224 && self p224 p224 root
ec secp256k1 secp256k1 && self secp256k1 secp256k1 root
openssl genpkey -algorithm ed25519 -out ed25519.key && self ed25519 ed25519 root
self open-use ec-384 open
self no-cert-sign ec-384 nosign
self no-constraints ec-384 bare
issued leaf leaf
issued intermediate root
for i in 1 2 3 4 5 6 7 8 9; do ec "many-$i" P-256 && self "many-$i" "many-$i" root && cat "$out/many-$i.pem"; done > many.pem
rm "$out"/many-?.pem && mv many.pem "$out/nine.pem"

openssl ca -gencrl -config openssl.cnf -keyfile ec-256.key -cert "$out/ec-256.pem" -out "$out/crl.pem" 
openssl crl2pkcs7 -nocrl -certfile "$out/ec-256.pem" -out "$out/pkcs7.pem"
cp leaf.csr "$out/request.pem"
openssl x509 -in "$out/ec-256.pem" -trustout -addtrust serverAuth -out "$out/trusted.pem"
openssl x509 -in "$out/ec-256.pem" -text -out "$out/with-text.pem"
openssl pkey -in ec-256.key -pubout -out "$out/public-key.pem"
ls "$out"
