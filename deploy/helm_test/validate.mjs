// SPDX-License-Identifier: Apache-2.0
// Validates resources of the Gateway API and of Prometheus' operator, which come as JSON on standard input.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const packages = pathToFileURL(`${process.argv[2]}/node_modules/@kubernetes-models/`);
const load = (path) => import(new URL(path, packages));
const gateway = await load("gateway-api/gateway.networking.k8s.io/v1/index.mjs");
const operator = await load("prometheus-operator/monitoring.coreos.com/v1/index.js");
const models = {
    HTTPRoute: gateway.HTTPRoute,
    ServiceMonitor: operator.ServiceMonitor,
    PrometheusRule: operator.PrometheusRule,
};
for (const resource of JSON.parse(readFileSync(0, "utf8"))) {
    new models[resource.kind](resource).validate();
}
