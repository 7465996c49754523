#!/usr/bin/env bash
# Prints a federation of N meshes in which every mesh is peered with every other, each exporting one service; on the two clusters
# aro and rosa, or on as many as are named.
#   src/bench/federation.sh 20 > federation.yaml
#   src/bench/federation.sh 50 aro rosa c3 c4 c5 > federation.yaml
set -euo pipefail
n=${1:?how many meshes}
shift
clusters=(aro rosa)
(($# == 0)) || clusters=("$@")
cat <<YAML
apiVersion: meshfed.io/v1alpha1
kind: Federation
name: bench
clusters:
YAML
printf '  %s: { context: %s }\n' $(printf '%s\n' "${clusters[@]}" | sed 'p')
echo "meshes:"
cluster() { echo "${clusters[(($1 - 1) % ${#clusters[@]})]}"; }
for ((i = 1; i <= n; i++)); do
    printf '  mesh%02d: { cluster: %s, namespace: mesh%02d-cp, controlPlane: cp%02d }\n' "$i" "$(cluster "$i")" "$i" "$i"
done
echo "peerings:"
for ((i = 1; i <= n; i++)); do
    for ((j = i + 1; j <= n; j++)); do
        printf '  - between: [mesh%02d, mesh%02d]\n    exports:\n' "$i" "$j"
        printf '      - { from: mesh%02d, service: shop, namespace: mesh%02d-apps }\n' "$i" "$i"
        printf '      - { from: mesh%02d, service: shop, namespace: mesh%02d-apps }\n' "$j" "$j"
    done
done
