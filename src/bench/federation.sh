#!/usr/bin/env bash
# Prints a federation of N meshes on two clusters in which every mesh is peered with every other, each exporting one service.
#   src/bench/federation.sh 20 > federation.yaml
set -euo pipefail
n=${1:?how many meshes}
cat <<YAML
apiVersion: meshfed.io/v1alpha1
kind: Federation
name: bench
clusters:
  aro: { context: aro }
  rosa: { context: rosa }
meshes:
YAML
cluster() { (($1 % 2)) && echo aro || echo rosa; }
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
