#!/usr/bin/env bash
# Federates N meshes the way people do today, made fair: no sleeps, no mistakes, one kubectl per object.
#   KUBECONFIG=... src/bench/by-hand.sh N
set -euo pipefail
n=${1:?how many meshes}
kubectl=${KUBECTL:-kubectl}

name() { printf 'mesh%02d' "$1"; }
context() { (($1 % 2)) && echo aro || echo rosa; }

address() { # of mesh $1's ingress for mesh $2: what $2 has to dial
    if [[ $(context "$1") == "$(context "$2")" ]]; then
        echo "ingress-$(name "$2").$(name "$1")-cp.svc.cluster.local"
    else
        $kubectl --context "$(context "$1")" -n "$(name "$1")-cp" get svc "ingress-$(name "$2")" \
            -o jsonpath='{.status.loadBalancer.ingress[0].ip}{.status.loadBalancer.ingress[0].hostname}'
    fi
}

one_direction() { # mesh $1 gets to know mesh $2
    local here there ctx
    here=$(name "$1") there=$(name "$2") ctx=$(context "$1")
    local root domain
    root=$($kubectl --context "$(context "$2")" -n "$there-cp" get cm istio-ca-root-cert -o jsonpath='{.data.root-cert\.pem}')
    domain=$($kubectl --context "$(context "$2")" -n "$there-cp" get smcp "${there/mesh/cp}" -o jsonpath='{.spec.security.trust.domain}')
    jq -n --arg n "$there-ca-root-cert" --arg pem "$root" \
        '{apiVersion:"v1",kind:"ConfigMap",metadata:{name:$n},data:{"root-cert.pem":$pem}}' |
        $kubectl --context "$ctx" -n "$here-cp" apply -f - >/dev/null
    $kubectl --context "$ctx" -n "$here-cp" apply -f - >/dev/null <<YAML
apiVersion: federation.maistra.io/v1
kind: ExportedServiceSet
metadata: {name: $there}
spec: {exportRules: [{type: NameSelector, nameSelector: {namespace: $here-apps, name: shop}}]}
YAML
    $kubectl --context "$ctx" -n "$here-cp" apply -f - >/dev/null <<YAML
apiVersion: federation.maistra.io/v1
kind: ImportedServiceSet
metadata: {name: $there}
spec: {importRules: [{type: NameSelector, nameSelector: {namespace: $there-apps, name: shop}}]}
YAML
    $kubectl --context "$ctx" -n "$here-cp" apply -f - >/dev/null <<YAML
apiVersion: federation.maistra.io/v1
kind: ServiceMeshPeer
metadata: {name: $there}
spec:
  remote: {addresses: ["$(address "$2" "$1")"], discoveryPort: 8188, servicePort: 15443}
  gateways: {ingress: {name: ingress-$there}, egress: {name: egress-$there}}
  security:
    trustDomain: $domain
    clientID: $domain/ns/$there-cp/sa/egress-$here-service-account
    certificateChain: {kind: ConfigMap, name: $there-ca-root-cert}
YAML
}

# What they look at afterwards, on both sides: the peer, what it is offered, what it takes.
connected() { # mesh $1 is connected to mesh $2
    look "$1" servicemeshpeer "$2" '[.status.discoveryStatus.active[]?.watch.connected] | any'
}
exported() { look "$1" exportedserviceset "$2" '.status.exportedServices | length > 0'; }
imported() { look "$1" importedserviceset "$2" '.status.importedServices | length > 0'; }
look() { # mesh, kind, name, what must hold
    $kubectl --context "$(context "$1")" -n "$(name "$1")-cp" get "$2" "$(name "$3")" -o json | jq -e "$4" >/dev/null
}

for ((i = 1; i <= n; i++)); do
    $kubectl --context "$(context "$i")" -n "$(name "$i")-cp" wait --for condition=Ready --timeout 300s "smcp/$(printf 'cp%02d' "$i")" >/dev/null
done
for ((i = 1; i <= n; i++)); do
    for ((j = i + 1; j <= n; j++)); do
        one_direction "$i" "$j"
        one_direction "$j" "$i"
        until connected "$i" "$j" && connected "$j" "$i"; do :; done
        until exported "$i" "$j" && imported "$j" "$i" && exported "$j" "$i" && imported "$i" "$j"; do :; done
    done
done
