#!/usr/bin/env bash
# Federates N meshes with the fewest processes a script can do it with: one read and one apply per cluster, both clusters at
# once, then one look per cluster until all are proved: connected, synced since the apply, services exported and imported.
#   KUBECONFIG=... src/bench/best-script.sh N
set -euo pipefail
n=${1:?how many meshes}
kubectl=${KUBECTL:-kubectl}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for context in aro rosa; do
    $kubectl --context $context get cm,svc,smcp,ns -A -o json >"$work/$context.json" &
done
wait

jq -n --argjson n "$n" --slurpfile aro "$work/aro.json" --slurpfile rosa "$work/rosa.json" '
  def name($i): "mesh" + (if $i < 10 then "0" else "" end) + ($i | tostring);
  def context($i): if $i % 2 == 1 then "aro" else "rosa" end;
  {aro: $aro[0].items, rosa: $rosa[0].items} as $all
  | if [$all[][] | select(.kind == "ServiceMeshControlPlane") | [.status.conditions[]? | select(.type == "Ready").status == "True"] | any] | all
    then . else error("a control plane is not Ready") end
  | ([$all | to_entries[] | .value[] | {key: (.kind + "/" + .metadata.namespace + "/" + .metadata.name), value: .}] | from_entries) as $by
  | [range(1; $n + 1) as $i | range(1; $n + 1) as $j | select($i != $j)
     | name($i) as $here | name($j) as $there
     | $by["ServiceMeshControlPlane/\($there)-cp/\($there | sub("mesh"; "cp"))"].spec.security.trust.domain as $domain
     | (if context($i) == context($j) then "ingress-\($here).\($there)-cp.svc.cluster.local"
        else ($by["Service/\($there)-cp/ingress-\($here)"].status.loadBalancer.ingress[0] | .ip // .hostname) end) as $address
     | {context: context($i), items: [
         {apiVersion: "v1", kind: "ConfigMap", metadata: {name: "\($there)-ca-root-cert", namespace: "\($here)-cp"},
          data: {"root-cert.pem": $by["ConfigMap/\($there)-cp/istio-ca-root-cert"].data["root-cert.pem"]}},
         {apiVersion: "federation.maistra.io/v1", kind: "ExportedServiceSet", metadata: {name: $there, namespace: "\($here)-cp"},
          spec: {exportRules: [{type: "NameSelector", nameSelector: {namespace: "\($here)-apps", name: "shop"}}]}},
         {apiVersion: "federation.maistra.io/v1", kind: "ImportedServiceSet", metadata: {name: $there, namespace: "\($here)-cp"},
          spec: {importRules: [{type: "NameSelector", nameSelector: {namespace: "\($there)-apps", name: "shop"}}]}},
         {apiVersion: "federation.maistra.io/v1", kind: "ServiceMeshPeer", metadata: {name: $there, namespace: "\($here)-cp"},
          spec: {remote: {addresses: [$address], discoveryPort: 8188, servicePort: 15443},
                 gateways: {ingress: {name: "ingress-\($there)"}, egress: {name: "egress-\($there)"}},
                 security: {trustDomain: $domain, clientID: "\($domain)/ns/\($there)-cp/sa/egress-\($here)-service-account",
                            certificateChain: {kind: "ConfigMap", name: "\($there)-ca-root-cert"}}}}]}]
  | group_by(.context)[] | {context: .[0].context, list: {apiVersion: "v1", kind: "List", items: [.[].items[]] | sort_by(.kind)}}
' >"$work/all.json"

for context in aro rosa; do
    jq -c "select(.context == \"$context\") | .list" "$work/all.json" |
        $kubectl --context $context apply --server-side -f - >/dev/null &
done
wait

proved() { # every peer and set of cluster $1
    $kubectl --context "$1" get servicemeshpeers,exportedservicesets,importedservicesets -A -o json --show-managed-fields |
        jq -e '[.items[] | if .kind == "ServiceMeshPeer" then
              ([.metadata.managedFields[] | select(.operation == "Apply").time] | max) as $written
              | [.status.discoveryStatus.active[]?.watch | .connected and (.lastFullSync // "") >= $written] | any
            else (.status.exportedServices // .status.importedServices // []) | length > 0 end] | all' >/dev/null
}
until
    proved aro & aro=$!
    proved rosa && wait $aro
do :; done
